using System.Net;
using System.Text;

namespace MailLog.Parsing;

/// <summary>IP addresses as text: where they stand, and what stands for them.</summary>
internal static class IpText
{
    private const int LongestIpv6 = 45;

    private static ReadOnlySpan<byte> Mapping => "::ffff:"u8;

    /// <summary>An address of this host, or none: it tells nothing, and the way of a mail goes by it.</summary>
    public static bool IsLocal(ReadOnlySpan<byte> address)
    {
        address = WithoutMapping(address);
        return address.StartsWith("127."u8) || address.SequenceEqual("::1"u8) || address.SequenceEqual("::"u8) || address.SequenceEqual("0.0.0.0"u8);
    }

    /// <summary>The whole text is an address.</summary>
    public static bool IsAddress(ReadOnlySpan<byte> text) => text.Length > 1 && (Ipv4Length(text) == text.Length || Ipv6Length(text) == text.Length);

    /// <summary>An IPv4 address within IPv6 is the same host.</summary>
    public static ReadOnlySpan<byte> WithoutMapping(ReadOnlySpan<byte> address) =>
        address.Length > Mapping.Length && Utf8.EqualsIgnoreCase(address.Slice(0, Mapping.Length), Mapping) && Ipv4Length(address.Slice(Mapping.Length)) > 0 ? address.Slice(Mapping.Length) : address;

    /// <summary>An IPv6 address in its usual spelling; null when the text is none.</summary>
    public static byte[]? TryNormalize(ReadOnlySpan<byte> address) =>
        address.IndexOf((byte)':') >= 0 && IPAddress.TryParse(Utf8.ToString(address), out IPAddress? parsed) ? Encoding.ASCII.GetBytes(parsed.ToString()) : null;

    /// <summary>
    /// An address that nobody has (RFC 4193), of eight groups without zeros at their start: one spelling only, and no gap that a colon behind it could be taken for a part of.
    /// </summary>
    public static byte[] OfHash(byte[] hash)
    {
        ReadOnlySpan<byte> digits = "0123456789abcdef"u8;
        byte[] text = new byte[39];
        int length = 0;
        for (int i = 0; i < 16; i++)
        {
            int value = i == 0 ? 0xFD : hash[i];
            if (i % 2 == 0 && i > 0)
            {
                text[length++] = (byte)':';
                value |= 0x10;
            }
            text[length++] = digits[value >> 4];
            text[length++] = digits[value & 15];
        }
        return text;
    }

    /// <summary>The length of the IPv4 address at the start of a text, which no further digit continues; 0: there is none.</summary>
    public static int Ipv4Length(ReadOnlySpan<byte> text)
    {
        int at = 0;
        for (int part = 0; part < 4; part++)
        {
            if (part > 0 && (at >= text.Length || text[at++] != '.'))
                return 0;
            int digits = 0, value = 0;
            for (; digits < 4 && at < text.Length && Utf8.IsDigit(text[at]); digits++)
                value = value * 10 + text[at++] - '0';
            if (digits is 0 or 4 || value > 255)
                return 0;
        }
        return at + 1 < text.Length && text[at] == '.' && Utf8.IsDigit(text[at + 1]) ? 0 : at;
    }

    /// <summary>The length of the IPv6 address at the start of a text: of the longest run of its characters; 0: that is none.</summary>
    public static int Ipv6Length(ReadOnlySpan<byte> text)
    {
        int length = 0, colons = 0;
        while (length < text.Length && length <= LongestIpv6 && IsOfIpv6(text[length]))
            if (text[length++] == ':')
                colons++;
        if (colons < 2 || length > LongestIpv6 || (length < text.Length && IsLetter(text[length])))
            return 0;
        // A colon or point may follow that is not its own.
        for (int end = length; end > length - 2 && end > 1; end--)
        {
            if (IpAddressText.IsIpv6(text.Slice(0, end)))
                return end;
            if (text[end - 1] is not ((byte)':' or (byte)'.'))
                break;
        }
        return 0;
    }

    public static bool IsOfIpv6(byte b) => Utf8.IsDigit(b) || b is (byte)':' or (byte)'.' || (uint)((b | 0x20) - 'a') <= 5;

    public static bool IsLetter(byte b) => (uint)((b | 0x20) - 'a') <= 25;
}
