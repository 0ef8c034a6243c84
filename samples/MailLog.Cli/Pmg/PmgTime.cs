using System.Globalization;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>Times as pmg-log-tracker understands them: whole seconds, in the process' time zone.</summary>
internal static class PmgTime
{
    private static readonly string[] Rfc3339 = ["yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:sszzz", "yyyy-MM-dd HH:mm:ss.FFFFFFFzzz"];

    /// <summary>Start of the year 9999: every zone can show what lies before.</summary>
    private const long LastSecond = 253370764800;

    public static bool TryParse(string text, out long seconds)
    {
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out seconds))
            return seconds < LastSecond;
        if (DateTime.TryParseExact(text, "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime local))
        {
            seconds = ToSeconds(local);
            return true;
        }
        bool isInstant = DateTimeOffset.TryParseExact(text, Rfc3339, CultureInfo.InvariantCulture, DateTimeStyles.AssumeLocal, out DateTimeOffset instant);
        seconds = isInstant ? instant.ToUnixTimeSeconds() : 0;
        return isInstant;
    }

    /// <summary>The instant at which a wall clock shows a time; without a zone, in that of this process.</summary>
    public static long ToSeconds(DateTime local, TimeZoneInfo? zone = null)
    {
        var clock = new DateTime(local.Ticks, DateTimeKind.Unspecified);
        return (clock.Ticks - DateTime.UnixEpoch.Ticks - (zone ?? TimeZoneInfo.Local).GetUtcOffset(clock).Ticks) / TimeSpan.TicksPerSecond;
    }

    /// <summary>The same of an hour. February 29 of a year that has none is March 1.</summary>
    public static long ToSeconds(int year, int month, int day, int hour, TimeZoneInfo? zone = null) => ToSeconds(new DateTime(Math.Max(1, year), month, 1).AddDays(day - 1).AddHours(hour), zone);

    /// <summary>The year of a stamp that has none.</summary>
    public static int YearOf(int month, DateTimeOffset now) => month > now.Month ? now.Year - 1 : now.Year;

    public static DateTimeOffset ToLocal(long seconds) => TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(seconds), TimeZoneInfo.Local);
}

/// <summary>The second of a line. A stamp without a year gets the clock's, or the year before when its month is still to come.</summary>
internal struct PmgLineClock(DateTimeOffset now)
{
    private long _ticks = long.MinValue;
    private long _seconds;
    private long _hour = long.MinValue;
    private long _hourSeconds;

    /// <summary>How logs must be read for this: stamps without an offset then show their wall clock.</summary>
    public static MailLogOptions ReaderOptions { get; } = new() { TimeZone = TimeZoneInfo.Utc };

    public bool TryGetSeconds(LogLine line, out long seconds)
    {
        seconds = 0;
        if (!line.HasTime)
            return false;
        DateTimeOffset time = line.Time;
        if (line.HasOffset)
        {
            seconds = time.ToUnixTimeSeconds();
            return true;
        }
        // Most lines have the stamp of the line before.
        if (time.Ticks == _ticks)
        {
            seconds = _seconds;
            return true;
        }
        _ticks = time.Ticks;
        _seconds = seconds = ToSeconds(line, time);
        return true;
    }

    private long ToSeconds(LogLine line, DateTimeOffset time)
    {
        long hour = Math.DivRem(time.Ticks, TimeSpan.TicksPerHour, out long rest);
        if (hour != _hour)
        {
            _hourSeconds = PmgTime.ToSeconds(line.HasYear ? time.Year : PmgTime.YearOf(time.Month, now), time.Month, time.Day, time.Hour);
            _hour = hour;
        }
        return _hourSeconds + rest / TimeSpan.TicksPerSecond;
    }
}
