namespace MailLog.Parsing;

/// <summary>What a delivery's response quotes of the other side, by the templates of Postfix <c>smtp_trouble.c</c> and <c>smtp_proto.c</c>.</summary>
internal static class RemoteReply
{
    public static SmtpReply In(ReadOnlySpan<byte> response)
    {
        if (SmtpReply.TryParse(response, out SmtpReply reply))
            return reply;
        ReadOnlySpan<byte> suspended = "delivery temporarily suspended: "u8;
        if (response.StartsWith(suspended))
            response = response.Slice(suspended.Length);
        if (!response.StartsWith("host "u8))
            return default;
        // The host is a name from the DNS and an address: no blanks.
        ReadOnlySpan<byte> rest = response.Slice(5);
        int blank = rest.IndexOf((byte)' ');
        if (blank < 0)
            return default;
        rest = rest.Slice(blank);
        ReadOnlySpan<byte> said = " said: "u8, refused = " refused to talk to me: "u8;
        if (rest.StartsWith(said))
            rest = rest.Slice(said.Length);
        else if (rest.StartsWith(refused))
            rest = rest.Slice(refused.Length);
        else
            return default;
        int tail = rest.LastIndexOf(" (in reply to "u8);
        if (tail >= 0 && rest[rest.Length - 1] == ')')
            rest = rest.Slice(0, tail);
        return SmtpReply.TryParse(rest, out reply) ? reply : default;
    }

    public static Utf8Text QueuedAs(ReadOnlySpan<byte> response)
    {
        ReadOnlySpan<byte> words = "queued as "u8;
        int at = response.LastIndexOf(words);
        if (at < 0 || !SmtpReply.Begins(response, (byte)' '))
            return default;
        ReadOnlySpan<byte> id = response.Slice(at + words.Length);
        int length = QueueId.Scan(id);
        // amavis closes the nested reply with a parenthesis in some versions.
        return length > 0 && (length == id.Length || id[length] is (byte)')' or (byte)' ') ? new Utf8Text(id.Slice(0, length)) : default;
    }

    public static Utf8Text ForwardedAs(ReadOnlySpan<byte> response)
    {
        ReadOnlySpan<byte> words = "forwarded as "u8;
        if (!response.StartsWith(words))
            return default;
        ReadOnlySpan<byte> id = response.Slice(words.Length);
        return QueueId.Scan(id) == id.Length && !id.IsEmpty ? new Utf8Text(id) : default;
    }

    public static Utf8Text FilterId(ReadOnlySpan<byte> response)
    {
        // A reply ends where the response does, or before it at a parenthesis: most have none, and need not be taken apart.
        if (response.IsEmpty || response[response.Length - 1] != ')')
            return default;
        ReadOnlySpan<byte> text = In(response).Bytes.Bytes;
        int open = text.LastIndexOf((byte)'(');
        if (open < 0 || text[text.Length - 1] != ')')
            return default;
        ReadOnlySpan<byte> id = text.Slice(open + 1, text.Length - open - 2);
        return !id.IsEmpty && QueueId.ScanFilterId(id) == id.Length ? new Utf8Text(id) : default;
    }
}
