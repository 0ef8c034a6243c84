namespace MailLog.Parsing;

/// <summary>TAI−UTC: 10 seconds at the start of 1972, one more since each leap second.</summary>
/// <remarks>Source: IERS Bulletin C. None is announced behind the last of these.</remarks>
internal static class LeapSeconds
{
    /// <summary>TAI−UTC before the first leap second.</summary>
    public const int First = 10;

    /// <summary>TAI−UTC since the last leap second.</summary>
    public const int Last = First + 27;

    private const long Second = TimeSpan.TicksPerSecond;

    /// <summary>The first instant behind each leap second.</summary>
    private static readonly long[] Ends =
    [
        Ticks(1972, 7), Ticks(1973, 1), Ticks(1974, 1), Ticks(1975, 1), Ticks(1976, 1), Ticks(1977, 1), Ticks(1978, 1), Ticks(1979, 1), Ticks(1980, 1),
        Ticks(1981, 7), Ticks(1982, 7), Ticks(1983, 7), Ticks(1985, 7), Ticks(1988, 1), Ticks(1990, 1), Ticks(1991, 1), Ticks(1992, 7), Ticks(1993, 7),
        Ticks(1994, 7), Ticks(1996, 1), Ticks(1997, 7), Ticks(1999, 1), Ticks(2006, 1), Ticks(2009, 1), Ticks(2012, 7), Ticks(2015, 7), Ticks(2017, 1),
    ];

    /// <summary>TAI−UTC, in seconds, at a time of TAI's clock.</summary>
    public static int At(long taiTicks)
    {
        // From the end: most logs are from after the last.
        int i = Ends.Length;
        while (i > 0 && taiTicks < Ends[i - 1] + (First + i) * Second)
            i--;
        return First + i;
    }

    /// <summary>The instant of a time of TAI's clock.</summary>
    public static long ToUtc(long taiTicks)
    {
        int offset = At(taiTicks);
        long utc = taiTicks - offset * Second;

        // A leap second has no tick of its own: as in stamps that write it, it is the last tick before the next minute.
        return offset < Last && utc >= Ends[offset - First] ? Ends[offset - First] - 1 : utc;
    }

    private static long Ticks(int year, int month) => new DateTime(year, month, 1).Ticks;
}
