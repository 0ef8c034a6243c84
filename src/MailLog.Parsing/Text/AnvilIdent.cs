namespace MailLog.Parsing;

/// <summary>anvil's name for a client of a service: <c>smtp:192.0.2.1</c>, <c>127.0.0.1:25:192.0.2.1</c>, <c>[::1]:587:2001:db8::1</c>.</summary>
/// <remarks>Both parts can have colons: an IPv4 address or a word stands behind the last; before an IPv6 address the service ends at its port, or at the first colon.</remarks>
internal static class AnvilIdent
{
    public static Utf8Text Service(Utf8Text ident) => ident.HasValue ? new Utf8Text(ident.Bytes.Slice(0, Math.Max(0, Colon(ident.Bytes)))) : default;

    public static Utf8Text Address(Utf8Text ident) => ident.HasValue ? new Utf8Text(ident.Bytes.Slice(Colon(ident.Bytes) + 1)) : default;

    private static int Colon(ReadOnlySpan<byte> ident)
    {
        int last = ident.LastIndexOf((byte)':'), first = ident.IndexOf((byte)':');
        bool isIpv6 = first < last && ident.Slice(last + 1).IndexOf((byte)'.') < 0;
        if (!isIpv6)
            return last;
        // A service that is given by its address has a port behind it.
        int bracket = ident.IndexOf("]:"u8);
        int host = bracket >= 0 ? bracket + 1 : ident.Slice(0, first).IndexOf((byte)'.') >= 0 ? first : -1;
        if (host < 0)
            return first;
        int port = ident.Slice(host + 1).IndexOf((byte)':');
        return port < 0 ? first : host + 1 + port;
    }
}
