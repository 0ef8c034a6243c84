namespace MailLog.Parsing;

/// <summary>Records of systemd's journal, as <c>journalctl -o json</c> and <c>-o export</c> print them, as lines of syslog. Other text is passed on as it is.</summary>
/// <remarks>Which it is shows in the first bytes. Places in the log (<see cref="LogLine.Offset"/>) are those in the lines that are made.</remarks>
internal sealed class JournalStream(Stream stream) : ForwardStream
{
    /// <summary>So many bytes tell an export from a line that begins like one.</summary>
    private const int HeadLength = 21;

    private readonly JournalLine _line = new();
    private IJournalFormat? _format;
    private byte[] _input = new byte[64 * 1024];
    private int _start, _end, _taken;
    private bool _isKnown, _isOver;

    /// <summary>Whether a text that begins so may be of a journal.</summary>
    public static bool Starts(ReadOnlySpan<byte> head) => head.StartsWith("{\""u8) || head.StartsWith("__"u8);

    /// <summary>The text is no journal's, and what was read to find that out has been given: the rest need not be copied.</summary>
    private bool IsPassedOn => _isKnown && _format is null && _start == _end && _taken == _line.Output.Length;

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (IsPassedOn)
            return stream.Read(buffer, offset, count);
        while (count > 0 && !TryTake(buffer, offset, count, out count))
            if (TryMakeRoom())
                Add(stream.Read(_input, _end, _input.Length - _end));
        return count;
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        if (IsPassedOn)
            return await stream.ReadAsync(buffer, offset, count, cancellationToken).ConfigureAwait(false);
        while (count > 0 && !TryTake(buffer, offset, count, out count))
            if (TryMakeRoom())
                Add(await stream.ReadAsync(_input, _end, _input.Length - _end, cancellationToken).ConfigureAwait(false));
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            stream.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>Gives what there is, or makes more of what has been read.</summary>
    /// <returns>False: more has to be read, and <paramref name="given"/> is what was asked for.</returns>
    private bool TryTake(byte[] buffer, int offset, int count, out int given)
    {
        given = count;
        while (_taken == _line.Output.Length)
        {
            _line.Output.Clear();
            _taken = 0;
            if (!_isKnown && (_end - _start >= HeadLength || _isOver))
            {
                ReadOnlySpan<byte> head = _input.AsSpan(_start, _end - _start);
                _format = head.StartsWith("{\""u8) ? new JournalJson(_line) : head.StartsWith("__CURSOR="u8) || head.StartsWith("__REALTIME_TIMESTAMP="u8) ? new JournalExport(_line) : null;
                _isKnown = true;
            }
            int used = !_isKnown ? 0 : _format is null ? PassOn() : Math.Min(_end - _start, _format.Take(_input.AsSpan(_start, _end - _start), _isOver));
            _start += used;
            if (used == 0 && _line.Output.Length == 0)
            {
                if (_isOver)
                    given = 0;
                return _isOver;
            }
        }
        given = Math.Min(count, _line.Output.Length - _taken);
        _line.Output.Written.Slice(_taken, given).CopyTo(buffer.AsSpan(offset));
        _taken += given;
        return true;
    }

    private int PassOn()
    {
        _line.Output.Add(_input.AsSpan(_start, _end - _start));
        return _end - _start;
    }

    /// <returns>False at the end of the input.</returns>
    private bool TryMakeRoom()
    {
        if (_isOver)
            return false;
        if (_start > 0)
        {
            Buffer.BlockCopy(_input, _start, _input, 0, _end - _start);
            (_start, _end) = (0, _end - _start);
        }
        // The formats let no more wait than this.
        if (_end == _input.Length)
            Array.Resize(ref _input, _input.Length * 2);
        return true;
    }

    private void Add(int read)
    {
        _end += read;
        _isOver = read == 0;
    }
}

/// <summary>A way in which journalctl prints records.</summary>
internal interface IJournalFormat
{
    /// <summary>Takes what is whole.</summary>
    /// <param name="input">What has been read and not been taken yet.</param>
    /// <param name="isOver">Nothing follows.</param>
    /// <returns>How many bytes were taken; 0 when more is needed, which is never so with a mebibyte at hand.</returns>
    int Take(ReadOnlySpan<byte> input, bool isOver);
}
