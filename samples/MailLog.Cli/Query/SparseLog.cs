using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>A stretch of whole lines of a file.</summary>
internal readonly record struct Stretch(long Start, long End);

/// <summary>A plain file of which only some stretches are parsed: their lines have the numbers, places and times that they have when everything is read.</summary>
/// <remarks>
/// The time of a line depends on others only when its stamp lacks the year or the offset. Without year, all lines of the file must begin with a plain stamp (<see cref="DayRun"/>), and a day may
/// be at most six away from the one before: then the year goes on from the first line's, whatever comes between. Times that a change of clocks makes ambiguous are not told from here.
/// </remarks>
internal sealed class SparseLog : IDisposable
{
    private const int MaxDaysBetween = 6;

    private readonly FileStream _file;
    private readonly MailLogOptions _options;
    private readonly LogScan _scan;
    private readonly TimeZoneInfo _zone;
    private List<(long Start, DateTime Day)>? _days;
    private bool _isBegun;

    /// <summary>Of each segment the earliest second, the latest, and how far a line is before an earlier one.</summary>
    private (long First, long Last, long Back)[] _seconds = [];
    private DateTime _firstDay;

    public SparseLog(string path, MailLogOptions options)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        Length = _file.Length;
        _options = options with { Source = path, LastWriteTime = options.LastWriteTime ?? new DateTimeOffset(File.GetLastWriteTimeUtc(path)) };
        _zone = options.TimeZone ?? TimeZoneInfo.Local;
        _scan = new LogScan(_file.SafeFileHandle, Length);
    }

    public long Length { get; }

    /// <summary>Stamps lack the year.</summary>
    public bool IsYearless { get; private set; }

    public long Lines => _scan.CountLines();

    /// <summary>Begins to look for texts, and meanwhile at the beginning of the file.</summary>
    /// <param name="texts">Texts to look for.</param>
    /// <param name="caseless">A part of a line to look for, if any: then it must stand in one line as it stands in the mail.</param>
    /// <returns>False when the file is none that can be read in stretches, or none of a mail system.</returns>
    public bool TryBegin(IEnumerable<byte[]> texts, CaselessText? caseless = null)
    {
        byte[] head = new byte[DayRun.StampLength];
        // What is inflated, or made of a journal, has other places than the file.
        if (_scan.Fill(head, 0) < head.Length || (head[0] == 0x1F && head[1] == 0x8B) || head.AsSpan().StartsWith("{\""u8) || head.AsSpan().StartsWith("__"u8))
            return false;
        _scan.Begin(texts, withDays: DayRun.IsPlain(head), caseless is null ? null : Visit, caseless);
        _isBegun = true;
        using MailLogReader reader = MailLogReader.Open(Part(new Stretch(0, Length)), _options);
        bool isKnown = false;
        for (int i = 0; i < 1000 && reader.Read(); i++)
        {
            if (i == 0)
            {
                IsYearless = !reader.Line.HasYear;
                if (!reader.Line.HasTime)
                    return false;
                _firstDay = reader.Line.Time.Date;
            }
            isKnown |= reader.Line.System is MailSystem.Postfix or MailSystem.Pmg;
        }
        return isKnown;
    }

    /// <summary>Where texts stand, in order; the first time, those that it began with.</summary>
    public List<long> Find(IEnumerable<byte[]> texts)
    {
        if (!_isBegun)
            _scan.Begin(texts, withDays: false);
        List<long> found = _scan.End();
        if (_isBegun && IsYearless && !_scan.HasOtherStamps && _scan.Days.Any())
            _days = DatesOf(_scan.Days);
        _isBegun = false;
        return found;
    }

    /// <summary>After <see cref="Find"/>: the times of lines can be told without those before them.</summary>
    public bool TellsTimes => !IsYearless || _days is not null;

    /// <summary>After <see cref="Find"/>: nothing is told, as there is too much of it.</summary>
    public bool IsTooMuch => _scan.IsTooMuch;

    /// <summary>After <see cref="Find"/>: what the mails say may stand in no line so, as lines are put together or overwritten.</summary>
    public bool HasOtherTexts { get; private set; }

    /// <summary>The time of this line is the one that it has when everything is read.</summary>
    public bool IsCertain(LogLine line) => line.HasTime
        && (IsYearless ? !line.HasYear && !line.HasOffset && !_zone.IsAmbiguousTime(DateTime.SpecifyKind(line.Time.DateTime, DateTimeKind.Unspecified)) : line.HasYear && line.HasOffset);

    /// <inheritdoc cref="LogScan.LineStart"/>
    public long LineStart(long offset) => _scan.LineStart(offset);

    /// <summary>The stretch of whole lines around a place.</summary>
    public Stretch Around(long offset, long before, long behind) => new(LineStart(Math.Max(0, offset - before)), LineEnd(Math.Min(Length, offset + behind)));

    /// <summary>Reads a stretch; a line that begins before its end is read to its own.</summary>
    public MailLogReader Open(Stretch stretch)
    {
        DateTimeOffset? day = null;
        if (_days is { Count: > 0 } days)
        {
            int at = days.FindLastIndex(d => d.Start <= stretch.Start);
            day = new DateTimeOffset(days[Math.Max(0, at)].Day, TimeSpan.Zero);
        }
        return stretch.Start == 0 ? MailLogReader.Open(Part(stretch), _options)
            : MailLogReader.Open(Part(stretch), _options with { StartAt = new LogPosition(stretch.Start, _scan.LineEndsBefore(stretch.Start), day) });
    }

    /// <summary>The bytes of a stretch.</summary>
    public byte[] Bytes(Stretch stretch)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)(stretch.End - stretch.Start));
        return bytes[.._scan.Fill(bytes, stretch.Start)];
    }

    public void Dispose()
    {
        _scan.Dispose();
        _file.Dispose();
    }

    /// <summary>Whether no line is earlier than one before it by more than this: looks at every stamp.</summary>
    public bool IsInOrder(TimeSpan slack)
    {
        _seconds = new (long, long, long)[LogScan.CountSegments(Length)];
        _scan.Begin([], withDays: false, (index, bytes, own, start) =>
            _seconds[index] = LineSecond.Range(bytes, start == 0 ? 0 : LineSecond.Next(bytes, 0, own), own, DateTimeOffset.UnixEpoch));
        _scan.End();
        long before = long.MinValue;
        foreach ((long first, long last, long back) in _seconds)
        {
            if (back > slack.TotalSeconds - 1 || (before > long.MinValue && before - first > slack.TotalSeconds - 1))
                return false;
            before = Math.Max(before, last);
        }
        return true;
    }

    private void Visit(int index, ReadOnlySpan<byte> bytes, int own, long start)
    {
        if (SploggerStamps.AreIn(bytes) || bytes.IndexOf("dispatching "u8) >= 0)
            HasOtherTexts = true;
    }

    private long LineEnd(long offset)
    {
        Span<byte> bytes = stackalloc byte[1024];
        while (offset < Length)
        {
            int length = _scan.Fill(bytes[..(int)Math.Min(bytes.Length, Length - offset)], offset);
            int end = bytes[..length].IndexOf((byte)'\n');
            if (end >= 0)
                return offset + end + 1;
            offset += Math.Max(1, length);
        }
        return Length;
    }

    private PartStream Part(Stretch stretch) => new(_file.SafeFileHandle, stretch.End);

    /// <summary>The days with their years; null when one does not tell the next.</summary>
    private List<(long Start, DateTime Day)>? DatesOf(IEnumerable<DayRun> runs)
    {
        var dates = new List<(long, DateTime)>();
        DateTime last = _firstDay;
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
