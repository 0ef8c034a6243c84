namespace MailLog.Parsing;

/// <summary>
/// An SMTP session as a pass-through proxy archives it: what the client sent, from the connection's begin to its end, without the server's replies.
/// </summary>
/// <remarks>
/// <para>Immutable, owned, and safe to use from several threads. It keeps commands and a few header fields; content is never loaded, but told by where it lies in the file.</para>
/// <para>Without replies nobody knows what the server accepted: senders and recipients are those asked for. Arguments of AUTH, and what follows such a command, are never kept.
/// Bad input is no error: what cannot be read is in <see cref="Diagnostics"/>.</para>
/// <para>Sources: RFC 5321 (SMTP), RFC 3030 (BDAT), Postfix XFORWARD_README, RFC 3461 section 4 (xtext).</para>
/// </remarks>
public sealed class ArchivedSession
{
    private readonly byte[] _prefix;

    internal ArchivedSession(string path, byte[] prefix, IReadOnlyList<ArchivedTransaction> transactions, IReadOnlyList<ArchiveDiagnostic> diagnostics, bool isComplete)
    {
        Path = path;
        _prefix = prefix;
        Transactions = transactions;
        Diagnostics = diagnostics;
        IsComplete = isComplete;
    }

    /// <summary>The file's path as given; empty for a stream without a name.</summary>
    public string Path { get; }

    /// <summary>What the proxy put before each line in front of DATA, in UTF-8; empty when nothing. Valid as long as this object.</summary>
    public Utf8Text Prefix => new(_prefix);

    /// <summary>The transactions in their order: each begins with MAIL, also those that came to nothing. Empty for a client that only looked in, and for a file that is no session.</summary>
    public IReadOnlyList<ArchivedTransaction> Transactions { get; }

    /// <summary>What could not be read, in the order of the file; 100 at most.</summary>
    public IReadOnlyList<ArchiveDiagnostic> Diagnostics { get; }

    /// <summary>The session is there to its QUIT. False when the file is cut off, or the client left without a word.</summary>
    public bool IsComplete { get; }

    /// <summary>Reads a file.</summary>
    /// <param name="path">Path of the file.</param>
    /// <exception cref="ArgumentException">The path is null or empty.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read, or is a folder.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static ArchivedSession Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1);
        return Read(file, path);
    }

    /// <summary>Reads a session from a stream, to the stream's end.</summary>
    /// <param name="stream">Stands at the first byte of the session; offsets are counted from there. It is not disposed.</param>
    /// <param name="path">Name for <see cref="Path"/>.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static ArchivedSession Read(Stream stream, string path = "")
    {
        if (stream is null)
            throw new ArgumentNullException(nameof(stream));
        if (path is null)
            throw new ArgumentNullException(nameof(path));
        return new SessionScanner(new ArchiveInput(stream)).Scan(path);
    }
}
