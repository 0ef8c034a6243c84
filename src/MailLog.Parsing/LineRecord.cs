namespace MailLog.Parsing;

/// <summary>Where the parts of one parsed line stand in its block.</summary>
internal struct LineRecord
{
    public const ushort NoForm = ushort.MaxValue;

    /// <summary>Start of the line in the block's bytes.</summary>
    public int Start;

    /// <summary>Where the values of the form's fields start in the block's slots.</summary>
    public int FirstSlot;

    /// <summary>Offset of the line in its (inflated) source.</summary>
    public long Offset;

    /// <summary>Offset of the first byte behind the line and its end.</summary>
    public long EndOffset;

    /// <summary>The instant, resolved in order after the block is parsed.</summary>
    public long UtcTicks;

    /// <summary>What the header says; its positions are relative to the line's start.</summary>
    public LineHeader Header;

    /// <summary>Minutes of the civil time ahead of UTC, resolved with the instant.</summary>
    public short OffsetMinutes;

    public ushort Length;

    /// <summary>Number in the block's forms, or <see cref="NoForm"/>.</summary>
    public ushort Form;

    public EventKind Kind;
    public MailSystem System;
    public LineFlags Flags;
}

[Flags]
internal enum LineFlags : byte
{
    None = 0,
    Ambiguous = 1,
    Cut = 2,
}
