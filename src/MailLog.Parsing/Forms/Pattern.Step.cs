using System.Buffers.Binary;

namespace MailLog.Parsing;

internal sealed partial class Pattern
{
    private enum StepKind : byte { Literal, Field, OneOf, FreeText, Optional }

    private struct Step
    {
        public StepKind Kind;
        public FieldKind FieldKind;

        /// <summary>Field: the program has put other bytes for <c>: &lt; &gt;</c>, so these end it.</summary>
        public bool IsCleaned;

        /// <summary>Field: nothing but the end of the line may stand behind it.</summary>
        public bool CanEndLine;

        /// <summary>Field: what follows it can only be the last of the line, and is always the same.</summary>
        public bool EndsBeforeTail;

        /// <summary>Field: what ends it may stand in a stranger's text further on; then the line has two readings.</summary>
        public bool IsFirstOfSeveral;

        /// <summary>Optional: there is free text in the part.</summary>
        public bool HoldsFreeText;

        /// <summary>Optional: there is neither free text nor another such part in it, so it can be tried without looking further.</summary>
        public bool IsFlat;

        /// <summary>Optional: the part begins with a literal, which is <see cref="Literal"/>.</summary>
        public bool BeginsWithLiteral;

        /// <summary>Field: where it goes. Optional: the first slot of the part.</summary>
        public sbyte Slot;

        /// <summary>Optional: the slot behind those of the part.</summary>
        public sbyte EndSlot;

        /// <summary>Optional: the step after the part.</summary>
        public short Next;

        /// <summary>Field: the byte that all of <see cref="Follows"/> begin with, or -1. One search for it stands for a search for each of them.</summary>
        public short FirstOfFollows;

        /// <summary>Field that ends where the next step's literal stands, and only there: the literal's length, so that it need not be compared once more. Else 0.</summary>
        public short Closing;

        /// <summary>The first bytes of <see cref="Literal"/>.</summary>
        public Head Head;

        /// <summary>Literal: the text. Field: what stands in place of an id where there is none, or empty.</summary>
        public byte[] Literal;

        /// <summary>OneOf: the words, longest first.</summary>
        public byte[][] Words;

        /// <summary>Field: what can stand behind it.</summary>
        public Follow[] Follows;

        /// <summary>Whether a text begins with the literal.</summary>
        public readonly bool Starts(ReadOnlySpan<byte> text) => Head.Starts(text) && (Literal.Length <= Head.Length || text.StartsWith(Literal));
    }

    /// <summary>A literal that can stand behind a field; <see cref="AtEnd"/>: it ends the line.</summary>
    private readonly struct Follow(byte[] literal, bool atEnd)
    {
        private readonly Head _head = new(literal);
        public readonly byte[] Literal = literal;
        public readonly bool AtEnd = atEnd;

        public bool Starts(ReadOnlySpan<byte> text) => _head.Starts(text) && (!AtEnd || text.Length == Literal.Length) && (Literal.Length <= Head.Length || text.StartsWith(Literal));
    }

    /// <summary>The first bytes of a literal, for one comparison: that is a third of what comparing spans takes, and most literals have no more.</summary>
    internal readonly struct Head
    {
        public const int Length = 8;

        private readonly ulong _bytes;
        private readonly ulong _mask;
        private readonly int _count;

        public Head(ReadOnlySpan<byte> literal)
        {
            Span<byte> bytes = stackalloc byte[Length], mask = stackalloc byte[Length];
            bytes.Clear();
            mask.Clear();
            _count = Math.Min(literal.Length, Length);
            literal.Slice(0, _count).CopyTo(bytes);
            mask.Slice(0, _count).Fill(byte.MaxValue);
            _bytes = BinaryPrimitives.ReadUInt64LittleEndian(bytes);
            _mask = BinaryPrimitives.ReadUInt64LittleEndian(mask);
        }

        public bool Starts(ReadOnlySpan<byte> text) => text.Length >= Length ? ((BinaryPrimitives.ReadUInt64LittleEndian(text) ^ _bytes) & _mask) == 0 : StartsShort(text);

        private bool StartsShort(ReadOnlySpan<byte> text)
        {
            if (text.Length < _count)
                return false;
            for (int i = 0; i < _count; i++)
                if (text[i] != (byte)(_bytes >> (8 * i)))
                    return false;
            return true;
        }
    }
}
