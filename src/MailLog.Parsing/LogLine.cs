namespace MailLog.Parsing;

/// <summary>One line of a log, parsed: where it came from, what wrote it, what it says.</summary>
/// <remarks>
/// A view of 16 bytes over memory that its owner keeps. A line of <see cref="MailLogReader"/> is valid until the reader's next <c>Read</c>, and every member
/// of it then throws <see cref="InvalidOperationException"/>; a line of a <see cref="MailLogEvent"/> is valid as long as that object, one of a
/// <see cref="LogLineBuffer"/> until that is cleared. A
/// <see cref="Utf8Text"/> taken from it lives as long, but does not notice when its time is over.
/// The typed views (<c>TryGet(out DeliveryEvent delivery)</c>) share that life.
/// </remarks>
public readonly ref partial struct LogLine
{
    private readonly LogBlock? _block;
    private readonly int _index;
    private readonly int _generation;

    internal LogLine(LogBlock block, int index)
    {
        _block = block;
        _index = index;
        _generation = block.Generation;
    }

    private LogBlock Block
    {
        get
        {
            LogBlock? block = _block;
            if (block is null || block.Generation != _generation)
                Throw.Expired(block is null);
            return block!;
        }
    }

    private ref LineRecord Record => ref Block.Lines[_index];

    /// <summary>What the line says.</summary>
    public EventKind Kind => Record.Kind;

    /// <summary>The mail system whose program wrote the line; <see cref="MailSystem.None"/> for a foreign line.</summary>
    public MailSystem System => Record.System;

    /// <summary>Name of the line's form, for instance <c>smtpd.connect</c> (docs/forms.md lists all); empty when it has none.</summary>
    public string Form => FormOrNull?.Name ?? "";

    /// <summary>Name of the source: what <see cref="MailLogOptions.Source"/> says, else the path as given, empty for a stream.</summary>
    public string Source => Block.SourceOf(_index);

    /// <summary>Number of the line in its source, from 1.</summary>
    public long Number => Block.NumberOf(_index);

    /// <summary>Offset of the line's first byte in its source, of the inflated text when that is compressed.</summary>
    public long Offset => Record.Offset;

    /// <summary>The place behind the line, from where <see cref="MailLogOptions.StartAt"/> lets another reader go on.</summary>
    public LogPosition End => new(Record.EndOffset, Number, Time);

    /// <summary>
    /// The instant of the line's stamp, with the offset of the zone it was read in. A line without a stamp has the time of the line before; at the start of a
    /// source that of its last write, else of the clock. See <see cref="HasTime"/>, <see cref="HasYear"/> and <see cref="HasOffset"/>.
    /// </summary>
    public DateTimeOffset Time
    {
        get
        {
            ref LineRecord record = ref Record;
            // Most logs are read as UTC or have been, and this is asked for at each line: with another offset, two more checks are made.
            if (record.OffsetMinutes == 0)
                return new DateTimeOffset(new DateTime(Clamp(record.UtcTicks), DateTimeKind.Utc));
            var offset = new TimeSpan(record.OffsetMinutes * TimeSpan.TicksPerMinute);
            return new DateTimeOffset(Clamp(record.UtcTicks + offset.Ticks), offset);
        }
    }

    /// <summary>How many digits of a second's fraction the stamp had, 0 to 9; <see cref="Time"/> holds seven.</summary>
    public int FractionDigits => Record.Header.Stamp.FractionDigits;

    /// <summary>False when the record's header was not recognised: it has no time, host or program of its own.</summary>
    public bool HasHeader => Record.Header.Format != HeaderFormat.None;

    /// <summary>Host as logged; missing when the header names none.</summary>
    public Utf8Text Host
    {
        get
        {
            LogBlock block = Block;
            ref readonly LineRecord record = ref block.Lines[_index];
            return Part(block, record, record.Header.HostStart, record.Header.HostLength);
        }
    }

    /// <summary>The tag as logged, without the pid: <c>postfix/submission/smtpd</c>. Missing when the line has none.</summary>
    public Utf8Text Program
    {
        get
        {
            LogBlock block = Block;
            ref readonly LineRecord record = ref block.Lines[_index];
            return Part(block, record, record.Header.ProgramStart, record.Header.ProgramLength);
        }
    }

    /// <summary>What stands behind the last slash of the tag, or the whole tag: <c>smtpd</c>. Missing when the line has none, but for lines that show by their form that they are qmail-send's.</summary>
    public Utf8Text Component
    {
        get
        {
            Utf8Text program = Program;
            if (IsBare && System == MailSystem.Qmail)
                return new Utf8Text(QmailPrograms.NameOf(FormOrNull));
            if (System == MailSystem.Qpsmtpd)
                return new Utf8Text("qpsmtpd"u8);
            int slash = program.Bytes.LastIndexOf((byte)'/');
            return slash < 0 ? program : new Utf8Text(program.Bytes.Slice(slash + 1));
        }
    }

    /// <summary>The process id: of the header, or where the message of a program of the qmail family has it; -1 when the line has none.</summary>
    public int ProcessId
    {
        get
        {
            ref readonly LineRecord record = ref Record;
            int header = record.Header.ProcessId;
            return header < 0 && record.System == MailSystem.Qmail ? Number32(Field.Pid) ?? -1 : header;
        }
    }

    /// <summary>What follows the header.</summary>
    public Utf8Text Message
    {
        get
        {
            LogBlock block = Block;
            ref readonly LineRecord record = ref block.Lines[_index];
            int start = record.Header.MessageStart;
            return new Utf8Text(new ReadOnlySpan<byte>(block.Bytes, record.Start + start, record.Length - start));
        }
    }

    /// <summary>
    /// The whole line as logged, without its LF or CRLF, and without a byte order mark or NULs before it. Of a line that splogger cut: with the text of the
    /// lines behind it that have the rest, see <see cref="EventKind.Continuation"/>.
    /// </summary>
    public Utf8Text Bytes
    {
        get
        {
            LogBlock block = Block;
            ref readonly LineRecord record = ref block.Lines[_index];
            return new Utf8Text(new ReadOnlySpan<byte>(block.Bytes, record.Start, record.Length));
        }
    }

    /// <summary>The line has two readings: strangers' text in it imitates what the program writes. The fields hold one of them.</summary>
    public bool IsAmbiguous => (Record.Flags & LineFlags.Ambiguous) != 0;

    /// <summary>The line was longer than 65,535 bytes; what is here is its start.</summary>
    public bool IsCut => (Record.Flags & LineFlags.Cut) != 0;

    /// <summary>The fields of the line's form that it has, in the order in which they stand.</summary>
    public LogFieldList Fields => new(this);

    /// <summary>A field by its name; the typed views are faster. The names of each form are in docs/forms.md.</summary>
    /// <param name="name">A name as in <see cref="LogField.Name"/>.</param>
    /// <param name="value">The field's text; missing when the line has no such field.</param>
    /// <returns>True when the line has it.</returns>
    public bool TryGetField(string name, out Utf8Text value)
    {
        value = default;
        foreach (LogField field in Fields)
            if (field.Name == name)
                value = field.Value;
        return value.HasValue;
    }

    /// <summary>The line as an object of its own, to keep; it shares nothing with the reader.</summary>
    public MailLogEvent ToOwned() => new(Block.CopyLine(_index));

    internal void CopyTo(LogBlock block, int position) => Block.CopyLine(_index, block, position);

    /// <summary>The line has no tag of its own: what it says is told by the way it begins.</summary>
    internal bool IsBare => Record.Header.IsBare;

    /// <summary>The line is the rest of another.</summary>
    internal bool IsContinuation => Record.Header.IsContinuation;

    /// <summary>The forms that the reader of the line knows.</summary>
    internal ReadOnlySpan<LineForm> KnownForms => Block.Forms;

    internal LineForm? FormOrNull
    {
        get
        {
            LogBlock block = Block;
            ushort form = block.Lines[_index].Form;
            return form == LineRecord.NoForm ? null : block.Forms[form];
        }
    }

    /// <summary>A field's text; missing when the form or the line lacks it.</summary>
    /// <remarks>Views ask for several fields of each line, so what leads to them is looked up once.</remarks>
    internal Utf8Text Text(Field field)
    {
        LogBlock block = Block;
        ref readonly LineRecord record = ref block.Lines[_index];
        if (record.Form == LineRecord.NoForm)
            return default;
        int slot = block.Forms[record.Form].Pattern.SlotOf(field);
        return slot < 0 ? default : Slot(block, record, slot);
    }

    internal Utf8Text Slot(int slot)
    {
        LogBlock block = Block;
        return Slot(block, block.Lines[_index], slot);
    }

    private static Utf8Text Slot(LogBlock block, in LineRecord record, int slot)
    {
        uint value = block.Slots[record.FirstSlot + slot];
        return value == Pattern.Missing ? default : Part(block, record, (int)(value >> 16), (int)(value & 0xFFFF));
    }

    internal long? Number64(Field field) => Utf8.TryParseNumber(Text(field).Bytes, out long value) ? value : null;

    internal int? Number32(Field field) => Number64(field) is long value and <= int.MaxValue ? (int)value : null;

    internal double? Decimal(Field field) => Utf8.TryParseDecimal(Text(field).Bytes, out double value) ? value : null;

    internal EnhancedStatus Status(Field field) => EnhancedStatus.TryParse(Text(field).Bytes, out EnhancedStatus status) ? status : default;

    internal Endpoint Endpoint(Field field) => new(Text(field), FormOrNull?.Endpoints ?? default);

    private static Utf8Text Part(LogBlock block, in LineRecord record, int start, int length)
        // Only a form's field can be present and empty; a host or tag of no length is none.
        => (start | length) == 0 ? default : new Utf8Text(new ReadOnlySpan<byte>(block.Bytes, record.Start + start, length));

    private static long Clamp(long ticks) => Math.Min(Math.Max(ticks, DateTime.MinValue.Ticks), DateTime.MaxValue.Ticks);
}
