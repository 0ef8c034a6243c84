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

    /// <summary>What <see cref="LineRecord.Form"/> counts in: the catalog's forms, then those of the reader's dialects.</summary>
    public LineForm[] Forms = FormCatalog.Forms;

    /// <summary>1-based number of the first line in its source.</summary>
    public long FirstNumber;
    public string Source = "";

    /// <summary>Of lines that are not of one source in a row: the number and the source of each.</summary>
    public long[]? Numbers;
    public string[]? Sources;

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
        LineRecord[] lines = Lines;
        int count = Count;
        if ((uint)count >= (uint)lines.Length)
            lines = Grow();
        Count = count + 1;
        return ref lines[count];
    }

    private LineRecord[] Grow()
    {
        Array.Resize(ref Lines, Math.Max(16, Lines.Length * 2));
        return Lines;
    }

    /// <summary>Makes room for so many slots in all.</summary>
    public void EnsureSlots(int count)
    {
        if (count > Slots.Length)
            Array.Resize(ref Slots, Math.Max(Math.Max(64, Slots.Length * 2), count));
    }

    public long NumberOf(int index) => Numbers is null ? FirstNumber + index : Numbers[index];

    public string SourceOf(int index) => Sources is null ? Source : Sources[index];

    /// <summary>Copies a line behind those of a block that has <see cref="Numbers"/> and <see cref="Sources"/>.</summary>
    public void CopyLine(int index, LogBlock to, int position)
    {
        ref readonly LineRecord line = ref Lines[index];
        if (position > int.MaxValue - LineSplitter.MaxLineLength)
            throw new InvalidOperationException("The buffer is full.");
        ushort form = FormTable.Share(this, line.Form, to);
        if (to.Bytes.Length < position + line.Length)
            Array.Resize(ref to.Bytes, (int)Math.Min(int.MaxValue - 64, Math.Max(position + line.Length, Math.Max(4096, 2L * to.Bytes.Length))));
        Bytes.AsSpan(line.Start, line.Length).CopyTo(to.Bytes.AsSpan(position));
        int slots = SlotsOf(line);
        to.EnsureSlots(to.SlotCount + slots);
        if (slots > 0)
            Slots.AsSpan(line.FirstSlot, slots).CopyTo(to.Slots.AsSpan(to.SlotCount));
        ref LineRecord copy = ref to.Add();
        copy = line;
        copy.Start = position;
        copy.FirstSlot = to.SlotCount;
        copy.Form = form;
        to.SlotCount += slots;
        if (to.Numbers!.Length < to.Lines.Length)
        {
            Array.Resize(ref to.Numbers, to.Lines.Length);
            Array.Resize(ref to.Sources, to.Lines.Length);
        }
        to.Numbers[to.Count - 1] = NumberOf(index);
        to.Sources![to.Count - 1] = SourceOf(index);
    }

    private int SlotsOf(in LineRecord line) => line.Form == LineRecord.NoForm ? 0 : Forms[line.Form].Pattern.Fields.Length;

    /// <summary>A block of its own for one line.</summary>
    public LogBlock CopyLine(int index)
    {
        LineRecord line = Lines[index];
        int slots = SlotsOf(line);
        var copy = new LogBlock
        {
            Bytes = Bytes.AsSpan(line.Start, line.Length).ToArray(),
            Slots = Slots.AsSpan(line.FirstSlot, slots).ToArray(),
            Lines = [line],
            Forms = Forms,
            Count = 1,
            FirstNumber = NumberOf(index),
            Source = SourceOf(index),
        };
        copy.Lines[0].Start = 0;
        copy.Lines[0].FirstSlot = 0;
        return copy;
    }
}
