using System.Buffers.Binary;

namespace MailLog.Parsing;

/// <summary>The first bytes of the last stamps and what they meant: most lines have the stamp, or at least the minute, of the line before.</summary>
/// <remarks>
/// One for each stream of lines, handed in by reference. It changes speed only, never a result. The default value is empty.
/// </remarks>
internal struct HeaderCache
{
    /// <summary>The part of a stamp that is compared.</summary>
    public const int KeyLength = 16;

    private Key _dayKey;
    private Key _minuteKey;
    private Stamp _dayStamp;
    private int _dayLength;
    private long _minuteTicks;

    /// <summary>Finds an RFC 3164 stamp that lies, with the blank behind it, wholly within the key.</summary>
    public readonly bool TryGetStamp(ReadOnlySpan<byte> text, out Stamp stamp, out int length)
    {
        stamp = _dayStamp;
        length = _dayLength;
        return length != 0 && _dayKey.Equals(text);
    }

    public void SetStamp(ReadOnlySpan<byte> text, in Stamp stamp, int length)
    {
        _dayKey = new Key(text);
        _dayStamp = stamp;
        _dayLength = length;
    }

    /// <summary>Finds the ticks of <c>2026-11-18T10:00</c>. Seconds are left out, as stamps of this form mostly have a fraction and are never equal.</summary>
    public readonly bool TryGetMinute(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = _minuteTicks;
        return ticks != 0 && _minuteKey.Equals(text);
    }

    public void SetMinute(ReadOnlySpan<byte> text, long ticks)
    {
        _minuteKey = new Key(text);
        _minuteTicks = ticks;
    }

    private readonly struct Key
    {
        private readonly ulong _low;
        private readonly ulong _high;

        public Key(ReadOnlySpan<byte> text)
        {
            _low = BinaryPrimitives.ReadUInt64LittleEndian(text);
            _high = BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(8));
        }

        public bool Equals(ReadOnlySpan<byte> text) =>
            text.Length >= KeyLength
            && BinaryPrimitives.ReadUInt64LittleEndian(text) == _low
            && BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(8)) == _high;
    }
}
