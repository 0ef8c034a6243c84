using System.Buffers.Binary;

namespace MailLog.Cli;

/// <summary>Log lines with their numbers, in the order of the numbers.</summary>
internal struct PmgLines
{
    private const int HeadLength = 8;

    private byte[]? _bytes;
    private int _length;
    private int _last;

    public readonly bool IsEmpty => _length == 0;

    public void Add(int number, ReadOnlySpan<byte> line)
    {
        int need = _length + HeadLength + line.Length;
        if (_bytes is null || need > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(need, (_bytes?.Length ?? 0) * 2));
        int at = number < _last ? PlaceOf(number) : _length;
        _bytes.AsSpan(at, _length - at).CopyTo(_bytes.AsSpan(at + HeadLength + line.Length));
        _last = Math.Max(_last, number);
        Span<byte> free = _bytes.AsSpan(at);
        BinaryPrimitives.WriteInt32LittleEndian(free, number);
        BinaryPrimitives.WriteInt32LittleEndian(free[4..], line.Length);
        line.CopyTo(free[HeadLength..]);
        _length = need;
    }

    /// <summary>Where a line belongs that came before the last one: a TLS line waits for its delivery.</summary>
    private readonly int PlaceOf(int number)
    {
        int place = 0, before = 0;
        while (TryNext(ref place, out int other, out _) && other < number)
            before = place;
        return before;
    }

    /// <summary>The line at a place; the place goes on to the next.</summary>
    public readonly bool TryNext(ref int place, out int number, out ReadOnlySpan<byte> line)
    {
        number = int.MaxValue;
        line = default;
        if (place >= _length)
            return false;
        ReadOnlySpan<byte> rest = _bytes.AsSpan(place);
        number = BinaryPrimitives.ReadInt32LittleEndian(rest);
        line = rest.Slice(HeadLength, BinaryPrimitives.ReadInt32LittleEndian(rest[4..]));
        place += HeadLength + line.Length;
        return true;
    }
}
