namespace MailLog.Parsing;

/// <summary>
/// A host as Postfix writes it: <c>name[address]</c>, <c>name[address]:port</c>, <c>[address]:port</c>, <c>name[unix path]</c>,
/// or a bare word such as <c>local</c> or <c>none</c>.
/// </summary>
/// <remarks>
/// Source: Postfix <c>smtpd_peer.c</c> (namaddr), <c>smtp_session.c</c> (namaddrport). Borrowed: valid as long as the line it was taken from.
/// </remarks>
public readonly ref struct Endpoint
{
    // Behind the brackets' places, so that 0 is none: the default value is a missing field.
    private readonly int _open;
    private readonly int _close;

    /// <summary>Reads a host as logged.</summary>
    /// <param name="text">The text as logged; a text without brackets is a host name or an agent's word.</param>
    public Endpoint(Utf8Text text)
    {
        Text = text;
        ReadOnlySpan<byte> bytes = text.Bytes;
        // The address is the last pair of brackets: a client's name comes from the DNS and cannot hold any, the port has none.
        _close = bytes.LastIndexOf((byte)']') + 1;
        _open = _close == 0 ? 0 : bytes.Slice(0, _close).LastIndexOf((byte)'[') + 1;
    }

    /// <summary>The whole text as logged.</summary>
    public Utf8Text Text { get; }

    /// <summary>True when the line has such a field.</summary>
    public bool HasValue => Text.HasValue;

    /// <summary>What stands before the brackets (<c>unknown</c> when the client's name could not be confirmed), or the whole text when there are none. Missing when empty.</summary>
    public Utf8Text Host
    {
        get
        {
            if (_open == 0)
                return Text;
            return _open == 1 ? default : new Utf8Text(Text.Bytes.Slice(0, _open - 1));
        }
    }

    /// <summary>What stands in the brackets: an IPv4 or IPv6 address, or the path of a UNIX-domain socket. Missing when there are no brackets.</summary>
    public Utf8Text Address => _open == 0 ? default : new Utf8Text(Text.Bytes.Slice(_open, _close - 1 - _open));

    /// <summary>The TCP port after the brackets, or null.</summary>
    public int? Port
    {
        get
        {
            ReadOnlySpan<byte> rest = Text.Bytes.Slice(_close);
            return _open > 0 && rest.Length > 1 && rest[0] == ':' && Utf8.TryParseNumber(rest.Slice(1), out long port) && port <= 65535 ? (int)port : null;
        }
    }

    /// <summary>The text as logged.</summary>
    public override string ToString() => Text.ToString();
}
