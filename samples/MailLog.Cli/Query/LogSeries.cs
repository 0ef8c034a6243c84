using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>Plain files as one log, if each is over before the next begins, as those of a rotated log: places, and the numbers of lines, go on from one to the next.</summary>
/// <param name="paths">The files, in any order.</param>
/// <param name="options">How each is read.</param>
/// <remarks>Files are merged by time (<see cref="MailLogMerge"/>), and that is the order of one after the other only if no line of one is later than the first of the next.</remarks>
internal sealed class LogSeries(IReadOnlyList<string> paths, MailLogOptions options) : IDisposable
{
    /// <summary>As they were given.</summary>
    private readonly List<SparseLog> _logs = [];
    private readonly List<Part> _parts = [];
    private CaselessText? _caseless;
    private bool? _isOneAfterTheOther;

    /// <summary>A file in its place.</summary>
    /// <param name="Log">The file.</param>
    /// <param name="Given">Its place on the command line.</param>
    /// <param name="Start">How many bytes are in the files before it.</param>
    private sealed record Part(SparseLog Log, int Given, long Start)
    {
        public long End => Start + Log.Length;

        /// <summary>How many lines are in the files before it; known when it was searched.</summary>
        public long Lines { get; set; }
    }

    public long Length => _parts[^1].End;

    public long Lines => _parts[^1].Lines + _parts[^1].Log.Lines;

    /// <summary>After <see cref="Find"/>: nothing is told, as there is too much of it.</summary>
    public bool IsTooMuch => _logs.Any(log => log.IsTooMuch);

    /// <inheritdoc cref="SparseLog.HasOtherTexts"/>
    public bool HasOtherTexts => _logs.Any(log => log.HasOtherTexts);

    /// <inheritdoc cref="SparseLog.TellsTimes"/>
    public bool TellsTimes => _logs.All(log => log.TellsTimes);

    /// <summary>Begins to look for texts, and meanwhile at the beginnings of the files.</summary>
    /// <param name="texts">Texts to look for.</param>
    /// <param name="caseless">A part of a line to look for, if any: then it must stand in one line as it stands in the mail.</param>
    /// <returns>False when some file is none that can be read in stretches, or none of a mail system.</returns>
    public bool TryBegin(IEnumerable<byte[]> texts, CaselessText? caseless)
    {
        foreach (string path in paths)
        {
            _logs.Add(new SparseLog(path, options));
            if (!_logs[^1].IsEmpty)
                continue;
            _logs[^1].Dispose();
            _logs.RemoveAt(_logs.Count - 1);
        }
        if (_logs.Count == 0 || !_logs.All(log => log.IsText()))
            return false;
        _caseless = caseless;
        _logs[0].Begin(texts, caseless);
        if (!_logs.All(log => log.TryReadHead()))
            return false;
        foreach (int given in Enumerable.Range(0, _logs.Count).OrderBy(i => _logs[i].First))
            _parts.Add(new Part(_logs[given], given, _parts.Count == 0 ? 0 : Length));
        return _parts.SkipLast(1).All(part => part.Log.EndsLine);
    }

    /// <summary>Where texts stand; the first time, those that it began with.</summary>
    public List<long> Find(IReadOnlyCollection<byte[]> texts)
    {
        List<long> found = [];
        foreach (Part part in _parts.OrderBy(p => p.Given))
        {
            part.Log.Begin(texts, _caseless, found.Count);
            found.AddRange(part.Log.Find().Select(at => part.Start + at));
            if (part.Log.IsTooMuch)
                return [];
        }
        _caseless = null;
        for (int i = 1; i < _parts.Count; i++)
            _parts[i].Lines = _parts[i - 1].Lines + _parts[i - 1].Log.Lines;
        return found;
    }

    /// <summary>After <see cref="Find"/>: each file is over before the next begins, so that merged by time they are one after the other. Of equal times, that of the file given first comes first.</summary>
    public bool IsOneAfterTheOther => _isOneAfterTheOther ??= Enumerable.Range(1, _parts.Count - 1)
        .All(i => _parts[i - 1].Log.Latest() is { } latest && (latest < _parts[i].Log.First || (latest == _parts[i].Log.First && _parts[i - 1].Given < _parts[i].Given)));

    /// <inheritdoc cref="SparseLog.IsInOrder"/>
    public bool IsInOrder(TimeSpan slack) => _logs.All(log => log.IsInOrder(slack));

    /// <inheritdoc cref="LogScan.LineStart"/>
    public long LineStart(long offset)
    {
        Part part = PartAt(offset);
        return part.Start + part.Log.LineStart(offset - part.Start);
    }

    /// <summary>The stretch of whole lines around a place.</summary>
    public Stretch Around(long offset, long before, long behind)
    {
        long end = Math.Min(Length, offset + behind);
        Part last = PartAt(end);
        return new Stretch(LineStart(Math.Max(0, offset - before)), last.Start + last.Log.LineEnd(end - last.Start));
    }

    /// <summary>Reads a stretch, from one file to the next.</summary>
    public LogSeriesReader Open(Stretch stretch) => new(PiecesOf(stretch));

    /// <summary>Reads lines by themselves: what they say is right, but not where they stand, nor of which year they are.</summary>
    public MailLogReader Open(Stream lines) => MailLogReader.Open(lines, options);

    /// <summary>The bytes of a stretch.</summary>
    public byte[] Bytes(Stretch stretch)
    {
        byte[] bytes = GC.AllocateUninitializedArray<byte>((int)(stretch.End - stretch.Start));
        int length = 0;
        foreach (LogPiece piece in PiecesOf(stretch))
            length += piece.Log.Fill(bytes.AsSpan(length, (int)(piece.Own.End - piece.Own.Start)), piece.Own.Start);
        return bytes[..length];
    }

    public void Dispose() => _logs.ForEach(log => log.Dispose());

    private Part PartAt(long offset) => _parts.FindLast(part => part.Start <= offset)!;

    private IEnumerable<LogPiece> PiecesOf(Stretch stretch) => _parts.Where(part => part.Start < stretch.End && part.End > stretch.Start)
        .Select(part => new LogPiece(part.Log, new Stretch(Math.Max(0, stretch.Start - part.Start), Math.Min(part.Log.Length, stretch.End - part.Start)), part.Start, part.Lines));
}
