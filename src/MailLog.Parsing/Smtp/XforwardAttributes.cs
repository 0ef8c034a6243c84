namespace MailLog.Parsing;

/// <summary>What XFORWARD tells of the client from which a mail system got the mail that it passes on (Postfix XFORWARD_README).</summary>
/// <remarks>Values are decoded from xtext (RFC 3461 section 4). <c>[UNAVAILABLE]</c> and <c>[TEMPUNAVAIL]</c> are missing values. Texts are valid as long as this object.</remarks>
public sealed class XforwardAttributes
{
    internal static readonly XforwardAttributes None = new();

    internal byte[]? NameBytes, AddressBytes, PortBytes, ProtocolBytes, HeloBytes, IdentBytes, SourceBytes;

    internal XforwardAttributes()
    {
    }

    /// <summary>NAME: the client's host name.</summary>
    public Utf8Text Name => Text(NameBytes);

    /// <summary>ADDR: the client's IPv4 address, or its IPv6 address without the <c>IPV6:</c> before it.</summary>
    public Utf8Text Address => Text(AddressBytes);

    /// <summary>PORT: the client's TCP port, or null.</summary>
    public int? Port => PortBytes is not null && Utf8.TryParseNumber(PortBytes, out long port) && port is > 0 and <= 65535 ? (int)port : null;

    /// <summary>PROTO: <c>SMTP</c> or <c>ESMTP</c>.</summary>
    public Utf8Text Protocol => Text(ProtocolBytes);

    /// <summary>HELO: the name that the client gave itself.</summary>
    public Utf8Text Helo => Text(HeloBytes);

    /// <summary>IDENT: the id of the mail on the system that passes it on; of Postfix, its queue id. Before the queue there is none.</summary>
    public Utf8Text Ident => Text(IdentBytes);

    /// <summary>SOURCE: <c>LOCAL</c> or <c>REMOTE</c>.</summary>
    public Utf8Text Source => Text(SourceBytes);

    private static Utf8Text Text(byte[]? bytes) => bytes is null ? default : new Utf8Text(bytes);
}
