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
internal sealed class Journal
{
    private byte[] _bytes = [];
    private int _begin;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, Length);

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
    public Journal Begin(FactKind kind, int node, long sequence, in LogLine line)
    {
        DateTimeOffset time = line.Time;
        return Begin(kind, node, sequence, time.UtcTicks, (short)(time.Offset.Ticks / TimeSpan.TicksPerMinute), (byte)line.FractionDigits);
    }

    public Journal Begin(FactKind kind, int node, long sequence, long utcTicks, short offsetMinutes, byte digits)
    {
        _begin = Length;
        Span<byte> head = Reserve(Fact.HeadLength);
        head[0] = (byte)kind;
        head[1] = digits;
        BinaryPrimitives.WriteUInt16LittleEndian(head.Slice(2), (ushort)node);
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
        Span<byte> digits = stackalloc byte[20];
        System.Buffers.Text.Utf8Formatter.TryFormat(number, digits, out int length);
        return Add(field, digits.Slice(0, length));
    }

    public Journal AddByte(FactField field, byte value)
    {
        Span<byte> one = [value];
        return Add(field, one);
    }

    /// <summary>The fact that was closed last.</summary>
    public ReadOnlySpan<byte> LastFact => _bytes.AsSpan(_begin, Length - _begin);

    public void End() => BinaryPrimitives.WriteInt32LittleEndian(_bytes.AsSpan(_begin + 4), Length - _begin);

    /// <summary>Takes over the facts of another journal, whose nodes now count from <paramref name="firstNode"/>.</summary>
    public void Append(Journal other, int firstNode)
    {
        int start = Length;
        other.Bytes.CopyTo(Reserve(other.Length));
        if (firstNode == 0)
            return;
        foreach (Fact fact in new FactList(_bytes.AsSpan(start, Length - start)))
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
        Length = _begin = 0;
    }

    private Span<byte> Reserve(int count)
    {
        if (Length + count > _bytes.Length)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(Math.Max(Math.Max(_bytes.Length * 2, 256), Length + count));
            _bytes.AsSpan(0, Length).CopyTo(larger);
            if (_bytes.Length > 0)
                ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
        Length += count;
        return _bytes.AsSpan(Length - count, count);
    }
}
