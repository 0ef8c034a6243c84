namespace MailLog.Correlation;

/// <summary>Sums up what is read from or written to another stream, so that damage shows. The other stream stays open.</summary>
internal sealed class CheckedStream(Stream inner) : Stream
{
    /// <summary>FNV-1a over all bytes so far: no single changed byte leaves it the same.</summary>
    public ulong Sum { get; private set; } = 0xCBF29CE484222325;

    public override bool CanRead => inner.CanRead;

    public override bool CanSeek => false;

    public override bool CanWrite => inner.CanWrite;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int read = inner.Read(buffer, offset, count);
        Add(buffer.AsSpan(offset, read));
        return read;
    }

    public override void Write(byte[] buffer, int offset, int count)
    {
        inner.Write(buffer, offset, count);
        Add(buffer.AsSpan(offset, count));
    }

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Add(ReadOnlySpan<byte> bytes)
    {
        ulong sum = Sum;
        foreach (byte b in bytes)
            sum = (sum ^ b) * 0x100000001B3;
        Sum = sum;
    }
}
