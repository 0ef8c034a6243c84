namespace MailLog.Parsing;

/// <summary>Counts of a daemon: how busy the busiest client was, how well a cache works.</summary>
/// <remarks>Source: tcpserver, sslserver and qmail-send <c>status</c>; Postfix anvil, scache, and every daemon with a cache (<c>dict_cache.c</c>).
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct StatisticsEvent
{
    internal StatisticsEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>What the peak is of, for instance <c>connection rate</c>, <c>message rate</c>, <c>connection count</c>, <c>cache size</c>; with scache <c>domain lookup</c>, <c>address lookup</c>. Missing for caches.</summary>
    public Utf8Text Metric => Line.Text(Field.Metric);

    /// <summary>The peak's value, in the unit of <see cref="Metric"/> (a rate: per <see cref="Seconds"/>); null when the line tells no peak.</summary>
    public int? Count => Line.Number32(Field.Count);

    /// <summary>The time unit of a rate, in seconds; null when the peak is no rate.</summary>
    public double? Seconds => Line.Decimal(Field.Seconds);

    /// <summary>The service of the client with the peak: <c>smtp</c>, <c>submission</c>, <c>smtpd</c> behind postscreen.</summary>
    public Utf8Text Service => AnvilIdent.Service(Line.Text(Field.Ident));

    /// <summary>The address of the client with the peak; missing when the line names none.</summary>
    public Utf8Text Address => AnvilIdent.Address(Line.Text(Field.Ident));

    /// <summary>When the peak was, or the counting started, as logged: <c>Nov 20 06:44:59</c>.</summary>
    public Utf8Text When => Line.Text(Field.When);

    /// <summary>The cache that was cleaned up, as <c>type:name</c>; missing otherwise.</summary>
    public Utf8Text Table => Line.Text(Field.Table);

    /// <summary>With scache: lookups that found something; null otherwise.</summary>
    public int? HitCount => Line.Number32(Field.HitCount);

    /// <summary>With scache: lookups that found nothing; null otherwise.</summary>
    public int? MissCount => Line.Number32(Field.MissCount);

    /// <summary>Entries kept in a cache's clean-up; null otherwise.</summary>
    public int? Retained => Line.Number32(Field.Retained);

    /// <summary>Entries dropped in a cache's clean-up; null otherwise.</summary>
    public int? Dropped => Line.Number32(Field.Dropped);

    /// <summary>With scache: most domains at one time; null otherwise.</summary>
    public int? Domains => Line.Number32(Field.Domains);

    /// <summary>With scache: most addresses at one time; null otherwise.</summary>
    public int? Addresses => Line.Number32(Field.Addresses);

    /// <summary>With scache: most connections at one time; null otherwise.</summary>
    public int? Connections => Line.Number32(Field.Connections);

    /// <summary>With tcpserver: how many connections may be at one time; <see cref="Count"/> are. Null otherwise.</summary>
    public int? Limit => Line.Number32(Field.Limit);

    /// <summary>With qmail-send: local deliveries that run, and how many may; null otherwise.</summary>
    public (int Running, int Limit)? LocalDeliveries => Pair(Field.LocalCount, Field.LocalLimit);

    /// <summary>With qmail-send: remote deliveries that run, and how many may; null otherwise.</summary>
    public (int Running, int Limit)? RemoteDeliveries => Pair(Field.RemoteCount, Field.RemoteLimit);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();

    private (int, int)? Pair(Field running, Field limit) => Line.Number32(running) is { } count && Line.Number32(limit) is { } most ? (count, most) : null;
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as counts of a daemon.</summary>
    /// <param name="statistics">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Statistics"/>.</returns>
    public bool TryGet(out StatisticsEvent statistics)
    {
        statistics = new StatisticsEvent(this);
        return Kind == EventKind.Statistics;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as counts of a daemon, see <see cref="LogLine.TryGet(out StatisticsEvent)"/>.</summary>
    /// <param name="statistics">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Statistics"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out StatisticsEvent statistics) => Line.TryGet(out statistics);
}
