using System.Buffers.Binary;
using System.Buffers.Text;

namespace MailLog.Correlation;

/// <summary>One fact of a <see cref="Journal"/>, read in place.</summary>
internal readonly ref struct Fact
{
    public const int HeadLength = 26;

    private readonly ReadOnlySpan<byte> _bytes;

    public Fact(ReadOnlySpan<byte> all, int position)
    {
        Position = position;
        _bytes = all.Slice(position, BinaryPrimitives.ReadInt32LittleEndian(all.Slice(position + 4)));
    }

    /// <summary>Where it starts in its journal.</summary>
    public int Position { get; }

    public int Length => _bytes.Length;

    public FactKind Kind => (FactKind)_bytes[0];

    public byte FractionDigits => _bytes[1];

    public int Node => BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(2));

    public long Sequence => BinaryPrimitives.ReadInt64LittleEndian(_bytes.Slice(8));

    public long UtcTicks => BinaryPrimitives.ReadInt64LittleEndian(_bytes.Slice(16));

    public LogTime Time => new(UtcTicks, BinaryPrimitives.ReadInt16LittleEndian(_bytes.Slice(24)), FractionDigits);

    /// <summary>It stands for a line of the mail itself, not of its session or of the book-keeping.</summary>
    public bool IsOfMail => Kind is not (FactKind.Node or FactKind.Edge or FactKind.Tie or FactKind.NotificationId or FactKind.Greeting or FactKind.EnvelopeSender or FactKind.Connected or FactKind.Tls or FactKind.Dropped or FactKind.Line
        or FactKind.Evicted or FactKind.Overflow);

    /// <summary>A field's place in the journal.</summary>
    public TextRange Range(FactField field)
    {
        for (int at = HeadLength; at < _bytes.Length;)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(_bytes.Slice(at + 1));
            if (_bytes[at] == (byte)field)
                return new TextRange(Position + at + 3, length);
            at += 3 + length;
        }
        return TextRange.Missing;
    }

    public ReadOnlySpan<byte> Text(FactField field)
    {
        TextRange range = Range(field);
        return range.IsMissing ? default : _bytes.Slice(range.Start - Position, range.Length);
    }

    public byte Byte(FactField field)
    {
        ReadOnlySpan<byte> text = Text(field);
        return text.IsEmpty ? (byte)0 : text[0];
    }

    public long? Number(FactField field) => Utf8Parser.TryParse(Text(field), out long value, out _) ? value : null;

    public int Child => BinaryPrimitives.ReadUInt16LittleEndian(Text(FactField.Child));
}

/// <summary>Where a text stands in a mail's bytes; 8 bytes instead of a string.</summary>
internal readonly struct TextRange(int start, int length)
{
    public static TextRange Missing => new(0, -1);

    public readonly int Start = start;
    public readonly int Length = length;

    public bool IsMissing => Length < 0;
}

/// <summary>The facts of a journal, for <c>foreach</c>.</summary>
internal readonly ref struct FactList(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public Enumerator GetEnumerator() => new(_bytes);

    public ref struct Enumerator(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private int _position = -1;
        private int _next;

        public readonly Fact Current => new(_bytes, _position);

        public bool MoveNext()
        {
            if (_next >= _bytes.Length)
                return false;
            _position = _next;
            _next += BinaryPrimitives.ReadInt32LittleEndian(_bytes.Slice(_position + 4));
            return true;
        }
    }
}
