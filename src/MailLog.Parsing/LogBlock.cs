namespace MailLog.Parsing;

/// <summary>A run of parsed lines: the bytes, and where everything stands in them.</summary>
/// <remarks>
/// What the reader hands out is a view over such a block. <see cref="MailLogReader"/> uses two blocks in turn, over and over, so its lines are valid until the
/// next <c>Read</c>; a view kept longer throws <see cref="InvalidOperationException"/> instead of showing other bytes.
/// </remarks>
internal sealed class LogBlock
{
    public byte[] Bytes = [];
    public LineRecord[] Lines = [];
    public uint[] Slots = [];
    public int Count;
    public int SlotCount;

    /// <summary>1-based number of the first line in its source.</summary>
    public long FirstNumber;
    public string Source = "";

    /// <summary>What was skipped and dropped of the source, up to the block's end.</summary>
    public long SkippedNuls, DroppedBytes;

    /// <summary>Changes whenever the block is filled anew: views made before are no longer valid.</summary>
    public int Generation;

    public void Clear()
    {
        Generation++;
        Count = 0;
        SlotCount = 0;
    }

    public ref LineRecord Add()
    {
        if (Count == Lines.Length)
            Array.Resize(ref Lines, Math.Max(16, Lines.Length * 2));
        return ref Lines[Count++];
    }

    /// <summary>Room for the slots of one more line.</summary>
    public Span<uint> FreeSlots(int count)
    {
        if (SlotCount + count > Slots.Length)
            Array.Resize(ref Slots, Math.Max(Math.Max(64, Slots.Length * 2), SlotCount + count));
        return Slots.AsSpan(SlotCount, count);
    }

    /// <summary>A block of its own for one line.</summary>
    public LogBlock CopyLine(int index)
    {
        LineRecord line = Lines[index];
        int slots = line.Form == LineRecord.NoForm ? 0 : FormCatalog.Forms[line.Form].Pattern.Fields.Length;
        var copy = new LogBlock
        {
            Bytes = Bytes.AsSpan(line.Start, line.Length).ToArray(),
            Slots = Slots.AsSpan(line.FirstSlot, slots).ToArray(),
            Lines = [line],
            Count = 1,
            FirstNumber = FirstNumber + index,
            Source = Source,
        };
        copy.Lines[0].Start = 0;
        copy.Lines[0].FirstSlot = 0;
        return copy;
    }
}
