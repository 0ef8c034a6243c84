using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace MailLog.Cli;

/// <summary>The seconds of lines by their first bytes alone, for the two stamps that nearly all logs have: <c>Nov 18 10:00:00 host</c> and <c>2026-11-18T10:00:00.123+01:00 host</c>.</summary>
/// <remarks>It is stricter than the parser: what it takes, the parser takes for the same second; what it does not take may have a time all the same.</remarks>
/// <param name="now">Tells the year of stamps without one, as <see cref="PmgTime.YearOf"/> does; null when such stamps are not taken.</param>
/// <param name="zone">The zone of stamps without an offset; null for that of the process.</param>
internal struct LineSecond(DateTimeOffset? now, TimeZoneInfo? zone = null)
{
    /// <summary>A line that is shorter than this, or whose stamp is longer, is not taken.</summary>
    public const int MaxLength = 40;

    private const int PlainLength = 17;
    private const int KeyLength = 16;

    private UInt128 _key;
    private long _seconds;
    private bool _isPlain;
    private ulong _hourStart;
    private byte _hourEnd;
    private long _hourSeconds;

    /// <summary>The earliest second of the lines that begin behind line ends in a segment, the latest, and how far one is before an earlier one: no end when some line is not taken.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static (long First, long Last, long Back) Range(ReadOnlySpan<byte> bytes, int at, int own, LineSecond stamp)
    {
        (long first, long last, long back) = (long.MaxValue, long.MinValue, 0);
        for (; at >= 0 && at <= own && at < bytes.Length; at = at < own ? Next(bytes, at, own) : -1)
        {
            if (!stamp.TryRead(bytes[at..], out long second))
                return (0, 0, long.MaxValue);
            back = Math.Max(back, last > long.MinValue ? last - second : 0);
            (first, last) = (Math.Min(first, second), Math.Max(last, second));
        }
        return (first, last, back);
    }

    /// <summary>Where the next line begins; -1 when that is not among the bytes of the segment.</summary>
    public static int Next(ReadOnlySpan<byte> bytes, int at, int own)
    {
        int length = bytes[at..own].IndexOf((byte)'\n');
        return length < 0 ? -1 : at + length + 1;
    }

    /// <param name="line">The beginning of a line, or more.</param>
    /// <param name="seconds">Seconds since 1970, as <see cref="PmgLineClock"/> gives them.</param>
    public bool TryRead(ReadOnlySpan<byte> line, out long seconds)
    {
        seconds = _seconds;
        if (line.Length < PlainLength)
            return false;
        UInt128 key = MemoryMarshal.Read<UInt128>(line);
        if (key != _key || key == default)
        {
            _key = default;
            _isPlain = line[0] > '9';
            if (!(_isPlain ? TryReadPlain(line) : TryReadMinute(line)))
                return false;
            _key = key;
            seconds = _seconds;
        }
        // A digit behind a stamp without year may be the year.
        return _isPlain ? line[KeyLength] > '9' : TryReadRest(line, ref seconds);
    }

    private bool TryReadPlain(ReadOnlySpan<byte> line)
    {
        ulong hourStart = MemoryMarshal.Read<ulong>(line);
        if ((hourStart != _hourStart || line[8] != _hourEnd) && !TryReadHour(line))
            return false;
        (_hourStart, _hourEnd) = (hourStart, line[8]);
        int minute = Two(line, 10), second = Two(line, 13);
        if (line[9] != ':' || line[12] != ':' || line[15] != ' ' || minute is < 0 or > 59 || second is < 0 or > 60)
            return false;
        _seconds = _hourSeconds + minute * 60 + Math.Min(second, 59);
        return true;
    }

    private bool TryReadHour(ReadOnlySpan<byte> line)
    {
        int hour = Two(line, 7);
        if (now is not { } time || !DayRun.IsPlain(line[..PlainLength]) || hour is < 0 or > 23)
            return false;
        var day = new DayRun(0, MemoryMarshal.Read<ulong>(line));
        // February 29: which day that is may depend on other lines.
        if (day.DayOfMonth < 1 || day.DayOfMonth > DateTime.DaysInMonth(2001, day.Month))
            return false;
        _hourSeconds = PmgTime.ToSeconds(PmgTime.YearOf(day.Month, time), day.Month, day.DayOfMonth, hour, zone);
        return true;
    }

    private bool TryReadMinute(ReadOnlySpan<byte> line)
    {
        int century = Two(line, 0), year = Two(line, 2), month = Two(line, 5), day = Two(line, 8), hour = Two(line, 11), minute = Two(line, 14);
        if (line[4] != '-' || line[7] != '-' || line[10] != 'T' || line[13] != ':' || century is < 19 or > 98 || year < 0 || month is < 1 or > 12
            || day < 1 || day > DateTime.DaysInMonth(century * 100 + year, month) || hour is < 0 or > 23 || minute is < 0 or > 59)
        {
            return false;
        }
        _seconds = (new DateTime(century * 100 + year, month, day, hour, minute, 0).Ticks - DateTime.UnixEpoch.Ticks) / TimeSpan.TicksPerSecond;
        return true;
    }

    /// <summary>Seconds, a fraction, and the offset, which must be there.</summary>
    private static bool TryReadRest(ReadOnlySpan<byte> line, ref long seconds)
    {
        if (line.Length < MaxLength || line[KeyLength] != ':' || Two(line, 17) is var second && second is < 0 or > 60)
            return false;
        int i = 19;
        if (line[i] == '.')
            for (i++; i < 30 && (uint)(line[i] - '0') <= 9;)
                i++;
        if (line[i - 1] == '.')
            return false;
        seconds += Math.Min(second, 59);
        if (line[i] == 'Z')
            return line[i + 1] == ' ';
        int hours = Two(line, i + 1), minutes = Two(line, i + 4);
        if (line[i] is not ((byte)'+' or (byte)'-') || line[i + 3] != ':' || hours is < 0 or > 13 || minutes is < 0 or > 59 || line[i + 6] != ' ')
            return false;
        int offset = (hours * 60 + minutes) * 60;
        seconds -= line[i] == '+' ? offset : -offset;
        return true;
    }

    private static int Two(ReadOnlySpan<byte> text, int at)
    {
        int tens = text[at] - '0', ones = text[at + 1] - '0';
        return (uint)tens <= 9 && (uint)ones <= 9 ? tens * 10 + ones : -1;
    }
}
