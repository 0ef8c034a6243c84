namespace MailLog.Parsing;

/// <summary>What another stream gives, read on another thread while what was read before is looked at: inflating takes longer than parsing.</summary>
internal sealed class AheadStream : ForwardStream
{
    private const int BufferLength = 128 * 1024;

    private readonly Stream _stream;
    private readonly AheadWork _ahead;
    private byte[] _current = new byte[BufferLength], _next = new byte[BufferLength];
    private int _position, _length, _nextLength;

    public AheadStream(Stream stream)
    {
        _stream = stream;
        _ahead = new AheadWork(Fill);
    }

    public override int Read(byte[] buffer, int offset, int count)
    {
        if (_position == _length)
        {
            if (_ahead.IsUnderWay)
                _ahead.Wait();
            else
                Fill();
            (_current, _next) = (_next, _current);
            (_position, _length) = (0, _nextLength);
            // At the end there is nothing to read ahead.
            if (_length == 0)
                return 0;
            _ahead.Begin();
        }
        count = Math.Min(count, _length - _position);
        Buffer.BlockCopy(_current, _position, buffer, offset, count);
        _position += count;
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        => Task.Run(() => Read(buffer, offset, count), cancellationToken);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            if (_ahead.IsUnderWay)
                _ahead.WaitForEnd();
            _ahead.Release();
            _stream.Dispose();
        }
        base.Dispose(disposing);
    }

    private void Fill() => _nextLength = _stream.Read(_next, 0, _next.Length);
}
