using System.Buffers;
using System.Buffers.Binary;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>
/// What the log told about a mail so far, fact after fact, in one run of bytes: all that an open mail is. The mail object is folded from it at the end.
/// </summary>
/// <remarks>
/// A run of bytes takes a fraction of what objects would, two of them are joined by appending, and it can be written to a file as it is.
/// A fact: kind, digits of the stamp's fraction, node (2), length (4), sequence (8), UTC ticks (8), offset in minutes (2), then its fields: name (1), length (2), bytes.
/// </remarks>
/// <param name="memory">To begin with, and to keep; null for none.</param>
internal sealed class Journal(byte[]? memory = null)
{
    /// <summary>Up to this length an empty journal keeps its memory.</summary>
    private const int MaxKept = 1024;

    /// <summary>Of a 64-bit number with its sign.</summary>
    private const int MaxDigits = 20;

    private byte[] _bytes = memory ?? [];
    private int _begin, _length;

    public int Length => _length;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _length);

    /// <summary>Takes over the facts of a saved state.</summary>
    /// <exception cref="InvalidDataException">They do not hang together.</exception>
    public void Load(byte[] facts)
    {
        for (int at = 0; at < facts.Length;)
        {
            int length = facts.Length - at >= Fact.HeadLength ? BinaryPrimitives.ReadInt32LittleEndian(facts.AsSpan(at + 4)) : 0;
            if (length < Fact.HeadLength || length > facts.Length - at)
                throw new InvalidDataException("The saved state is damaged: a mail's facts do not hang together.");
            at += length;
        }
        Release();
        facts.CopyTo(Reserve(facts.Length));
    }

    /// <summary>Starts a fact; <see cref="End"/> closes it.</summary>
    public Journal Begin(FactKind kind, int node, in LineContext context) => Begin(kind, node, context.Sequence, context);

    public Journal Begin(FactKind kind, int node, long sequence, in LineContext context)
        => Begin(kind, node, sequence, context.UtcTicks, (short)(context.Time.Offset.Ticks / TimeSpan.TicksPerMinute), (byte)context.Line.FractionDigits);

    public Journal Begin(FactKind kind, int node, long sequence, long utcTicks, short offsetMinutes, byte digits)
    {
        _begin = _length;
        Span<byte> head = Reserve(Fact.HeadLength);
        // The length comes at the end.
        BinaryPrimitives.WriteUInt64LittleEndian(head, (byte)kind | (uint)digits << 8 | (uint)(ushort)node << 16);
        BinaryPrimitives.WriteInt64LittleEndian(head.Slice(8), sequence);
        BinaryPrimitives.WriteInt64LittleEndian(head.Slice(16), utcTicks);
        BinaryPrimitives.WriteInt16LittleEndian(head.Slice(24), offsetMinutes);
        return this;
    }

    /// <summary>Adds a field; a missing text is left out, an empty one is kept.</summary>
    public Journal Add(FactField field, Utf8Text text) => text.HasValue ? Add(field, text.Bytes) : this;

    public Journal Add(FactField field, ReadOnlySpan<byte> text)
    {
        if (text.Length > ushort.MaxValue)
            text = text.Slice(0, ushort.MaxValue);
        Span<byte> place = Reserve(3 + text.Length);
        place[0] = (byte)field;
        BinaryPrimitives.WriteUInt16LittleEndian(place.Slice(1), (ushort)text.Length);
        text.CopyTo(place.Slice(3));
        return this;
    }

    /// <summary>Adds a word of ASCII characters.</summary>
    public Journal Add(FactField field, string word)
    {
        Span<byte> place = Reserve(3 + word.Length);
        place[0] = (byte)field;
        BinaryPrimitives.WriteUInt16LittleEndian(place.Slice(1), (ushort)word.Length);
        for (int i = 0; i < word.Length; i++)
            place[3 + i] = (byte)word[i];
        return this;
    }

    public Journal Add(FactField field, long number)
    {
        Span<byte> place = Reserve(3 + MaxDigits);
        System.Buffers.Text.Utf8Formatter.TryFormat(number, place.Slice(3), out int length);
        place[0] = (byte)field;
        BinaryPrimitives.WriteUInt16LittleEndian(place.Slice(1), (ushort)length);
        _length -= MaxDigits - length;
        return this;
    }

    public Journal AddByte(FactField field, byte value)
    {
        Span<byte> place = Reserve(4);
        BinaryPrimitives.WriteUInt32LittleEndian(place, (byte)field | 1u << 8 | (uint)value << 24);
        return this;
    }

    /// <summary>The fact that was closed last.</summary>
    public ReadOnlySpan<byte> LastFact => _bytes.AsSpan(_begin, _length - _begin);

    public void End() => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_begin + 4), _length - _begin);

    /// <summary>Takes over the facts of another journal, whose nodes now count from <paramref name="firstNode"/>.</summary>
    public void Append(Journal other, int firstNode)
    {
        int start = _length;
        other.Bytes.CopyTo(Reserve(other.Length));
        if (firstNode == 0)
            return;
        foreach (Fact fact in new FactList(_bytes.AsSpan(start, _length - start)))
        {
            BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(start + fact.Position + 2), (ushort)(fact.Node + firstNode));
            if (fact.Kind == FactKind.Edge)
            {
                int child = start + fact.Position + Fact.HeadLength + 3;
                BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(child), (ushort)(BinaryPrimitives.ReadUInt16LittleEndian(_bytes.AsSpan(child)) + firstNode));
            }
        }
    }

    /// <summary>Adds an edge: its child is a number of two bytes, so that <see cref="Append"/> can renumber it in place.</summary>
    public void AddEdge(int parent, int child, long sequence, long utcTicks)
    {
        Span<byte> number = stackalloc byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(number, (ushort)child);
        Begin(FactKind.Edge, parent, sequence, utcTicks, 0, 0).Add(FactField.Child, number).End();
    }

    /// <summary>Gives the memory back; the journal is empty.</summary>
    public void Release()
    {
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
        _length = _begin = 0;
    }

    /// <summary>Empties the journal; further facts come into the same memory.</summary>
    public void Clear()
    {
        if (_bytes.Length > MaxKept)
            Release();
        _length = _begin = 0;
    }

    /// <summary>Empties the journal and hands its memory to the caller.</summary>
    public byte[] Detach()
    {
        byte[] bytes = _bytes;
        _bytes = [];
        _length = _begin = 0;
        return bytes;
    }

    private Span<byte> Reserve(int count)
    {
        int start = _length;
        if (count > _bytes.Length - start)
            Grow(count);
        _length = start + count;
        return _bytes.AsSpan(start, count);
    }

    private void Grow(int count)
    {
        byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(_bytes.Length * 2, 256), _length + count));
        _bytes.AsSpan(0, _length).CopyTo(larger);
        if (_bytes.Length > 0)
            ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = larger;
    }
}
