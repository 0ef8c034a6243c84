using System.Text;

namespace MailLog.Parsing;

/// <summary>Replaces what names people in a log by tokens: the same one for the same name, in every line and every run with the same key, so that mails can still be followed.</summary>
/// <remarks>
/// <para>Given to <see cref="MailLogOptions.Redaction"/>, lines are rewritten as they are read, and nobody behind the reader sees anything else. Local parts of addresses and names of users become
/// <c>u</c> and twelve letters and digits, IP addresses become IPv6 addresses in <c>fd00::/8</c>, the names that clients have or give themselves <c>h….invalid</c>. Domains of addresses, ids, the
/// servers that mail goes to, and the addresses of the mail system itself (<c>postmaster</c>, <c>MAILER-DAEMON</c>, <c>double-bounce</c>, the null sender) stay. docs/privacy.md has all of it.</para>
/// <para>Tokens are HMAC-SHA256 of the name in lower-case ASCII. Whoever has the key can look for a name that he guesses; nobody can otherwise tell a name from its token.
/// Immutable and safe for several threads.</para>
/// </remarks>
public sealed class Redaction
{
    /// <summary>How many bytes a key has at least.</summary>
    public const int MinKeyLength = 16;

    private readonly byte[] _key;

    /// <summary>A redaction with a key.</summary>
    /// <param name="key">The key, from a generator of random numbers: at least <see cref="MinKeyLength"/> bytes. It is copied.</param>
    /// <exception cref="ArgumentException">The key is shorter.</exception>
    public Redaction(ReadOnlySpan<byte> key)
    {
        if (key.Length < MinKeyLength)
            throw new ArgumentException("The key has " + key.Length + " bytes; it needs at least " + MinKeyLength + ".", nameof(key));
        _key = key.ToArray();
    }

    /// <summary>A text as a line would hold it: with tokens for the addresses, IP addresses and clients (<c>name[address]</c>) in it.</summary>
    /// <param name="text">Any text, for instance a complete address that lines are to be searched for.</param>
    /// <returns>The text; the same when there is nothing to replace.</returns>
    /// <exception cref="ArgumentNullException">The text is null.</exception>
    public string Redact(string text) => Utf8.ToString(Redact(Bytes(text)));

    /// <summary>The same for UTF-8.</summary>
    /// <param name="text">Any text.</param>
    /// <returns>A text of its own.</returns>
    public byte[] Redact(ReadOnlySpan<byte> text)
    {
        var edits = new LineEdits();
        new TextRedactor(new TokenTable(_key), edits).Redact(text, 0, text.Length, facesServers: false);
        byte[] redacted = new byte[edits.LengthOf(text.Length)];
        edits.Write(text, redacted);
        return redacted;
    }

    /// <summary>The token of a user, or of the local part of an address.</summary>
    /// <param name="name">The name, without a domain; in upper or lower case.</param>
    /// <returns>The token; the name itself where it is the mail system's own.</returns>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public string RedactUser(string name)
    {
        byte[] bytes = Bytes(name);
        return SystemNames.IsUser(bytes) ? name : Utf8.ToString(new TokenTable(_key).User(bytes));
    }

    /// <summary>The token of a client, by the name that it has or gives itself.</summary>
    /// <param name="name">The name, in upper or lower case.</param>
    /// <returns>The token; the name itself for <c>localhost</c> and <c>unknown</c>.</returns>
    /// <exception cref="ArgumentNullException">The name is null.</exception>
    public string RedactHost(string name)
    {
        byte[] bytes = Bytes(name);
        return SystemNames.IsHost(bytes) ? name : Utf8.ToString(new TokenTable(_key).Host(bytes));
    }

    /// <summary>What rewrites the lines of one source.</summary>
    internal LineRedactor CreateRedactor() => new(new TokenTable(_key));

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text ?? throw new ArgumentNullException(nameof(text)));
}
