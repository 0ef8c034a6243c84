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

        /// <summary>Field or OneOf: the next step is a literal of the same part, so it is compared at once.</summary>
        public bool IsBeforeLiteral;

        /// <summary>Field: it was found by the next step's literal, which so need not be compared.</summary>
        public bool IsFoundByLiteral;

        /// <summary>Literal: the text. Field: what stands in place of an id where there is none, or empty.</summary>
        public Literal Literal;

        /// <summary>OneOf: the words, longest first.</summary>
        public Literal[] Words;

        /// <summary>Field: what can stand behind it.</summary>
        public Follow[] Follows;
    }

    /// <summary>A literal that can stand behind a field; <see cref="AtEnd"/>: it ends the line.</summary>
    private readonly struct Follow(byte[] literal, bool atEnd)
    {
        public readonly Literal Literal = new(literal);
        public readonly bool AtEnd = atEnd;

        public bool Starts(ReadOnlySpan<byte> text) => Literal.Starts(text) && (!AtEnd || text.Length == Literal.Length);
    }
}
