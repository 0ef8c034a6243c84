namespace MailLog.Parsing;

/// <summary>Which fields and ids a byte can be part of. One look-up for each byte, as these are read on every line.</summary>
internal static class ByteClass
{
    /// <summary>Upper-case hex.</summary>
    public const byte ShortId = 1;

    /// <summary>Base 52: digits and letters without vowels.</summary>
    public const byte LongId = 2;

    /// <summary>No blank, and none of the punctuation that log lines separate fields with.</summary>
    public const byte Word = 4;

    /// <summary>What a decimal number is written with.</summary>
    public const byte Decimal = 8;

    /// <summary>The same, or the slash between two.</summary>
    public const byte Decimals = 16;

    /// <summary>How many bytes at the start of a text are of a class.</summary>
    public static int Length(ReadOnlySpan<byte> text, byte kind)
    {
        int length = 0;
        while ((uint)length < (uint)text.Length && (Of[text[length]] & kind) != 0)
            length++;
        return length;
    }

    /// <summary>256 entries, so that no index needs a check.</summary>
    public static ReadOnlySpan<byte> Of =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 4, 4, 4, 4, 4, 4, 4, 0, 0, 4, 28, 0, 28, 28, 20,
        31, 31, 31, 31, 31, 31, 31, 31, 31, 31, 4, 0, 0, 4, 0, 4,
        4, 5, 7, 7, 7, 5, 7, 6, 6, 4, 6, 6, 6, 6, 6, 4,
        6, 6, 6, 6, 6, 4, 6, 6, 6, 6, 6, 4, 4, 4, 4, 4,
        4, 4, 6, 6, 6, 28, 6, 6, 6, 4, 6, 6, 6, 6, 6, 4,
        6, 6, 6, 6, 6, 4, 6, 6, 6, 6, 6, 4, 4, 4, 4, 0,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
        4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4, 4,
    ];
}
