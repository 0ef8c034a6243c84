namespace MailLog.Parsing;

/// <summary>Bytes that are added to; cleared, the memory is kept.</summary>
internal sealed class ByteBuffer
{
    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Add(byte value) => Room(1)[0] = value;

    public void Add(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Room(bytes.Length));

    /// <summary>So many bytes more, for the caller to fill.</summary>
    public Span<byte> Room(int count)
    {
        if (_bytes.Length - Length < count)
            Array.Resize(ref _bytes, Math.Max(Length + count, Math.Max(256, 2 * _bytes.Length)));
        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }

    /// <summary>Takes bytes at the end away.</summary>
    public void Cut(int length) => Length = length;
}
