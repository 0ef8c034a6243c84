namespace MailLog.Parsing;

/// <summary>A TLS session was set up, before the mails that pass over it; there is no queue id.</summary>
/// <remarks>Source: Postfix <c>tls_log_summary</c>.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct TlsEvent
{
    internal TlsEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The other side.</summary>
    public Endpoint Peer => Line.Endpoint(Field.Client);

    /// <summary><c>Anonymous</c> (no certificate), <c>Untrusted</c>, <c>Trusted</c> or <c>Verified</c>.</summary>
    public Utf8Text Trust => Line.Text(Field.Trust);

    /// <summary>True when the peer is a client, false when this host connected to it.</summary>
    public bool IsIncoming => Line.Text(Field.Direction) == "from"u8;

    /// <summary>For instance <c>TLSv1.3</c>.</summary>
    public Utf8Text Protocol => Line.Text(Field.TlsProtocol);

    /// <summary>The cipher's name.</summary>
    public Utf8Text Cipher => Line.Text(Field.Cipher);

    /// <summary>Bits of the cipher in use.</summary>
    public int? Bits => Line.Number32(Field.Bits);

    /// <summary>Key exchange, signatures and digests (TLS 1.3).</summary>
    public Utf8Text Details => Line.Text(Field.Details);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a TLS session.</summary>
    /// <param name="tls">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Tls"/>.</returns>
    public bool TryGet(out TlsEvent tls)
    {
        tls = new TlsEvent(this);
        return Kind == EventKind.Tls;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a TLS session, see <see cref="LogLine.TryGet(out TlsEvent)"/>.</summary>
    /// <param name="tls">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Tls"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out TlsEvent tls) => Line.TryGet(out tls);
}
