namespace MailLog.Parsing;

/// <summary>Finds an IP address at the start of text where a colon may be part of it or end it.</summary>
internal static class IpAddressText
{
    /// <summary>The length of the longest address that starts the text and ends with it or before a colon; without one, of what stands before the first colon.</summary>
    public static int PrefixLength(ReadOnlySpan<byte> text)
    {
        int first = text.IndexOf((byte)':');
        if (first < 0)
            return text.Length;
        for (int end = text.Length; end > first; end = text.Slice(0, end).LastIndexOf((byte)':'))
            if (IsIpv6(text.Slice(0, end)))
                return end;
        return first;
    }

    /// <summary>Up to eight groups of hexadecimal digits, one run of them left out as <c>::</c>, the last two perhaps in dotted form (RFC 4291).</summary>
    public static bool IsIpv6(ReadOnlySpan<byte> text)
    {
        int groups = 0, start = 0;
        bool hasGap = false;
        for (int i = 0; i <= text.Length; i++)
        {
            bool isEnd = i == text.Length;
            if (!isEnd && text[i] != ':')
                continue;
            ReadOnlySpan<byte> group = text.Slice(start, i - start);
            start = i + 1;
            if (isEnd && IsIpv4(group))
            {
                groups += 2;
            }
            else if (!group.IsEmpty)
            {
                if (!IsGroup(group))
                    return false;
                groups++;
            }
            else if (isEnd)
            {
                // Nothing behind the last colon: that is the end of a gap.
                return hasGap && text.Length >= 2 && text[text.Length - 2] == ':' && groups <= 7;
            }
            else if (i + 1 < text.Length && i == 0 && text[1] == ':')
            {
                // The gap at the start has an empty group before and behind its first colon.
                hasGap = true;
                start = ++i + 1;
            }
            else
            {
                if (hasGap || i == 0)
                    return false;
                hasGap = true;
            }
        }
        return hasGap ? groups <= 7 : groups == 8;
    }

    private static bool IsGroup(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
            if (!IsHex(b))
                return false;
        return text.Length <= 4;
    }

    private static bool IsIpv4(ReadOnlySpan<byte> text)
    {
        for (int part = 0; part < 4; part++)
        {
            if (!Utf8.TryParseNumber(text, out long value, out int length) || length > 3 || value > 255)
                return false;
            text = text.Slice(length);
            if (part < 3 && (text.IsEmpty || text[0] != '.'))
                return false;
            if (part < 3)
                text = text.Slice(1);
        }
        return text.IsEmpty;
    }

    private static bool IsHex(byte b) => Utf8.IsDigit(b) || (uint)((b | 0x20) - 'a') <= 5;
}
