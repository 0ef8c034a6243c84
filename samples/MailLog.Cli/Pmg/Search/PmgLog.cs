using System.Runtime.CompilerServices;
using Microsoft.Win32.SafeHandles;

namespace MailLog.Cli;

/// <summary>A plain file whose lines are counted and searched without being parsed: which of them are in the window is told by <see cref="LineSecond"/>.</summary>
internal sealed class PmgLog : IDisposable
{
    /// <summary>Longer lines are cut by the parser; with half as much in a segment, none need know of the next.</summary>
    private const int LongestLine = 30_000;

    private readonly SafeFileHandle _file;
    private readonly PmgOptions _options;
    private readonly IReadOnlySet<long> _seconds = new HashSet<long>();
    private readonly LogScan _scan;
    private readonly Window[] _windows;
    private volatile bool _isOther;
    private bool _isScanned;
    private (long Offset, int Lines) _counted;

    /// <summary>What a segment has of the window: the lines that begin in it.</summary>
    private record struct Window(int Lines, long First, long End, long Last, int All, List<(int Line, long Offset, long Second)>? Marks);

    /// <param name="path">A file that is one: see <see cref="IsFile"/>.</param>
    /// <param name="options">The window.</param>
    /// <param name="seconds">Lines of these are noted.</param>
    public PmgLog(string path, PmgOptions options, IReadOnlySet<long> seconds)
        : this(path, options) => _seconds = seconds;

    /// <param name="path">A file.</param>
    /// <param name="options">The window.</param>
    /// <param name="length">How much of the file is looked at.</param>
    public PmgLog(string path, PmgOptions options, long length = long.MaxValue)
    {
        _file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        _options = options;
        Length = Math.Min(length, RandomAccess.GetLength(_file));
        _scan = new LogScan(_file, Length, countsLines: false);
        _windows = new Window[LogScan.CountSegments(Length)];
    }

    public long Length { get; }

    /// <summary>Where the first line of the window begins, and the first that comes after the window.</summary>
    public long Start { get; private set; }

    public long End { get; private set; }

    /// <summary>How many lines the window has, and the second of the last; that only if it has any.</summary>
    public int Lines { get; private set; }

    public long LastSecond { get; private set; }

    /// <summary>The lines of the seconds that were asked for, each with its place among those of the same second that stand together.</summary>
    public List<(long Offset, long Second, long Place)> Marks { get; } = [];

    /// <summary>A file in the strict sense, with something in it: what is read twice must not be a pipe.</summary>
    public static bool IsFile(string path)
    {
        FileSystemInfo file = new FileInfo(path);
        file = file.ResolveLinkTarget(returnFinalTarget: true) ?? file;
        return file is FileInfo { Exists: true, Length: > 0 };
    }

    /// <summary>Where texts stand. The first time, the whole file is gone over.</summary>
    /// <returns>False when the time of some line is not certain.</returns>
    public bool TryFind(IEnumerable<byte[]> texts, List<long> found)
    {
        found.Clear();
        if (!_isScanned && !TryGetSecond(0, out _))
            return false;
        _scan.Begin(texts, withDays: false, _isScanned ? null : Visit);
        found.AddRange(_scan.End());
        if (_scan.IsTooMuch)
            return false;
        if (!_isScanned)
            Join();
        _isScanned = true;
        return !_isOther;
    }

    /// <summary>How many lines of the window stand before the line that begins here. Quick when it is asked for one line after the other.</summary>
    public int LinesBefore(long offset)
    {
        int segment = (int)(offset / LogScan.SegmentLength);
        if (offset < _counted.Offset || segment != _counted.Offset / LogScan.SegmentLength)
            _counted = ((long)segment * LogScan.SegmentLength, _windows.AsSpan(0, segment).ToArray().Sum(w => w.Lines));
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)(offset - _counted.Offset) + LineSecond.MaxLength);
        int length = _scan.Fill(bytes, _counted.Offset);
        _counted = (offset, _counted.Lines + Count(bytes.AsSpan(0, length), (int)(offset - _counted.Offset), _counted.Offset).Lines);
        return _counted.Lines;
    }

    /// <inheritdoc cref="LogScan.LineStart"/>
    public long LineStart(long offset) => _scan.LineStart(offset);

    public int Fill(Span<byte> bytes, long offset) => _scan.Fill(bytes, offset);

    /// <summary>The second of the line that begins here; false when it is not certain.</summary>
    public bool TryGetSecond(long offset, out long second)
    {
        Span<byte> bytes = stackalloc byte[LineSecond.MaxLength];
        return new LineSecond(_options.Now).TryRead(bytes[.._scan.Fill(bytes, offset)], out second);
    }

    /// <summary>Adds the line that begins at a place, with a line end.</summary>
    public void AddLine(long offset, MemoryStream lines)
    {
        Span<byte> bytes = stackalloc byte[512];
        for (int end = -1; end < 0; offset += bytes.Length)
        {
            int length = _scan.Fill(bytes[..(int)Math.Min(bytes.Length, Length - offset)], offset);
            end = bytes[..length].IndexOf((byte)'\n');
            if (end < 0 && length < bytes.Length)
                end = length;
            lines.Write(bytes[..(end < 0 ? length : end)]);
        }
        lines.WriteByte((byte)'\n');
    }

    public void Dispose()
    {
        _scan.Dispose();
        _file.Dispose();
    }

    private void Visit(int index, ReadOnlySpan<byte> bytes, int own, long start)
    {
        if (SploggerStamps.AreIn(bytes))
            _isOther = true;
        if (!_isOther)
            _windows[index] = Count(bytes, own, start);
    }

    /// <summary>Goes over the lines that begin in a segment; one that begins at its end belongs to the next.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private Window Count(ReadOnlySpan<byte> bytes, int own, long start)
    {
        var window = new Window(0, -1, -1, 0, 0, null);
        var stamp = new LineSecond(_options.Now);
        int at = 0;
        if (start > 0)
        {
            // The line before ends with the byte before this segment, or in it.
            Span<byte> before = stackalloc byte[1];
            _scan.Fill(before, start - 1);
            if (before[0] != '\n')
                at = Next(bytes, 0, own);
        }
        while (at >= 0 && at < own)
        {
            if (!stamp.TryRead(bytes[at..], out long second))
            {
                _isOther = true;
                return window;
            }
            if (second > _options.End)
                return window with { End = start + at };
            if (second >= _options.Start)
            {
                if (window.Lines++ == 0)
                    window.First = start + at;
                window.Last = second;
                if (_seconds.Contains(second))
                    (window.Marks ??= []).Add((window.All, start + at, second));
            }
            window.All++;
            at = Next(bytes, at, own);
        }
        return window;
    }

    /// <summary>Where the next line begins; -1 when that is not in this segment.</summary>
    private int Next(ReadOnlySpan<byte> bytes, int at, int own)
    {
        int next = LineSecond.Next(bytes, at, own);
        if ((next < 0 ? own : next) - at > LongestLine)
            _isOther = true;
        return next;
    }

    private void Join()
    {
        (Start, End) = (Length, Length);
        long line = 0, lastLine = -1, lastSecond = 0, place = 0;
        foreach (Window window in _windows)
        {
            foreach ((int at, long offset, long second) in window.Marks ?? [])
            {
                place = line + at == lastLine + 1 && second == lastSecond ? place + 1 : 0;
                (lastLine, lastSecond) = (line + at, second);
                Marks.Add((offset, second, place));
            }
            line += window.All;
            if (window.Lines > 0)
            {
                Start = Math.Min(Start, window.First);
                Lines += window.Lines;
                LastSecond = window.Last;
            }
            if (window.End < 0)
                continue;
            End = window.End;
            break;
        }
    }
}
