using MailLog.Parsing;

namespace MailLog.Cli;

// The times of lines, without the lines before them.
internal sealed partial class SparseLog
{
    private const int MaxDaysBetween = 6;

    /// <summary>A second with so many bytes of lines is not looked into.</summary>
    private const int MaxSegmentsOfSecond = 16;

    private readonly TimeZoneInfo _zone;
    private List<(long Start, DateTime Day)>? _days;

    /// <summary>Of each segment the earliest second, the latest, and how far a line is before an earlier one.</summary>
    private (long First, long Last, long Back)[]? _seconds;

    /// <summary>Stamps lack the year.</summary>
    public bool IsYearless { get; private set; }

    /// <summary>The time of the first line.</summary>
    public DateTimeOffset First { get; private set; }

    /// <summary>After <see cref="Find"/>: the times of lines can be told without those before them.</summary>
    public bool TellsTimes => !IsYearless || _days is not null;

    /// <summary>The time of this line is the one that it has when everything is read.</summary>
    public bool IsCertain(LogLine line) => line.HasTime
        && (IsYearless ? !line.HasYear && !line.HasOffset && !_zone.IsAmbiguousTime(DateTime.SpecifyKind(line.Time.DateTime, DateTimeKind.Unspecified)) : line.HasYear && line.HasOffset);

    /// <summary>Whether no line is earlier than one before it by more than this: looks at every stamp.</summary>
    public bool IsInOrder(TimeSpan slack)
    {
        if (!TryTakeSeconds())
            return false;
        long before = long.MinValue;
        foreach ((long first, long last, long back) in _seconds!)
        {
            if (back > slack.TotalSeconds - 1 || (before > long.MinValue && before - first > slack.TotalSeconds - 1))
                return false;
            before = Math.Max(before, last);
        }
        return true;
    }

    /// <summary>The latest time of any line: looks at every stamp, and parses what has the latest second.</summary>
    /// <returns>Null when the time of some line is not certain.</returns>
    public DateTimeOffset? Latest()
    {
        if (!TryTakeSeconds())
            return null;
        long second = _seconds!.Max(s => s.Last);
        int[] segments = [.. Enumerable.Range(0, _seconds!.Length).Where(i => _seconds[i].Last == second)];
        if (segments.Length > MaxSegmentsOfSecond)
            return null;
        DateTimeOffset latest = DateTimeOffset.MinValue;
        foreach (int segment in segments)
        {
            long start = (long)segment * LogScan.SegmentLength, end = Math.Min(Length, start + LogScan.SegmentLength);
            using MailLogReader reader = Open(new Stretch(LineStart(start), LineEnd(end)));
            while (reader.Read())
            {
                if (!IsCertain(reader.Line))
                    return null;
                if (reader.Line.Time > latest)
                    latest = reader.Line.Time;
            }
        }
        // Not so if the file goes over more than a year.
        return latest.ToUnixTimeSeconds() == second ? latest : null;
    }

    private bool TryTakeSeconds()
    {
        if (IsYearless && (_days is null || _days.Any(d => HasChangeOfClocks(d.Day))))
            return false;
        if (_seconds is null)
        {
            _seconds = new (long, long, long)[LogScan.CountSegments(Length)];
            var stamp = new LineSecond(IsYearless ? new DateTimeOffset(_days!.Max(d => d.Day), TimeSpan.Zero) : null, _zone);
            _scan.Begin([], withDays: false, (index, bytes, own, start) => _seconds[index] = LineSecond.Range(bytes, start == 0 ? 0 : LineSecond.Next(bytes, 0, own), own, stamp));
            _scan.End();
        }
        return !_seconds.Any(s => s.Back == long.MaxValue);
    }

    /// <summary>Clocks change on this day, or beside it.</summary>
    private bool HasChangeOfClocks(DateTime day)
    {
        TimeSpan offset = _zone.GetUtcOffset(day);
        return _zone.GetUtcOffset(day.AddDays(-1)) != offset || _zone.GetUtcOffset(day.AddDays(1)) != offset;
    }

    /// <summary>The days with their years; null when one does not tell the next.</summary>
    private List<(long Start, DateTime Day)>? DatesOf(IEnumerable<DayRun> runs)
    {
        var dates = new List<(long, DateTime)>();
        DateTime last = First.Date;
        foreach (DayRun run in runs)
        {
            DateTime? next = null;
            for (int year = Math.Max(1, last.Year - 1); year <= last.Year + 1; year++)
                if (run.DayOfMonth >= 1 && run.DayOfMonth <= DateTime.DaysInMonth(year, run.Month) && Math.Abs((new DateTime(year, run.Month, run.DayOfMonth) - last).Days) <= MaxDaysBetween)
                    next = new DateTime(year, run.Month, run.DayOfMonth);
            if (next is not { } day)
                return null;
            if (day != last || dates.Count == 0)
                dates.Add((run.Start, day));
            last = day;
        }
        return dates;
    }
}
