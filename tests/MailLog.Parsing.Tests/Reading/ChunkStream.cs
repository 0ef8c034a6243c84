namespace MailLog.Parsing.Tests;

/// <summary>Gives its bytes in pieces of a random size, as a pipe or a slow disk does.</summary>
internal sealed class ChunkStream(byte[] bytes, int largest, Random random) : ForwardStream
{
    private int _position;

    public bool IsDisposed { get; private set; }

    public override int Read(byte[] buffer, int offset, int count)
    {
        int length = Math.Min(Math.Min(count, bytes.Length - _position), random.Next(1, largest + 1));
        Array.Copy(bytes, _position, buffer, offset, length);
        _position += length;
        return length;
    }

    public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await Task.Yield();
        return Read(buffer, offset, count);
    }

    protected override void Dispose(bool disposing)
    {
        IsDisposed = true;
        base.Dispose(disposing);
    }
}
