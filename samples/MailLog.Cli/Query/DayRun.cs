using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace MailLog.Cli;

/// <summary>Lines one after the other whose stamps (<c>Nov 18 10:00:00 </c>) are of one day.</summary>
/// <param name="Start">Where the first begins.</param>
/// <param name="Day">The first seven bytes of each.</param>
internal sealed record DayRun(long Start, ulong Day)
{
    /// <summary>A stamp, the blank behind it and the first byte of the host.</summary>
    public const int StampLength = 17;

    private const int DayLength = 7;
    private const ulong DayMask = (1UL << (8 * DayLength)) - 1;

    public int Month => "JanFebMarAprMayJunJulAugSepOctNovDec".IndexOf(new string([(char)(byte)Day, (char)(byte)(Day >> 8), (char)(byte)(Day >> 16)]), StringComparison.Ordinal) / 3 + 1;

    public int DayOfMonth => ((int)(Day >> 32) & 0x0F) * 10 + ((int)(Day >> 40) & 0x0F);

    /// <summary>Finds the runs that begin behind line ends in a part of a file, and at the start of the file.</summary>
    /// <returns>False when some line does not begin with a stamp that has day and time and nothing else.</returns>
    /// <remarks>All line ends of 32 bytes are compared at a time: a search must not take the time of going line by line.</remarks>
    public static bool Find(ReadOnlySpan<byte> bytes, int own, long start, List<DayRun> runs)
    {
        ulong day = 0;
        if (start == 0 && !TryTake(bytes, 0, 0, ref day, runs))
            return false;
        int at = 0;
        while (at < own)
        {
            int line = day == 0 ? Next(bytes, at, own) : NextOther(bytes, at, own, day);
            if (line < 0)
                return true;
            // A line end that ends the file begins no line.
            if (line == bytes.Length && line <= own)
                return true;
            if (!TryTake(bytes, line, start, ref day, runs))
                return false;
            at = line;
        }
        return true;
    }

    private static int Next(ReadOnlySpan<byte> bytes, int at, int own)
    {
        int end = bytes[at..own].IndexOf((byte)'\n');
        return end < 0 ? -1 : at + end + 1;
    }

    private static bool TryTake(ReadOnlySpan<byte> bytes, int line, long start, ref ulong day, List<DayRun> runs)
    {
        if (bytes.Length - line < StampLength || !IsPlain(bytes.Slice(line, StampLength)))
            return false;
        ulong found = MemoryMarshal.Read<ulong>(bytes[line..]) & DayMask;
        if (found != day)
            runs.Add(new DayRun(start + line, found));
        day = found;
        return true;
    }

    /// <summary>Whether a line begins with day, time and the start of a host's name, and no year.</summary>
    public static bool IsPlain(ReadOnlySpan<byte> stamp) =>
        "JanFebMarAprMayJunJulAugSepOctNovDec"u8.IndexOf(stamp[..3]) is var month && month >= 0 && month % 3 == 0
        && stamp[3] == ' ' && stamp[4] is (byte)' ' or (>= (byte)'0' and <= (byte)'3') && stamp[5] is >= (byte)'0' and <= (byte)'9' && stamp[6] == ' '
        && stamp[9] == ':' && stamp[15] == ' ' && (stamp[16] & 0xE0) != 0x20;

    /// <summary>The next line that does not begin as the day's lines do; -1 when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int NextOther(ReadOnlySpan<byte> bytes, int at, int own, ulong day)
    {
        int i = at;
        Vector256<byte> end = Vector256.Create((byte)'\n'), colon = Vector256.Create((byte)':'), blank = Vector256.Create((byte)' ');
        Vector256<byte> d0 = Vector256.Create((byte)day), d1 = Vector256.Create((byte)(day >> 8)), d2 = Vector256.Create((byte)(day >> 16)), d4 = Vector256.Create((byte)(day >> 32)),
            d5 = Vector256.Create((byte)(day >> 40)), high = Vector256.Create((byte)0xE0);
        for (; i + 32 <= own && i + 32 + StampLength <= bytes.Length; i += 32)
        {
            Vector256<byte> ends = Vector256.Equals(At(bytes, i), end);
            if (ends == Vector256<byte>.Zero)
                continue;
            Vector256<byte> same = Vector256.Equals(At(bytes, i + 1), d0) & Vector256.Equals(At(bytes, i + 2), d1) & Vector256.Equals(At(bytes, i + 3), d2)
                & Vector256.Equals(At(bytes, i + 4), blank) & Vector256.Equals(At(bytes, i + 5), d4) & Vector256.Equals(At(bytes, i + 6), d5)
                & Vector256.Equals(At(bytes, i + 7), blank) & Vector256.Equals(At(bytes, i + 10), colon) & Vector256.Equals(At(bytes, i + 16), blank)
                & ~Vector256.Equals(At(bytes, i + 17) & high, blank);
            uint others = (ends & ~same).ExtractMostSignificantBits();
            if (others != 0)
                return i + BitOperations.TrailingZeroCount(others) + 1;
        }
        for (int line = Next(bytes, i, own); line >= 0; line = line < own ? Next(bytes, line, own) : -1)
            if (bytes.Length - line < StampLength || !IsPlain(bytes.Slice(line, StampLength)) || (MemoryMarshal.Read<ulong>(bytes[line..]) & DayMask) != day)
                return line;
        return -1;

        static Vector256<byte> At(ReadOnlySpan<byte> bytes, int offset) => Vector256.Create(bytes[offset..]);
    }
}
