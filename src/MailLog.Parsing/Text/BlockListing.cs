namespace MailLog.Parsing;

/// <summary>What a reply says of a block list: <c>Service unavailable; Client host [192.0.2.1] blocked using zen.example.org; https://…</c>.</summary>
/// <remarks>
/// Read by Postfix' default template (<c>default_rbl_reply</c>) and postscreen's; a reply of other words has no listing.
/// Borrowed: valid as long as the line it was taken from.
/// </remarks>
public readonly ref struct BlockListing
{
    private BlockListing(Utf8Text @class, Utf8Text item, Utf8Text list, Utf8Text reason)
    {
        Class = @class;
        Item = item;
        List = list;
        Reason = reason;
    }

    /// <summary>True when a block list is named.</summary>
    public bool HasValue => List.HasValue;

    /// <summary>What was looked up: <c>Client host</c>, <c>Sender address</c>, <c>Helo command</c>, with postscreen <c>client</c>.</summary>
    public Utf8Text Class { get; }

    /// <summary>What is listed: an address, a host name, a mail address.</summary>
    public Utf8Text Item { get; }

    /// <summary>The list's domain.</summary>
    public Utf8Text List { get; }

    /// <summary>What the list says, often an address of a web page; missing when it says nothing.</summary>
    public Utf8Text Reason { get; }

    internal static BlockListing In(ReadOnlySpan<byte> text)
    {
        ReadOnlySpan<byte> start = "Service unavailable; "u8, blocked = "] blocked using "u8;
        if (!text.StartsWith(start))
            return default;
        ReadOnlySpan<byte> rest = text.Slice(start.Length);
        int open = rest.IndexOf(" ["u8), close = rest.IndexOf(blocked);
        if (open < 0 || close < open + 2)
            return default;
        var @class = new Utf8Text(rest.Slice(0, open));
        var item = new Utf8Text(rest.Slice(open + 2, close - open - 2));
        rest = rest.Slice(close + blocked.Length);
        int semicolon = rest.IndexOf((byte)';');
        if (semicolon < 0)
            return new BlockListing(@class, item, new Utf8Text(rest), default);
        ReadOnlySpan<byte> reason = rest.Slice(semicolon + 1);
        return new BlockListing(@class, item, new Utf8Text(rest.Slice(0, semicolon)), new Utf8Text(reason.StartsWith(" "u8) ? reason.Slice(1) : reason));
    }
}
