using System.Buffers;

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

    /// <summary>What stands in an address outside of quotes, as Postfix writes one.</summary>
    public const byte PlainAddress = 32;

    /// <summary>What smtpd leaves in a HELO (smtpd.c: NEUTER_CHARACTERS are those it does not).</summary>
    public const byte PlainHelo = 64;

#if NET8_0_OR_GREATER
    // A loop over bytes ends at a place that no branch prediction knows; a search by vectors has no such branch.
    private static readonly SearchValues<byte> OneDecimal = SearchValues.Create("0123456789.-+e"u8), SeveralDecimals = SearchValues.Create("0123456789.-+e/"u8), WordEnds = SearchValues.Create(EndsOfWords());

    /// <summary>The length of the word at the start of a text.</summary>
    public static int WordLength(ReadOnlySpan<byte> text)
    {
        int length = text.IndexOfAny(WordEnds);
        return length < 0 ? text.Length : length;
    }

    /// <summary>The length of the decimal number at the start of a text.</summary>
    public static int DecimalLength(ReadOnlySpan<byte> text)
    {
        int length = text.IndexOfAnyExcept(OneDecimal);
        return length < 0 ? text.Length : length;
    }

    /// <summary>The length of the decimal numbers at the start of a text.</summary>
    public static int DecimalsLength(ReadOnlySpan<byte> text)
    {
        int length = text.IndexOfAnyExcept(SeveralDecimals);
        return length < 0 ? text.Length : length;
    }

    private static byte[] EndsOfWords()
    {
        byte[] ends = new byte[256];
        int count = 0;
        for (int b = 0; b < ends.Length; b++)
            if ((Of[b] & Word) == 0)
                ends[count++] = (byte)b;
        return ends.AsSpan(0, count).ToArray();
    }
#else
    /// <summary>The length of the word at the start of a text.</summary>
    public static int WordLength(ReadOnlySpan<byte> text) => Length(text, Word);

    /// <summary>The length of the decimal number at the start of a text.</summary>
    public static int DecimalLength(ReadOnlySpan<byte> text) => Length(text, Decimal);

    /// <summary>The length of the decimal numbers at the start of a text.</summary>
    public static int DecimalsLength(ReadOnlySpan<byte> text) => Length(text, Decimals);
#endif

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
        96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96,
        96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96, 96,
        0, 100, 4, 100, 100, 100, 100, 100, 32, 32, 100, 124, 64, 124, 124, 116,
        127, 127, 127, 127, 127, 127, 127, 127, 127, 127, 100, 0, 0, 100, 0, 100,
        36, 101, 103, 103, 103, 101, 103, 102, 102, 100, 102, 102, 102, 102, 102, 100,
        102, 102, 102, 102, 102, 100, 102, 102, 102, 102, 102, 100, 36, 100, 100, 100,
        100, 100, 102, 102, 102, 124, 102, 102, 102, 100, 102, 102, 102, 102, 102, 100,
        102, 102, 102, 102, 102, 100, 102, 102, 102, 102, 102, 100, 100, 100, 100, 96,
        100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100,
        100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100,
        100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100,
        100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100,
        100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100,
        100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100,
        100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100,
        100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100,
    ];
}
