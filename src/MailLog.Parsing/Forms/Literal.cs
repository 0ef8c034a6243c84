using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace MailLog.Parsing;

/// <summary>Literal text of a form, made to be compared: its first and its last eight bytes are at hand as numbers, and few literals have more.</summary>
/// <remarks>Nearly every step of every line compares one, and a call that compares spans costs more than the step.</remarks>
internal readonly struct Literal
{
    private const int Size = sizeof(ulong);

    private readonly ulong _head;
    private readonly ulong _mask;
    private readonly ulong _tail;

    public Literal(byte[] bytes)
    {
        Bytes = bytes;
        Span<byte> head = stackalloc byte[Size], mask = stackalloc byte[Size];
        head.Clear();
        mask.Clear();
        int count = Math.Min(bytes.Length, Size);
        bytes.AsSpan(0, count).CopyTo(head);
        mask.Slice(0, count).Fill(byte.MaxValue);
        _head = BinaryPrimitives.ReadUInt64LittleEndian(head);
        _mask = BinaryPrimitives.ReadUInt64LittleEndian(mask);
        _tail = bytes.Length > Size ? BinaryPrimitives.ReadUInt64LittleEndian(bytes.AsSpan(bytes.Length - Size)) : 0;
    }

    public byte[] Bytes { get; }

    public int Length => Bytes.Length;

    /// <summary>Whether a text begins with the literal.</summary>
    public bool Starts(ReadOnlySpan<byte> text) => text.Length < Size ? text.StartsWith(Bytes)
        : ((BinaryPrimitives.ReadUInt64LittleEndian(text) ^ _head) & _mask) == 0 && (Bytes.Length <= Size || TailStarts(text));

    /// <summary>Whether a text may begin with the literal; what is behind the first bytes is not looked at.</summary>
    public bool MayStart(ReadOnlySpan<byte> text) => text.Length < Size || ((BinaryPrimitives.ReadUInt64LittleEndian(text) ^ _head) & _mask) == 0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TailStarts(ReadOnlySpan<byte> text) => text.Length >= Bytes.Length && BinaryPrimitives.ReadUInt64LittleEndian(text.Slice(Bytes.Length - Size)) == _tail
        && (Bytes.Length <= 2 * Size || text.StartsWith(Bytes));
}
