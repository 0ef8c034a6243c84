namespace MailLog.Parsing;

/// <summary>Reads and parses a source block by block; while one block is looked at, the next is made on another thread.</summary>
/// <remarks>
/// Two blocks take turns, and one thread at a time makes blocks, with the help of others where there are more cores (<see cref="ParallelParser"/>). A third block would gain nothing: whoever does
/// more with lines than count them takes longer than the parser.
/// </remarks>
internal sealed class BlockReader : IDisposable
{
    private readonly LogInput _input;
    private readonly BlockParser _parser;
    private readonly AheadWork _ahead;
    private LogBlock _next;
    private long _nextNumber;
    private bool _isOver;

    public BlockReader(LogInput input, BlockParser parser, string source, long firstNumber)
    {
        _input = input;
        _parser = parser;
        _ahead = new AheadWork(Make);
        _nextNumber = firstNumber;
        Current = new LogBlock { Source = source };
        _next = new LogBlock { Source = source };
    }

    /// <summary>The block to look at; empty before the first, behind the last, and after an error.</summary>
    public LogBlock Current { get; private set; }

    /// <summary>Whether the next block is made while the current one is looked at: not worth its memory when many sources are read at once.</summary>
    public bool IsAhead { get; set; } = true;

    /// <inheritdoc cref="ParallelParser.Threads"/>
    public int Threads
    {
        get => _parser.Threads;
        set => _parser.Threads = value;
    }

    /// <summary>Goes to the next block, which may be empty.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="IOException">The source cannot be read; the next call tries again.</exception>
    /// <exception cref="InvalidDataException">The same for damaged compressed data.</exception>
    public bool MoveNext()
    {
        Current.Clear();
        if (_isOver)
            return false;
        if (_ahead.IsUnderWay)
        {
            _ahead.Wait();
        }
        else
        {
            Reuse();
            Make();
        }
        Turn();
        // Small files need no second thread, and at the end of a file that grows nobody knows when there will be more.
        if (IsAhead && Current.Count > 0 && !_input.IsFinal)
            _ahead.Begin();
        return !_isOver;
    }

    /// <summary>Goes to the next block, which may be empty, waiting for input without blocking a thread. Nothing is made ahead, since live input is waited for.</summary>
    public async ValueTask<bool> MoveNextAsync(CancellationToken cancellationToken)
    {
        Current.Clear();
        if (_isOver)
            return false;
        if (_ahead.IsUnderWay)
        {
            // Only after a call without async, which seldom are mixed.
            await WaitAsync(Task.Run(_ahead.WaitForEnd, cancellationToken), cancellationToken).ConfigureAwait(false);
            _ahead.Wait();
        }
        else
        {
            Reuse();
            _next.Clear();
            await _input.FillAsync(_next, cancellationToken).ConfigureAwait(false);
            Parse();
        }
        Turn();
        return !_isOver;
    }

    /// <summary>Closes the source; one that is being waited for on another thread (a pipe) as soon as that is over.</summary>
    public void Dispose()
    {
        Current.Clear();
        _isOver = true;
        if (_ahead.IsUnderWay && !_input.IsSeekable)
            Task.Run(Close);
        else
            Close();
    }

    private static async Task WaitAsync(Task ahead, CancellationToken cancellationToken)
    {
        await Task.WhenAny(ahead, Task.Delay(Timeout.Infinite, cancellationToken)).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    private void Close()
    {
        try
        {
            if (_ahead.IsUnderWay)
                _ahead.Wait();
        }
#pragma warning disable CA1031 // nobody will ask for that block
        catch (Exception)
#pragma warning restore CA1031
        {
        }
        _ahead.Release();
        _input.Dispose();
    }

    private void Make()
    {
        _next.Clear();
        _input.Fill(_next);
        Parse();
    }

    private void Parse()
    {
        _next.FirstNumber = _nextNumber;
        _parser.Parse(_next, _input);
        _nextNumber += _next.Count;
        (_next.SkippedNuls, _next.DroppedBytes) = (_parser.SkippedNuls, _parser.DroppedBytes);
    }

    /// <summary>Whoever makes no block ahead needs the memory of one only.</summary>
    private void Reuse()
    {
        if (!IsAhead)
            (Current, _next) = (_next, Current);
    }

    private void Turn()
    {
        (Current, _next) = (_next, Current);
        _isOver = _input.IsFinal && Current.Count == 0;
    }
}
