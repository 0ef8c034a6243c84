using System.Buffers.Binary;

namespace MailLog.Correlation;

/// <summary>64 bits that stand for a text: a host, a program, a line. Nothing has to be remembered of names that come once, and a saved state can hold them.</summary>
/// <remarks>Two of a million names share one with a chance of 1 in 37 million.</remarks>
internal static class TextHash
{
    public static ulong Of(ReadOnlySpan<byte> text)
    {
        ulong hash = 0x9E3779B97F4A7C15 ^ (ulong)text.Length;
        ReadOnlySpan<byte> rest = text;
        for (; rest.Length >= 8; rest = rest.Slice(8))
            hash = Mix(hash ^ BinaryPrimitives.ReadUInt64LittleEndian(rest));
        return Mix(hash ^ Word(text, text.Length - rest.Length));
    }

    /// <summary>Eight bytes of a text as a number, zeros behind its end.</summary>
    public static ulong Word(ReadOnlySpan<byte> text, int start)
    {
        int rest = text.Length - start;
        if (rest >= 8)
            return BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(start));
        if (rest <= 0)
            return 0;
        // The text's last eight bytes hold what is left, behind what stands before it.
        if (text.Length >= 8)
            return BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(text.Length - 8)) >> (8 * (8 - rest));
        ulong word = 0;
        for (int i = 0; i < text.Length; i++)
            word |= (ulong)text[i] << (8 * i);
        return word;
    }

    /// <summary>The finalizer of MurmurHash3 (public domain): every bit of the input changes half of the output's.</summary>
    private static ulong Mix(ulong hash)
    {
        hash = (hash ^ (hash >> 33)) * 0xFF51AFD7ED558CCD;
        hash = (hash ^ (hash >> 33)) * 0xC4CEB9FE1A85EC53;
        return hash ^ (hash >> 33);
    }
}
