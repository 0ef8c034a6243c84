using System.Buffers.Binary;

namespace MailLog.Parsing;

/// <summary>
/// How lines ended that a parser met, and where the fields stood in that. What a TLS line says behind its client is one of few texts, and comparing it with one that was read before saves reading it:
/// measured, 100 of the 250 ns of such a line, and every tenth of a mail server is one.
/// </summary>
internal sealed class TailMemory
{
    private const int Bits = 5, Shortest = 32, Longest = 256;

    // One allocation each, when the first is remembered: a tail takes the place of another for nothing.
    private Tail[] _tails = [];
    private byte[] _texts = [];
    private uint[] _slots = [];

    private struct Tail
    {
        public Pattern? Pattern;
        public int Length;
    }

    /// <summary>Gives the fields of a tail that was met before.</summary>
    /// <param name="pattern">Whose tail it is.</param>
    /// <param name="text">The tail, up to the end of the line.</param>
    /// <param name="start">Where it starts in its line.</param>
    /// <param name="slots">Gets the slots of its fields.</param>
    /// <returns>False: it has to be read.</returns>
    public bool TryRecall(Pattern pattern, ReadOnlySpan<byte> text, int start, Span<uint> slots)
    {
        if (_tails.Length == 0 || text.Length is < Shortest or > Longest)
            return false;
        int place = Place(text);
        ref readonly Tail tail = ref _tails[place];
        if (tail.Pattern != pattern || !text.SequenceEqual(_texts.AsSpan(place * Longest, tail.Length)))
            return false;
        ReadOnlySpan<uint> known = _slots.AsSpan(place * Pattern.MaxFields, slots.Length);
        for (int i = 0; i < known.Length; i++)
            slots[i] = known[i] == Pattern.Missing ? Pattern.Missing : known[i] + ((uint)start << 16);
        return true;
    }

    /// <summary>Remembers a tail that was read, see <see cref="TryRecall"/>.</summary>
    public void Remember(Pattern pattern, ReadOnlySpan<byte> text, int start, ReadOnlySpan<uint> slots)
    {
        if (text.Length is < Shortest or > Longest)
            return;
        if (_tails.Length == 0)
        {
            _tails = new Tail[1 << Bits];
            _texts = new byte[Longest << Bits];
            _slots = new uint[Pattern.MaxFields << Bits];
        }
        int place = Place(text);
        _tails[place] = new Tail { Pattern = pattern, Length = text.Length };
        text.CopyTo(_texts.AsSpan(place * Longest));
        for (int i = 0; i < slots.Length; i++)
            _slots[place * Pattern.MaxFields + i] = slots[i] == Pattern.Missing ? Pattern.Missing : slots[i] - ((uint)start << 16);
    }

    /// <summary>Tails differ in a word or two, wherever: some of all parts are looked at.</summary>
    private static int Place(ReadOnlySpan<byte> text)
    {
        int quarter = (text.Length - sizeof(ulong)) / 4;
        ulong hash = (ulong)text.Length;
        for (int i = 0; i <= 4; i++)
            hash = (hash ^ BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(i * quarter))) * 0x9E3779B97F4A7C15;
        return (int)(hash >> (64 - Bits));
    }
}
