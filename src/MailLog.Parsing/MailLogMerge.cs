namespace MailLog.Parsing;

/// <summary>Reads several logs as one, in the order of time: rotated files in whatever order they are given, and the logs of several hosts.</summary>
/// <remarks>
/// The line with the earliest time comes next; of equal ones, that of the reader given first. The order within a log stays. What was said of borrowed lines
/// holds: a line is valid until the next <see cref="Read"/>. The readers are disposed with the merge. Not safe for several threads at once.
/// </remarks>
public sealed class MailLogMerge : IDisposable
{
    /// <summary>From so many sources on, blocks that are made ahead would cost more memory than time is won: half a megabyte each.</summary>
    private const int ManySources = 16;

    private readonly List<Source> _sources = [];
    private Source? _current;

    /// <summary>Takes readers over.</summary>
    /// <param name="readers">Readers that were not read yet.</param>
    public MailLogMerge(IEnumerable<MailLogReader> readers)
    {
        if (readers is null)
            throw new ArgumentNullException(nameof(readers));
        foreach (MailLogReader reader in readers)
            _sources.Add(new Source(reader));
        if (_sources.Count >= ManySources)
        {
            foreach (Source source in _sources)
            {
                source.Reader.IsAhead = false;
                source.Reader.Threads = 1;
            }
        }
    }

    /// <summary>The reader whose line is the current one, or whose source just failed; null before the first <see cref="Read"/> and at the end.</summary>
    public MailLogReader? Current => _current?.Reader;

    /// <summary>The current line; valid until the next <see cref="Read"/>.</summary>
    /// <exception cref="InvalidOperationException">There is no line: <see cref="Read"/> was not called or returned false.</exception>
    public LogLine Line
    {
        get
        {
            if (_current is null)
                Throw.NoLine();
            return _current!.Reader.Line;
        }
    }

    /// <summary>Goes to the next line.</summary>
    /// <returns>False at the end of all logs.</returns>
    /// <exception cref="IOException">A source cannot be read; <see cref="Current"/> is its reader. Reading can go on with the others.</exception>
    /// <exception cref="InvalidDataException">A source's compressed data is damaged or cut off; <see cref="Current"/> is its reader. Reading can go on with the others.</exception>
    public bool Read()
    {
        if (IsAlone)
        {
            Source only = _sources[0];
            if (!only.HasEnded)
                Advance(only);
            _current = only.HasEnded ? null : only;
            return _current is not null;
        }
        if (_current is { HasEnded: false } last)
            Advance(last);
        foreach (Source source in _sources)
            if (!source.HasStarted)
                Advance(source);
        Source? first = null;
        foreach (Source source in _sources)
            if (!source.HasEnded && (first is null || source.Ticks < first.Ticks))
                first = source;
        _current = first;
        return first is not null;
    }

    /// <summary>Closes all readers.</summary>
    public void Dispose()
    {
        _current = null;
        foreach (Source source in _sources)
            source.Reader.Dispose();
    }

    /// <summary>One log has its own order: nobody asks for the time of its lines.</summary>
    private bool IsAlone => _sources.Count == 1;

    private void Advance(Source source)
    {
        _current = source;
        source.HasStarted = true;
        // Should it fail, it is over; the others are not.
        source.HasEnded = true;
        if (!source.Reader.Read())
            return;
        source.HasEnded = false;
        if (IsAlone)
            return;
        // A line that is out of order within its log, or has no time, must not hold the others up.
        LogLine line = source.Reader.Line;
        if (line.HasTime)
            source.Ticks = Math.Max(source.Ticks, line.Time.UtcTicks);
    }

    private sealed class Source(MailLogReader reader)
    {
        public readonly MailLogReader Reader = reader;
        public long Ticks;
        public bool HasStarted, HasEnded;
    }
}
