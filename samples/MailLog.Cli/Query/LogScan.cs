using Microsoft.Win32.SafeHandles;

namespace MailLog.Cli;

/// <summary>Looks at a part of a file.</summary>
/// <param name="index">Its number.</param>
/// <param name="bytes">Its bytes, and some of those behind it.</param>
/// <param name="own">How many are its own.</param>
/// <param name="start">Where it begins in the file.</param>
internal delegate void SegmentVisitor(int index, ReadOnlySpan<byte> bytes, int own, long start);

/// <summary>Goes over a file at memory speed, on two threads: where texts stand, how many lines there are, and on which days.</summary>
internal sealed class LogScan : IDisposable
{
    public const int SegmentLength = 512 * 1024;

    private const int MostFound = 20_000;

    /// <summary>A part of a line that stands in more lines is in more mails than a search can follow.</summary>
    public const int MostFoundOfPart = 5000;

    /// <summary>So much of what is behind a segment is at hand, if the file goes on: the stamp of a line that begins at its end.</summary>
    private const int MoreBytes = 64;

    private readonly SafeFileHandle _file;
    private readonly long _length;
    private readonly long[] _lines;
    private readonly List<DayRun>[] _days;
    private List<long>[] _hits;
    private readonly bool _countsLines;
    private TextSet _texts = new([]);
    private CaselessText? _caseless;
    private int _found, _most;
    private bool _counts;
    private int _next;
    private bool _withDays;
    private SegmentVisitor? _visit;
    private Thread? _other;
    private volatile Exception? _error;

    public LogScan(SafeFileHandle file, long length, bool countsLines = true)
    {
        _countsLines = countsLines;
        _file = file;
        _length = length;
        int count = CountSegments(length);
        _lines = new long[count];
        _days = new List<DayRun>[count];
        _hits = new List<long>[count];
    }

    public static int CountSegments(long length) => (int)((length + SegmentLength - 1) / SegmentLength);

    /// <summary>Some line does not begin with a plain stamp without a year.</summary>
    public bool HasOtherStamps { get; private set; }

    /// <summary>Where lines of another day than the line before begin; only asked for where stamps have no year.</summary>
    public IEnumerable<DayRun> Days => _days.Where(d => d is not null).SelectMany(d => d);

    /// <summary>Begins to look for texts, on a thread of its own; the first time, lines are counted, too.</summary>
    /// <param name="texts">None of them has a line end in it.</param>
    /// <param name="withDays">Stamps lack the year, so it matters what day they are of.</param>
    /// <param name="visit">Looks at each segment besides, on whichever thread.</param>
    /// <param name="caseless">Is looked for, too.</param>
    /// <param name="found">How often they were found in other files: that counts, too.</param>
    public void Begin(IEnumerable<byte[]> texts, bool withDays, SegmentVisitor? visit = null, CaselessText? caseless = null, int found = 0)
    {
        _texts = new TextSet(texts);
        _caseless = caseless;
        _most = caseless is null ? MostFound : MostFoundOfPart;
        _found = found;
        _counts = _countsLines && _hits.Length > 0 && _hits[0] is null;
        _withDays = withDays && _counts;
        _visit = visit;
        _hits = new List<long>[_lines.Length];
        _next = 0;
        _other = new Thread(Work) { IsBackground = true };
        _other.Start();
    }

    /// <summary>More was found than anybody wants to follow, so the search ended early.</summary>
    public bool IsTooMuch => Volatile.Read(ref _found) > _most;

    /// <summary>Helps to find what was begun with.</summary>
    /// <returns>Where each of the texts stands, in order; nothing when that is too much.</returns>
    public List<long> End()
    {
        Work();
        Join();
        if (_error is not null)
            throw new IOException(_error.Message, _error);
        if (IsTooMuch)
            return [];
        if (_counts)
            for (int i = 1; i < _lines.Length; i++)
                _lines[i] += _lines[i - 1];
        return [.. _hits.SelectMany(h => h).Order()];
    }

    /// <summary>Gives up what was begun. The file is not touched any more.</summary>
    public void Dispose()
    {
        Interlocked.Exchange(ref _next, _lines.Length);
        Join();
    }

    /// <summary>How many line ends stand before an offset.</summary>
    public long LineEndsBefore(long offset)
    {
        int segment = (int)(offset / SegmentLength);
        byte[] bytes = new byte[offset - (long)segment * SegmentLength];
        int read = Fill(bytes, (long)segment * SegmentLength);
        return (segment == 0 ? 0 : _lines[segment - 1]) + bytes.AsSpan(0, read).Count((byte)'\n');
    }

    /// <summary>How many lines the file has; a last one without line end is one.</summary>
    public long CountLines()
    {
        byte[] last = new byte[1];
        return _length == 0 ? 0 : _lines[^1] + (Fill(last, _length - 1) == 1 && last[0] == '\n' ? 0 : 1);
    }

    /// <summary>Where the line begins that holds a place.</summary>
    public long LineStart(long offset)
    {
        Span<byte> bytes = stackalloc byte[1024];
        while (offset > 0)
        {
            int length = (int)Math.Min(bytes.Length, offset);
            Fill(bytes[..length], offset - length);
            int end = bytes[..length].LastIndexOf((byte)'\n');
            if (end >= 0)
                return offset - length + end + 1;
            offset -= length;
        }
        return 0;
    }

    public int Fill(Span<byte> bytes, long offset)
    {
        int length = 0;
        while (length < bytes.Length)
        {
            int read = RandomAccess.Read(_file, bytes[length..], offset + length);
            if (read == 0)
                break;
            length += read;
        }
        return length;
    }

    private void Join()
    {
        _other?.Join();
        _other = null;
    }

    private void Work()
    {
        try
        {
            int more = Math.Max(Math.Max(MoreBytes, _caseless?.Length ?? 0), _texts.Longest);
            byte[] buffer = GC.AllocateUninitializedArray<byte>(SegmentLength + more);
            for (int i = Interlocked.Increment(ref _next) - 1; i < _lines.Length; i = Interlocked.Increment(ref _next) - 1)
            {
                long start = (long)i * SegmentLength;
                int length = Fill(buffer.AsSpan(0, (int)Math.Min(buffer.Length, _length - start)), start);
                int own = Math.Min(length, SegmentLength);
                _hits[i] = [];
                _texts.FindIn(buffer.AsSpan(0, length), own, start, _hits[i]);
                _caseless?.FindIn(buffer.AsSpan(0, length), own, start, _hits[i]);
                if (_hits[i].Count > 0 && Interlocked.Add(ref _found, _hits[i].Count) > _most)
                    Interlocked.Exchange(ref _next, _lines.Length);
                _visit?.Invoke(i, buffer.AsSpan(0, length), own, start);
                if (!_counts)
                    continue;
                _lines[i] = buffer.AsSpan(0, own).Count((byte)'\n');
                if (_withDays && !DayRun.Find(buffer.AsSpan(0, length), own, start, _days[i] = []))
                    HasOtherStamps = true;
            }
        }
#pragma warning disable CA1031 // whoever waits for the end gets it, and reads the log as a whole
        catch (Exception error)
#pragma warning restore CA1031
        {
            _error = error;
        }
    }
}
