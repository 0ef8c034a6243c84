using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace MailLog.Cli;

/// <summary>Texts that are looked for in one go: each for itself while they are few, else all at once.</summary>
/// <remarks>
/// All at once by the method of Wu and Manber (A Fast Algorithm for Multi-Pattern Searching, 1994): four bytes tell how far the next place can be at which one of the texts may end, mostly as far as the shortest of them
/// is long. Its time hardly depends on how many there are, and is that of three or four searches for one.
/// </remarks>
internal sealed class TextSet
{
    private const int Few = 4, Block = sizeof(uint), HashBits = 14;

    private readonly byte[][] _texts;
    private readonly int _shortest;

    // By the hash of four bytes: how far to go on; and the first of the texts whose window ends with them, with the next of each.
    private readonly byte[] _shift = [];
    private readonly short[] _first = [];
    private readonly short[] _next = [];

    public TextSet(IEnumerable<byte[]> texts)
    {
        _texts = [.. texts];
        Longest = _texts.Length == 0 ? 0 : _texts.Max(t => t.Length);
        _shortest = _texts.Length == 0 ? 0 : Math.Min(byte.MaxValue, _texts.Min(t => t.Length));
        if (_texts.Length <= Few || _shortest < Block || _texts.Length > short.MaxValue)
            return;
        _shift = new byte[1 << HashBits];
        _first = new short[1 << HashBits];
        _next = new short[_texts.Length];
        Array.Fill(_shift, (byte)(_shortest - Block + 1));
        Array.Fill(_first, (short)-1);
        for (short i = 0; i < _texts.Length; i++)
        {
            for (int at = 0; at <= _shortest - Block; at++)
            {
                ref byte shift = ref _shift[Hash(_texts[i].AsSpan(at))];
                shift = (byte)Math.Min(shift, _shortest - Block - at);
            }
            ref short first = ref _first[Hash(_texts[i].AsSpan(_shortest - Block))];
            (_next[i], first) = (first, i);
        }
    }

    /// <summary>The length of the longest of them.</summary>
    public int Longest { get; }

    /// <summary>Adds where each of them stands, in no order.</summary>
    /// <param name="bytes">The bytes of a segment, and as many of those behind it as the longest text has.</param>
    /// <param name="own">Where the segment ends: what begins behind it is another's.</param>
    /// <param name="start">Where it begins in its file.</param>
    /// <param name="hits">Gets the places in the file.</param>
    public void FindIn(ReadOnlySpan<byte> bytes, int own, long start, List<long> hits)
    {
        if (_shift.Length > 0)
            FindAll(bytes, own, start, hits);
        else
            foreach (byte[] text in _texts)
                FindOne(bytes, own, text, start, hits);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FindOne(ReadOnlySpan<byte> bytes, int own, byte[] text, long start, List<long> hits)
    {
        for (int at = 0; at < own;)
        {
            int found = bytes[at..].IndexOf(text);
            if (found < 0 || at + found >= own)
                return;
            hits.Add(start + at + found);
            at += found + 1;
        }
    }

    /// <remarks>Each step waits for the one before, so two halves are gone through at a time: 0.66 -> 0.5 s for five ids in 1 GB.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FindAll(ReadOnlySpan<byte> bytes, int own, long start, List<long> hits)
    {
        byte[] shifts = _shift;
        int first = _shortest - Block, last = Math.Min(own - 1 + _shortest, bytes.Length) - Block;
        if (last < first)
            return;
        int middle = first + (last - first) / 2, one = first, two = middle + 1;
        while (one <= middle && two <= last)
        {
            int shiftOne = shifts[Hash(bytes[one..])], shiftTwo = shifts[Hash(bytes[two..])];
            if (shiftOne == 0)
                shiftOne = Take(bytes, one, start, hits);
            if (shiftTwo == 0)
                shiftTwo = Take(bytes, two, start, hits);
            one += shiftOne;
            two += shiftTwo;
        }
        for (; one <= middle; one += Step(bytes, one, start, hits)) { }
        for (; two <= last; two += Step(bytes, two, start, hits)) { }
    }

    private int Step(ReadOnlySpan<byte> bytes, int at, long start, List<long> hits) => _shift[Hash(bytes[at..])] is > 0 and var shift ? shift : Take(bytes, at, start, hits);

    /// <summary>Some text may stand where its window ends with these four bytes.</summary>
    private int Take(ReadOnlySpan<byte> bytes, int at, long start, List<long> hits)
    {
        int begin = at - (_shortest - Block);
        for (int i = _first[Hash(bytes[at..])]; i >= 0; i = _next[i])
            if (bytes[begin..].StartsWith(_texts[i]))
                hits.Add(start + begin);
        return 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Hash(ReadOnlySpan<byte> block) => (int)((BinaryPrimitives.ReadUInt32LittleEndian(block) * 0x9E3779B1) >> (32 - HashBits));
}
