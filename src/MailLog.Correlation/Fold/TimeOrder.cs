namespace MailLog.Correlation;

/// <summary>Something of a line: when it was logged, and where it stands in the log.</summary>
internal interface ITimed
{
    LogTime At { get; }

    long Sequence { get; }
}

/// <summary>The order of time as far as lines may have been mixed up; beyond that, the log's order counts (a clock may be set back).</summary>
internal static class TimeOrder
{
    /// <summary>How far apart two lines may be whose order a log transport has changed.</summary>
    private const int MixedUpLines = 1000;

    /// <summary>Puts an item in its place among those of earlier lines; of one time, they stand in the order of the log.</summary>
    /// <returns>True when it is the last.</returns>
    public static bool Insert<T>(List<T> items, T item)
        where T : class, ITimed
    {
        int at = items.Count;
        while (at > 0 && items[at - 1].At > item.At && item.Sequence - items[at - 1].Sequence <= MixedUpLines)
            at--;
        items.Insert(at, item);
        return at == items.Count - 1;
    }
}
