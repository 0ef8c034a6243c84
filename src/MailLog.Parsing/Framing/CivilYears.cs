namespace MailLog.Parsing;

/// <summary>Puts a stamp without a year into a year. A February 29 finds only leap years.</summary>
internal static class CivilYears
{
    /// <summary>No year from 1 to 9999 fits.</summary>
    public const long None = -1;

    // 1896 and 1904 are leap years and 1900 is not: no gap is wider.
    private const int WidestGap = 8;

    /// <summary>The stamp in one year, or <see cref="None"/>.</summary>
    public static long In(long standIn, int year)
    {
        var civil = new DateTime(standIn);
        return StampText.TryGetDate(year, civil.Month, civil.Day, out long ticks) ? ticks + civil.TimeOfDay.Ticks : None;
    }

    /// <summary>The latest year in which the stamp is not after a limit.</summary>
    public static long Latest(long standIn, long limit)
    {
        int year = YearOf(limit);
        for (int y = year; y >= year - WidestGap; y--)
        {
            long ticks = In(standIn, y);
            if (ticks != None && ticks <= limit)
                return ticks;
        }

        return None;
    }

    /// <summary>The earliest year in which the stamp is not before a limit.</summary>
    public static long Earliest(long standIn, long limit)
    {
        int year = YearOf(limit);
        for (int y = year; y <= year + WidestGap; y++)
        {
            long ticks = In(standIn, y);
            if (ticks != None && ticks >= limit)
                return ticks;
        }

        return None;
    }

    /// <summary>The year that puts the stamp nearest to a time.</summary>
    public static long Nearest(long standIn, long time)
    {
        long before = Latest(standIn, time), after = Earliest(standIn, time);
        if (before == None)
            return after;
        return after == None || time - before <= after - time ? before : after;
    }

    private static int YearOf(long ticks) => new DateTime(Math.Min(Math.Max(ticks, 0), DateTime.MaxValue.Ticks)).Year;
}
