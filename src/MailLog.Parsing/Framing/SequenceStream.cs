using System.Buffers;

namespace MailLog.Parsing;

/// <summary>Bytes in memory, in one piece or in several.</summary>
internal sealed class SequenceStream(ReadOnlySequence<byte> rest) : ForwardStream
{
    private ReadOnlySequence<byte> _rest = rest;

    public override int Read(byte[] buffer, int offset, int count)
    {
        count = (int)Math.Min(count, _rest.Length);
        _rest.Slice(0, count).CopyTo(buffer.AsSpan(offset, count));
        _rest = _rest.Slice(count);
        return count;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => Task.FromResult(Read(buffer, offset, count));
}
