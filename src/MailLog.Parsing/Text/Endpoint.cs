namespace MailLog.Parsing;

/// <summary>
/// A host as Postfix writes it: <c>name[address]</c>, <c>name[address]:port</c>, <c>[address]:port</c>, <c>name[unix path]</c>,
/// or a bare word such as <c>local</c> or <c>none</c>. A line's own endpoints are also read as qmail (<c>address:name</c>) and tcpserver
/// (<c>name:address:ident:port</c>) write them.
/// </summary>
/// <remarks>
/// Source: Postfix <c>smtpd_peer.c</c> (namaddr), <c>smtp_session.c</c> (namaddrport); s/qmail <c>smtpdlog.c</c>; ucspi-tcp <c>tcpserver.c</c>.
/// Borrowed: valid as long as the line it was taken from.
/// </remarks>
public readonly ref struct Endpoint
{
    private readonly EndpointStyle _style;
    private readonly Utf8Text _otherName;

    /// <summary>Reads a host as Postfix logs it.</summary>
    /// <param name="text">The text as logged; a text without brackets is a host name or an agent's word.</param>
    public Endpoint(Utf8Text text)
        : this(text, EndpointStyle.Brackets)
    {
    }

    internal Endpoint(Utf8Text text, EndpointStyle style)
    {
        Text = text;
        _style = style;
    }

    /// <summary>A host whose name and address stand apart in their line.</summary>
    internal Endpoint(Utf8Text name, Utf8Text address)
    {
        Text = address.HasValue ? address : name;
        _otherName = name;
        _style = address.HasValue ? EndpointStyle.Address : EndpointStyle.Name;
    }

    /// <summary>The whole text as logged; the address, where name and address stand apart.</summary>
    public Utf8Text Text { get; }

    /// <summary>True when the line has such a field.</summary>
    public bool HasValue => Text.HasValue;

    /// <summary>The name (<c>unknown</c> when the client's could not be confirmed), or the whole text when it has no parts. Missing when empty.</summary>
    public Utf8Text Host
    {
        get
        {
            if (_otherName.HasValue)
                return _otherName;
            Read(out TextPart host, out TextPart address, out _);
            return host.Length == 0 && (address.Start > 0 || address.Length > 0) ? default : Part(host);
        }
    }

    /// <summary>An IPv4 or IPv6 address, or the path of a UNIX-domain socket. Missing when there is none.</summary>
    public Utf8Text Address
    {
        get
        {
            Read(out _, out TextPart address, out _);
            return address.Length == 0 && address.Start == 0 ? default : Part(address);
        }
    }

    /// <summary>The TCP port, or null.</summary>
    public int? Port
    {
        get
        {
            Read(out _, out _, out int at);
            if (at == 0)
                return null;
            ReadOnlySpan<byte> rest = Text.Bytes.Slice(at);
            return rest.Length > 1 && rest[0] == ':' && Utf8.TryParseNumber(rest.Slice(1), out long port) && port <= 65535 ? (int)port : null;
        }
    }

    /// <summary>The text as logged.</summary>
    public override string ToString() => Text.ToString();

    private Utf8Text Part(TextPart part) => Text.HasValue ? new Utf8Text(Text.Bytes.Slice(part.Start, part.Length)) : default;

    /// <summary>Taken apart when a part is asked for: most who take an endpoint want its text.</summary>
    private void Read(out TextPart host, out TextPart address, out int port)
    {
        host = address = default;
        port = 0;
        ReadOnlySpan<byte> bytes = Text.Bytes;
        switch (_style)
        {
            case EndpointStyle.AddressAndName:
                int colon = bytes.LastIndexOf((byte)':');
                address = new TextPart(0, Math.Max(colon, 0));
                host = new TextPart(colon + 1, bytes.Length - colon - 1);
                break;
            case EndpointStyle.Ucspi:
                ReadUcspi(bytes, out host, out address, out port);
                break;
            case EndpointStyle.Address:
                address = new TextPart(0, bytes.Length);
                break;
            case EndpointStyle.Name:
                host = new TextPart(0, bytes.Length);
                break;
            default:
                // The address is the last pair of brackets: a client's name comes from the DNS and cannot hold any, the port has none.
                int close = bytes.LastIndexOf((byte)']');
                int open = close < 0 ? -1 : bytes.Slice(0, close).LastIndexOf((byte)'[');
                host = new TextPart(0, open < 0 ? bytes.Length : open);
                if (open >= 0)
                    (address, port) = (new TextPart(open + 1, close - open - 1), close + 1);
                break;
        }
    }

    /// <summary>The name ends at the first colon, the port begins at the last; the address is the longest that stands between, the rest is what ident said.</summary>
    private static void ReadUcspi(ReadOnlySpan<byte> bytes, out TextPart host, out TextPart address, out int port)
    {
        int first = bytes.IndexOf((byte)':'), last = bytes.LastIndexOf((byte)':');
        host = new TextPart(0, first < 0 ? bytes.Length : first);
        address = default;
        port = 0;
        if (first < 0 || last == first)
            return;
        port = last;
        ReadOnlySpan<byte> between = bytes.Slice(first + 1, last - first - 1);
        int length = IpAddressText.PrefixLength(between);
        if (length > 0)
            address = new TextPart(first + 1, length);
    }

    private readonly struct TextPart(int start, int length)
    {
        public readonly int Start = start;
        public readonly int Length = length;
    }
}
