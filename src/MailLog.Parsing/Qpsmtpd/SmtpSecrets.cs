using System.Buffers.Text;

namespace MailLog.Parsing;

/// <summary>
/// Overwrites what AUTH commands carry (RFC 4954): qpsmtpd logs commands as they come, passwords included. Of the argument only the user's name stays, where the mechanism has it in the open
/// (PLAIN, LOGIN, XOAUTH2); all else becomes <c>*</c>, in place, before anybody can see it.
/// </summary>
internal static class SmtpSecrets
{
    /// <summary>RFC 4422 section 3.1.</summary>
    private const int LongestMechanism = 20;

    /// <summary>A user's name that is longer is not shown.</summary>
    private const int LongestUser = 256;

    /// <summary>Looks at a command's line, <c>dispatching AUTH PLAIN …</c>.</summary>
    public static void Redact(Span<byte> message)
    {
        ReadOnlySpan<byte> head = "dispatching "u8;
        if (!message.StartsWith(head))
            return;
        Span<byte> line = message.Slice(head.Length);
        int verb = WordLength(line);
        if (!new Utf8Text(line.Slice(0, verb)).EqualsIgnoreCase("AUTH"u8))
        {
            // The answer to a challenge comes as a command when the server has refused AUTH, and the client did not wait.
            if (verb == line.Length && LooksEncoded(line))
                line.Fill((byte)'*');
            return;
        }
        Span<byte> rest = SkipBlanks(line.Slice(verb));
        int length = WordLength(rest);
        if (!IsMechanism(rest.Slice(0, length)))
        {
            rest.Fill((byte)'*');
            return;
        }
        ReadOnlySpan<byte> mechanism = rest.Slice(0, length);
        Span<byte> argument = SkipBlanks(rest.Slice(length));
        Span<byte> user = stackalloc byte[LongestUser];
        int shown = UserOf(mechanism, argument, user);
        argument.Fill((byte)'*');
        if (shown == 0 || shown + 2 > argument.Length)
            return;
        user.Slice(0, shown).CopyTo(argument);
        argument[shown] = (byte)' ';
    }

    private static int UserOf(ReadOnlySpan<byte> mechanism, ReadOnlySpan<byte> argument, Span<byte> user)
    {
        argument = argument.Slice(0, WordLength(argument));
        Span<byte> decoded = stackalloc byte[2048];
        if (argument.IsEmpty || argument.Length > decoded.Length || Base64.DecodeFromUtf8(argument, decoded, out _, out int written) != System.Buffers.OperationStatus.Done)
            return 0;
        ReadOnlySpan<byte> text = decoded.Slice(0, written);
        if (new Utf8Text(mechanism).EqualsIgnoreCase("PLAIN"u8))
        {
            int first = text.IndexOf((byte)0), second = first < 0 ? -1 : text.Slice(first + 1).IndexOf((byte)0);
            text = second < 0 ? default : text.Slice(first + 1, second);
        }
        else if (new Utf8Text(mechanism).EqualsIgnoreCase("XOAUTH2"u8))
        {
            int end = text.IndexOf((byte)1);
            text = end > 5 && text.StartsWith("user="u8) ? text.Slice(5, end - 5) : default;
        }
        else if (!new Utf8Text(mechanism).EqualsIgnoreCase("LOGIN"u8))
        {
            return 0;
        }
        if (text.IsEmpty || text.Length > user.Length || !IsPrintable(text))
            return 0;
        text.CopyTo(user);
        return text.Length;
    }

    private static bool IsPrintable(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
            if (b is <= (byte)' ' or >= 127 or (byte)'*')
                return false;
        return true;
    }

    private static bool IsMechanism(ReadOnlySpan<byte> word)
    {
        foreach (byte b in word)
            if ((uint)((b | 0x20) - 'a') > 25 && !Utf8.IsDigit(b) && b is not ((byte)'-' or (byte)'_'))
                return false;
        // Nobody's mechanism is named so, but somebody's password may be.
        return word.Length is > 0 and <= LongestMechanism && IsKnown(word);
    }

    private static bool IsKnown(ReadOnlySpan<byte> word)
    {
        foreach (string name in Mechanisms)
            if (word.Length == name.Length && new Utf8Text(word).EqualsIgnoreCase(System.Text.Encoding.ASCII.GetBytes(name)))
                return true;
        return false;
    }

    private static readonly string[] Mechanisms =
    [
        "PLAIN", "LOGIN", "CRAM-MD5", "DIGEST-MD5", "EXTERNAL", "ANONYMOUS", "GSSAPI", "NTLM", "XOAUTH", "XOAUTH2", "OAUTHBEARER", "SCRAM-SHA-1", "SCRAM-SHA-1-PLUS", "SCRAM-SHA-256",
        "SCRAM-SHA-256-PLUS", "KERBEROS_V4", "OTP", "SECURID", "GS2-KRB5", "APOP",
    ];

    private static bool LooksEncoded(ReadOnlySpan<byte> word)
    {
        if (word.Length < 8 || word.Length % 4 != 0)
            return false;
        foreach (byte b in word)
            if ((uint)((b | 0x20) - 'a') > 25 && !Utf8.IsDigit(b) && b is not ((byte)'+' or (byte)'/' or (byte)'='))
                return false;
        return true;
    }

    private static int WordLength(ReadOnlySpan<byte> text)
    {
        int length = text.IndexOfAny((byte)' ', (byte)'\t');
        return length < 0 ? text.Length : length;
    }

    private static Span<byte> SkipBlanks(Span<byte> text)
    {
        int i = 0;
        while (i < text.Length && text[i] is (byte)' ' or (byte)'\t')
            i++;
        return text.Slice(i);
    }
}
