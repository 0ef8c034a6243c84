using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace MailLog.Parsing;

/// <summary>Runs of digits, eight at a time: a loop over them ends at a place that no branch prediction knows.</summary>
internal static class Digits
{
    private const int Size = sizeof(ulong);

    /// <summary>How many digits a text begins with.</summary>
    public static int Count(ReadOnlySpan<byte> text)
    {
        int count = 0;
#if NET8_0_OR_GREATER
        if (text.Length >= Size)
        {
            ulong others = Others(BinaryPrimitives.ReadUInt64LittleEndian(text) ^ Zeros);
            if (others != 0)
                return System.Numerics.BitOperations.TrailingZeroCount(others) / 8;
            count = Size;
        }
#endif
        while (count < text.Length && Utf8.IsDigit(text[count]))
            count++;
        return count;
    }

    /// <summary>The number that a text begins with, if it has fewer than eight digits and as many bytes follow.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="value">The number.</param>
    /// <param name="count">How many digits it has.</param>
    /// <returns>False when there is no such number, or it is to be read in another way.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool TryReadShort(ReadOnlySpan<byte> text, out int value, out int count)
    {
        value = 0;
        count = 0;
#if NET8_0_OR_GREATER
        if (text.Length < Size)
            return false;
        ulong digits = BinaryPrimitives.ReadUInt64LittleEndian(text) ^ Zeros, others = Others(digits);
        count = System.Numerics.BitOperations.TrailingZeroCount(others) / 8;
        if (count is 0 or 8)
            return false;
        // The first digit stands in the lowest byte: moved up, with zeros before it, then pairs, then pairs of pairs.
        digits <<= 8 * (Size - count);
        digits = (digits * 10 + (digits >> 8)) & 0x00FF00FF00FF00FF;
        digits = (digits * 100 + (digits >> 16)) & 0x0000FFFF0000FFFF;
        value = (int)((digits * 10000 + (digits >> 32)) & 0xFFFFFFFF);
        return true;
#else
        return false;
#endif
    }

#if NET8_0_OR_GREATER
    private const ulong Zeros = 0x3030303030303030;

    /// <summary>The highest bit of each byte that is above nine.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Others(ulong digits) => (((digits & 0x7F7F7F7F7F7F7F7F) + 0x7676767676767676) | digits) & 0x8080808080808080;
#endif
}
