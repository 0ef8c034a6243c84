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

    /// <summary><c>Anonymous</c> (no certificate), <c>Untrusted</c>, <c>Trusted</c> or <c>Verified</c>; missing before Postfix 2.6.</summary>
    public Utf8Text Trust => Line.Text(Field.Trust);

    /// <summary>True when the peer is a client, false when this host connected to it.</summary>
    public bool IsIncoming => Line.Text(Field.Direction) is var direction && (direction == "from"u8 || direction == "accept"u8);

    /// <summary>For instance <c>TLSv1.3</c>.</summary>
    public Utf8Text Protocol => Line.Text(Field.TlsProtocol);

    /// <summary>The cipher's name.</summary>
    public Utf8Text Cipher => Line.Text(Field.Cipher);

    /// <summary>Bits of the cipher in use.</summary>
    public int? Bits => Line.Number32(Field.Bits);

    /// <summary>True when an older session was taken up again (connection reuse, since Postfix 3.4).</summary>
    public bool IsReused => Line.Text(Field.Established) == "reused"u8;

    /// <summary>The server name that the client asked for (SNI).</summary>
    public Utf8Text ServerName => Line.Text(Field.ServerName);

    /// <summary>Key exchange, signatures and digests (TLS 1.3), whole.</summary>
    public Utf8Text Details
    {
        get
        {
            Utf8Text whole = Line.Text(Field.Details);
            if (whole.HasValue)
                return whole;
            ReadOnlySpan<byte> message = Line.Message.Bytes, bits = Line.Text(Field.CipherBits).Bytes, end = " bits) "u8;
            if (!message.Overlaps(bits, out int at) || !message.Slice(at + bits.Length).StartsWith(end))
                return default;
            return new Utf8Text(message.Slice(at + bits.Length + end.Length));
        }
    }

    /// <summary>The key exchange: <c>X25519</c>, <c>ECDHE</c>, <c>DHE</c> (TLS 1.3).</summary>
    public Utf8Text KeyExchange => Line.Text(Field.KeyExchange);

    /// <summary>Its group or strength: <c>P-256</c>, <c>2048 bits</c>.</summary>
    public Utf8Text KeyExchangeGroup => Line.Text(Field.KeyExchangeGroup);

    /// <summary>The server's signature algorithm: <c>RSA-PSS</c>, <c>ECDSA</c> (TLS 1.3).</summary>
    public Utf8Text ServerSignature => Line.Text(Field.ServerSignature);

    /// <summary>The server's key: <c>2048 bits</c>, <c>prime256v1</c>, <c>prime256v1 raw public key</c>.</summary>
    public Utf8Text ServerKey => Line.Text(Field.ServerKey);

    /// <summary>The digest in the server's signature: <c>SHA256</c>.</summary>
    public Utf8Text ServerDigest => Line.Text(Field.ServerDigest);

    /// <summary>The client's signature algorithm, when it has a certificate (TLS 1.3).</summary>
    public Utf8Text ClientSignature => Line.Text(Field.ClientSignature);

    /// <summary>The client's key.</summary>
    public Utf8Text ClientKey => Line.Text(Field.ClientKey);

    /// <summary>The digest in the client's signature.</summary>
    public Utf8Text ClientDigest => Line.Text(Field.ClientDigest);

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
