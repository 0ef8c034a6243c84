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
    private static bool IsIpv6(ReadOnlySpan<byte> text)
    {
        int groups = 0, digits = 0;
        bool hasGap = false;
        for (int i = 0; i < text.Length; i++)
        {
            byte b = text[i];
            if (b == ':')
            {
                bool isGap = i + 1 < text.Length && text[i + 1] == ':';
                if ((digits == 0 && !isGap && !(hasGap && i > 0 && text[i - 1] == ':')) || (isGap && hasGap))
                    return false;
                hasGap |= isGap;
                groups += digits > 0 ? 1 : 0;
                digits = 0;
                if (isGap)
                    i++;
            }
            else if (b == '.')
            {
                return digits > 0 && groups + 2 <= 8 && text.Slice(i).IndexOf((byte)':') < 0;
            }
            else if (!IsHex(b) || ++digits > 4)
            {
                return false;
            }
        }
        groups += digits > 0 ? 1 : 0;
        bool endsInColon = text.Length > 0 && text[text.Length - 1] == ':' && (text.Length < 2 || text[text.Length - 2] != ':');
        return !endsInColon && (hasGap ? groups <= 7 : groups == 8);
    }

    private static bool IsHex(byte b) => Utf8.IsDigit(b) || (uint)((b | 0x20) - 'a') <= 5;
}
