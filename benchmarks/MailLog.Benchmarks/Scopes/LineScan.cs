using MailLog.Parsing;

namespace MailLog.Benchmarks;

/// <summary>The first steps of a read alone. They are no public calls: a reader always goes on to the event.</summary>
internal sealed class LineScan(Stream log)
{
    private readonly byte[] _buffer = new byte[256 * 1024];
    private LineSplitter _splitter;
    private HeaderCache _cache;
    private int _position, _length;
    private bool _isFinal;

    /// <summary>Finds the next line.</summary>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        int start, length;
        while (!_splitter.TryNext(_buffer.AsSpan(0, _length), _isFinal, ref _position, out start, out length, out _))
        {
            if (_isFinal)
            {
                line = default;
                return false;
            }
            Fill();
        }
        line = _buffer.AsSpan(start, length);
        return true;
    }

    /// <summary>Reads the header of a line that was found.</summary>
    public bool TryReadHeader(ReadOnlySpan<byte> line, out LineHeader header) => SyslogHeader.TryParse(line, ref _cache, out header);

    private void Fill()
    {
        _length -= _position;
        Buffer.BlockCopy(_buffer, _position, _buffer, 0, _length);
        _position = 0;
        int read = log.Read(_buffer, _length, _buffer.Length - _length);
        _length += read;
        _isFinal = read == 0;
    }
}
