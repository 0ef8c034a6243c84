using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>A stretch of whole lines.</summary>
internal sealed record Stretch(long Start, long End);

/// <summary>A plain file of which only some stretches are parsed: their lines have the numbers, places and times that they have when everything is read.</summary>
/// <remarks>
/// The time of a line depends on others only when its stamp lacks the year or the offset. Without year, all lines of the file must begin with a plain stamp (<see cref="DayRun"/>), and a day may
/// be at most six away from the one before: then the year goes on from the first line's, whatever comes between. Times that a change of clocks makes ambiguous are not told from here.
/// </remarks>
internal sealed partial class SparseLog : IDisposable
{
    private readonly FileStream _file;
    private readonly MailLogOptions _options;
    private readonly LogScan _scan;
    private bool _isBegun;

    public SparseLog(string path, MailLogOptions options)
    {
        _file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 1);
        Length = _file.Length;
        _options = options with { Source = path, LastWriteTime = options.LastWriteTime ?? new DateTimeOffset(File.GetLastWriteTimeUtc(path)) };
        _zone = options.TimeZone ?? TimeZoneInfo.Local;
        _scan = new LogScan(_file.SafeFileHandle, Length);
    }

    public long Length { get; }

    public long Lines => _scan.CountLines();

    /// <summary>Nothing can be read of it. The length alone does not tell: some files that are none on a disk have 0.</summary>
    public bool IsEmpty => Length == 0 && Fill(stackalloc byte[1], 0) == 0;

    /// <summary>The last line is whole.</summary>
    public bool EndsLine
    {
        get
        {
            Span<byte> last = stackalloc byte[1];
            return Length > 0 && Fill(last, Length - 1) == 1 && last[0] == '\n';
        }
    }

    /// <summary>Whether lines stand in the file as they are read: what is inflated, or made of a journal, has other places than the file.</summary>
    public bool IsText()
    {
        Span<byte> head = stackalloc byte[DayRun.StampLength];
        return Fill(head, 0) == head.Length && !(head[0] == 0x1F && head[1] == 0x8B) && !head.StartsWith("{\""u8) && !head.StartsWith("__"u8);
    }

    /// <summary>Looks at the beginning of the file.</summary>
    /// <returns>False when it begins without a time, or is none of a mail system whose mails are searched for.</returns>
    public bool TryReadHead()
    {
        using MailLogReader reader = MailLogReader.Open(Part(new Stretch(0, Length)), _options);
        bool isKnown = false;
        for (int i = 0; i < 1000 && reader.Read(); i++)
        {
            if (i == 0)
            {
                if (!reader.Line.HasTime)
                    return false;
                IsYearless = !reader.Line.HasYear;
                First = reader.Line.Time;
            }
            isKnown |= reader.Line.System is MailSystem.Postfix or MailSystem.Pmg;
        }
        return isKnown;
    }

    /// <summary>Begins to look for texts, unless that was begun.</summary>
    /// <param name="texts">Texts to look for.</param>
    /// <param name="caseless">A part of a line to look for, if any: then it must stand in one line as it stands in the mail.</param>
    /// <param name="found">How often they were found in other files.</param>
    public void Begin(IEnumerable<byte[]> texts, CaselessText? caseless = null, int found = 0)
    {
        if (_isBegun)
            return;
        Span<byte> head = stackalloc byte[DayRun.StampLength];
        _scan.Begin(texts, withDays: Fill(head, 0) == head.Length && DayRun.IsPlain(head), caseless is null ? null : Visit, caseless, found);
        _isBegun = true;
    }

    /// <summary>Where the texts stand, in order.</summary>
    public List<long> Find()
    {
        List<long> found = _scan.End();
        _isBegun = false;
        if (IsYearless && _days is null && !_scan.HasOtherStamps && _scan.Days.Any())
            _days = DatesOf(_scan.Days);
        return found;
    }

    /// <summary>After <see cref="Find"/>: nothing is told, as there is too much of it.</summary>
    public bool IsTooMuch => _scan.IsTooMuch;

    /// <summary>After <see cref="Find"/>: what the mails say may stand in no line so, as lines are put together or overwritten.</summary>
    public bool HasOtherTexts { get; private set; }

    /// <inheritdoc cref="LogScan.LineStart"/>
    public long LineStart(long offset) => _scan.LineStart(offset);

    /// <summary>The end of the line that holds a place.</summary>
    public long LineEnd(long offset)
    {
        Span<byte> bytes = stackalloc byte[1024];
        while (offset < Length)
        {
            int length = Fill(bytes[..(int)Math.Min(bytes.Length, Length - offset)], offset);
            int end = bytes[..length].IndexOf((byte)'\n');
            if (end >= 0)
                return offset + end + 1;
            offset += Math.Max(1, length);
        }
        return Length;
    }

    /// <summary>Reads a stretch; a line that begins before its end is read to its own.</summary>
    public MailLogReader Open(Stretch stretch)
    {
        DateTimeOffset? day = null;
        if (_days is { Count: > 0 } days)
        {
            int at = days.FindLastIndex(d => d.Start <= stretch.Start);
            day = new DateTimeOffset(days[Math.Max(0, at)].Day, TimeSpan.Zero);
        }
        // At the start of a file, too: what tells the year there may stand behind the stretch.
        return MailLogReader.Open(Part(stretch), _options with { StartAt = new LogPosition(stretch.Start, stretch.Start == 0 ? 0 : _scan.LineEndsBefore(stretch.Start), day) });
    }

    /// <summary>Takes the bytes from a place on.</summary>
    /// <returns>How many there are: fewer only at the end.</returns>
    public int Fill(Span<byte> bytes, long offset) => _scan.Fill(bytes, offset);

    public void Dispose()
    {
        _scan.Dispose();
        _file.Dispose();
    }

    private void Visit(int index, ReadOnlySpan<byte> bytes, int own, long start)
    {
        if (SploggerStamps.AreIn(bytes) || bytes.IndexOf("dispatching "u8) >= 0)
            HasOtherTexts = true;
    }

    private PartStream Part(Stretch stretch) => new(_file.SafeFileHandle, stretch.End);
}
