using System.Text;

namespace MailLog.Parsing;

/// <summary>Work on UTF-8 bytes that more than one parser needs.</summary>
internal static class Utf8
{
    public static string ToString(ReadOnlySpan<byte> bytes)
    {
#if NETSTANDARD2_0
        return bytes.IsEmpty ? "" : Encoding.UTF8.GetString(bytes.ToArray());
#else
        return Encoding.UTF8.GetString(bytes);
#endif
    }

    public static bool IsDigit(byte b) => (uint)(b - '0') <= 9;

    public static byte ToLower(byte b) => (uint)(b - 'A') <= 25 ? (byte)(b | 0x20) : b;

    /// <summary>The bytes are these ASCII characters.</summary>
    public static bool EqualsAscii(ReadOnlySpan<byte> bytes, string text)
    {
        if (bytes.Length != text.Length)
            return false;
        for (int i = 0; i < text.Length; i++)
            if (bytes[i] != text[i])
                return false;
        return true;
    }

    /// <summary>The bytes are these characters, lower-case ASCII, in any case.</summary>
    public static bool EqualsAsciiIgnoreCase(ReadOnlySpan<byte> bytes, string lower)
    {
        if (bytes.Length != lower.Length)
            return false;
        for (int i = 0; i < lower.Length; i++)
            if (ToLower(bytes[i]) != lower[i])
                return false;
        return true;
    }

    /// <summary>The bytes start with these ASCII characters.</summary>
    public static bool StartsWithAscii(ReadOnlySpan<byte> bytes, string text) => bytes.Length >= text.Length && EqualsAscii(bytes.Slice(0, text.Length), text);

    public static bool EqualsIgnoreCase(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b)
    {
        if (a.Length != b.Length)
            return false;
        for (int i = 0; i < a.Length; i++)
            if (ToLower(a[i]) != ToLower(b[i]))
                return false;
        return true;
    }

    /// <summary>Digits to a number; stops at the first byte that is none. A number that does not fit becomes <see cref="long.MaxValue"/>.</summary>
    public static bool TryParseNumber(ReadOnlySpan<byte> text, out long value, out int length)
    {
        value = 0;
        length = 0;
        while (length < text.Length && IsDigit(text[length]))
        {
            int digit = text[length++] - '0';
            // Eighteen digits always fit.
            value = length > 18 && value > (long.MaxValue - digit) / 10 ? long.MaxValue : value * 10 + digit;
        }
        return length > 0;
    }

    /// <summary>The whole text is a number without sign.</summary>
    public static bool TryParseNumber(ReadOnlySpan<byte> text, out long value) => TryParseNumber(text, out value, out int length) && length == text.Length;

    /// <summary>The whole text is a decimal number (<c>0.034</c>, <c>-5</c>, <c>4.1e+03</c>).</summary>
    public static bool TryParseDecimal(ReadOnlySpan<byte> text, out double value)
    {
        if (TryParseShortDecimal(text, out value))
            return true;
        // Utf8Parser accepts what C's %g prints and never allocates.
        return System.Buffers.Text.Utf8Parser.TryParse(text, out value, out int used) && used == text.Length && text.Length > 0;
    }

    /// <summary>
    /// Digits with or without a point among them, as delays mostly are: both numbers are exact as doubles, and so is their quotient as far as it can be.
    /// </summary>
    private static bool TryParseShortDecimal(ReadOnlySpan<byte> text, out double value)
    {
        value = 0;
        if (text.IsEmpty || text.Length > 16 || !IsDigit(text[0]) || !IsDigit(text[text.Length - 1]))
            return false;
        long digits = 0, scale = 0;
        foreach (byte b in text)
        {
            if (b == '.' && scale == 0)
            {
                scale = 1;
                continue;
            }
            if (!IsDigit(b))
                return false;
            digits = digits * 10 + b - '0';
            scale *= 10;
        }
        // Sixteen digits without a point may have more than a double holds.
        if (digits >= 1L << 53)
            return false;
        value = scale == 0 ? digits : (double)digits / scale;
        return true;
    }

    /// <summary>FNV-1a over eight bytes at a time, enough for tables of ids and names.</summary>
    public static int Hash(ReadOnlySpan<byte> text)
    {
        ulong hash = 14695981039346656037;
        while (text.Length >= 8)
        {
            hash = (hash ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt64LittleEndian(text)) * 1099511628211;
            hash ^= hash >> 29;
            text = text.Slice(8);
        }
        foreach (byte b in text)
            hash = (hash ^ b) * 1099511628211;
        return (int)(hash ^ (hash >> 32));
    }
}
