namespace MailLog.Parsing;

/// <summary>A TAI64N or TAI64 label before the text, as multilog, tai64n, svlogd and s6-log write it; behind it perhaps the same time by the wall clock.</summary>
internal static class Tai64Header
{
    private const int SecondsEnd = 17;
    private const int NanosecondsEnd = 25;
    private const int WallClockLength = 29;
    private const int MaxZoneMinutes = 14 * 60;
    private const long Quarter = 15 * 60;

    /// <summary>The label of 1970-01-01 00:00:00 on TAI's clock.</summary>
    private const ulong Epoch = 1UL << 62;

    /// <summary>Reads the header of a line that starts with <c>@</c>; false if there is no valid label.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, ref HeaderCache cache, ref LineHeader header)
    {
        if (!TryReadLabel(line, out Stamp stamp, out int position))
            return false;
        header.Format = HeaderFormat.Tai64;
        position = StampText.SkipBlanks(line, position);
        if (stamp.FractionDigits > 0)
            ReadWallClock(line, ref position, ref cache, ref stamp);
        header.Stamp = stamp;
        BareText.Read(line, position, ref header);
        return true;
    }

    /// <summary>Reads <c>@</c>, 16 digits of seconds and perhaps 8 of nanoseconds, up to the blank or the end behind them.</summary>
    private static bool TryReadLabel(ReadOnlySpan<byte> line, out Stamp stamp, out int length)
    {
        stamp = default;
        length = SecondsEnd;
        if (!TryReadHex(line, 1, SecondsEnd, out ulong seconds))
            return false;
        ulong nanoseconds = 0;
        bool hasFraction = line.Length > SecondsEnd && line[SecondsEnd] != ' ';
        if (hasFraction)
        {
            if (!TryReadHex(line, SecondsEnd, NanosecondsEnd, out nanoseconds) || nanoseconds >= 1_000_000_000)
                return false;
            length = NanosecondsEnd;
            if (line.Length > length && line[length] != ' ')
                return false;
        }

        // What lies so far from the calendar's ends stays within it under every offset.
        long unix = unchecked((long)(seconds - Epoch));
        if (unix is < StampText.FirstUnixSecond + LeapSeconds.Last or > StampText.LastUnixSecond)
            return false;
        stamp = Stamp.OfTai(StampText.UnixTicks(unix) + (long)nanoseconds / 100, hasFraction ? 9 : 0);
        return true;
    }

    /// <summary>Reads <c>2026-11-20 06:18:48.978952706</c> behind a label of the same instant, and what the two prove together.</summary>
    private static void ReadWallClock(ReadOnlySpan<byte> line, ref int position, ref HeaderCache cache, ref Stamp stamp)
    {
        // The text of most lines begins with a letter.
        if ((uint)position >= (uint)line.Length || !StampText.IsDigit(line[position])
            || !Iso8601Header.TryReadStamp(line.Slice(position), ref cache, out Stamp wallClock, out int length)
            || length != WallClockLength || wallClock.FractionDigits != 9 || wallClock.HasOffset || line[position + 10] != ' ')
        {
            return;
        }

        int end = position + length;
        bool isSure = TryProve(stamp, wallClock, out Stamp proved);
        if (isSure)
            stamp = proved;
        else if (!line.Slice(end).StartsWith("  "u8))
            return; // A program's own stamp, of another instant: it is part of the text.
        position = StampText.SkipBlanks(line, end);
    }

    /// <summary>Zones lie apart by whole quarters of an hour, so what is left of the difference is TAI's offset.</summary>
    private static bool TryProve(in Stamp label, in Stamp wallClock, out Stamp proved)
    {
        proved = default;
        long ticks = label.CivilTicks - wallClock.CivilTicks, difference = ticks / TimeSpan.TicksPerSecond;
        long offset = (difference % Quarter + Quarter) % Quarter, zone = (offset - difference) / 60;
        if (ticks % TimeSpan.TicksPerSecond != 0 || offset is < LeapSeconds.First or > LeapSeconds.Last || Math.Abs(zone) > MaxZoneMinutes)
            return false;
        proved = Stamp.OfTai(label.CivilTicks, label.FractionDigits, (byte)offset, (short)zone);
        return true;
    }

    private static bool TryReadHex(ReadOnlySpan<byte> line, int start, int end, out ulong value)
    {
        value = 0;
        if (line.Length < end)
            return false;
        // By a table, since whether a digit is a letter is nothing that the processor could foretell.
        uint all = 0;
        ReadOnlySpan<byte> digits = HexDigits;
        foreach (byte b in line.Slice(start, end - start))
        {
            int place = b - '0';
            uint digit = (uint)place < (uint)digits.Length ? digits[place] : (uint)NoHexDigit;
            all |= digit;
            value = value << 4 | (digit & 0xF);
        }

        return all <= 0xF;
    }

    private const byte NoHexDigit = 0xFF;

    /// <summary>What the characters from <c>0</c> to <c>f</c> mean.</summary>
    private static ReadOnlySpan<byte> HexDigits =>
    [
        0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        10, 11, 12, 13, 14, 15,
        0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF,
        10, 11, 12, 13, 14, 15,
    ];
}
