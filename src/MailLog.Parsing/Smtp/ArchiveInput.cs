namespace MailLog.Parsing;

/// <summary>How a line of a session ends.</summary>
internal enum LineEnd : byte
{
    /// <summary>The file ends in it.</summary>
    None,
    Lf,
    CrLf,
}

/// <summary>A line of a session. Borrowed: valid until the input is moved on.</summary>
internal readonly ref struct ArchiveLine(ReadOnlySpan<byte> text, LineEnd end, long offset, bool isCut)
{
    /// <summary>Without its line end.</summary>
    public readonly ReadOnlySpan<byte> Text = text;
    public readonly LineEnd End = end;
    public readonly long Offset = offset;

    /// <summary>The line is longer than what is here of it.</summary>
    public readonly bool IsCut = isCut;
}

/// <summary>Reads a session forward, by lines where commands are, by bytes where chunks are, in a buffer that does not grow.</summary>
internal sealed class ArchiveInput(Stream stream)
{
    /// <summary>Of a longer line, this much is looked at. A command has 512 bytes and what extensions add (RFC 5321 section 4.5.3.1.4).</summary>
    public const int MaxLineLength = 16 * 1024;

    private readonly byte[] _buffer = new byte[64 * 1024];
    private int _start, _end;
    private long _base;
    private bool _ended;

    /// <summary>Offset of the next byte.</summary>
    public long Position => _base + _start;

    /// <summary>The next byte, left where it is; -1 at the end.</summary>
    public int Peek() => _start < _end || Fill() ? _buffer[_start] : -1;

    /// <summary>The next line; false at the end of the file.</summary>
    public bool TryRead(out ArchiveLine line)
    {
        long offset = Position;
        int searched = 0;
        while (true)
        {
            int length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                length += searched;
                bool hasCr = length > 0 && _buffer[_start + length - 1] == '\r';
                int kept = Math.Min(hasCr ? length - 1 : length, MaxLineLength);
                line = new ArchiveLine(_buffer.AsSpan(_start, kept), hasCr ? LineEnd.CrLf : LineEnd.Lf, offset, kept == MaxLineLength);
                _start += length + 1;
                return true;
            }
            searched = _end - _start;
            if (searched > MaxLineLength)
                return TryReadLong(offset, out line);
            if (Fill())
                continue;
            line = new ArchiveLine(_buffer.AsSpan(_start, searched), LineEnd.None, offset, false);
            _start = _end;
            return searched > 0;
        }
    }

    /// <summary>Back to the start of the line that was just read; not for a line that is cut.</summary>
    public void GoBack(long offset) => _start = (int)(offset - _base);

    /// <summary>The next bytes, as many as are at hand but no more than asked for; empty at the end of the file.</summary>
    public ReadOnlySpan<byte> Take(long atMost)
    {
        if (_start == _end && !Fill())
            return default;
        int length = (int)Math.Min(atMost, _end - _start);
        _start += length;
        return _buffer.AsSpan(_start - length, length);
    }

    /// <summary>The start of the line stays at the front of the buffer, the rest is passed over.</summary>
    private bool TryReadLong(long offset, out ArchiveLine line)
    {
        MoveToFront();
        var end = LineEnd.None;
        byte last = 0;
        int from = MaxLineLength;
        while (true)
        {
            int length = _buffer.AsSpan(from, _end - from).IndexOf((byte)'\n');
            if (length >= 0)
            {
                end = (length > 0 ? _buffer[from + length - 1] : last) == '\r' ? LineEnd.CrLf : LineEnd.Lf;
                _start = from + length + 1;
                break;
            }
            last = _end > from ? _buffer[_end - 1] : last;
            _base += _end - from;
            _end = from;
            if (!Fill())
            {
                _start = _end;
                break;
            }
        }
        line = new ArchiveLine(_buffer.AsSpan(0, MaxLineLength), end, offset, true);
        return true;
    }

    private bool Fill()
    {
        if (_ended)
            return false;
        MoveToFront();
        int read = stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += read;
        _ended = read == 0;
        return read > 0;
    }

    private void MoveToFront()
    {
        if (_start == 0)
            return;
        Buffer.BlockCopy(_buffer, _start, _buffer, 0, _end - _start);
        _base += _start;
        _end -= _start;
        _start = 0;
    }
}
