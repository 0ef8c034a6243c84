namespace MailLog.Parsing;

/// <summary>A stream that first gives some bytes that were read from it to look at.</summary>
internal sealed class PrependedStream(byte[] head, int length, Stream rest) : ForwardStream
{
    private byte[] _head = head;
    private int _length = length;
    private int _position;

    public override int Read(byte[] buffer, int offset, int count)
    {
        int taken = Take(buffer, offset, count);
        return taken > 0 ? taken : rest.Read(buffer, offset, count);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        int taken = Take(buffer, offset, count);
        return taken > 0 ? Task.FromResult(taken) : rest.ReadAsync(buffer, offset, count, cancellationToken);
    }

    /// <summary>Once everything has been read: gives these bytes next.</summary>
    public void Append(byte[] bytes)
    {
        _head = bytes;
        _length = bytes.Length;
        _position = 0;
    }

    /// <summary>Goes to an offset of the whole, if what is behind the head can be moved about in.</summary>
    public bool TrySeek(long offset)
    {
        if (!rest.CanSeek)
            return false;
        // Behind the end nothing is to be read, whatever is appended later: the end is where the reading of a shorter file ends.
        rest.Seek(offset, SeekOrigin.Begin);
        _position = _length;
        return true;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            rest.Dispose();
        base.Dispose(disposing);
    }

    private int Take(byte[] buffer, int offset, int count)
    {
        int taken = Math.Min(count, _length - _position);
        Buffer.BlockCopy(_head, _position, buffer, offset, taken);
        _position += taken;
        return taken;
    }
}
