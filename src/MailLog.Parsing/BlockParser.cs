namespace MailLog.Parsing;

/// <summary>Turns the bytes of a block into parsed lines, then gives each its instant, in order.</summary>
internal sealed class BlockParser(TimeResolver resolver, bool wholeLinesOnly, bool keepSecrets, StampTemplate? stamps, FormTable forms, LineRedactor? redactor)
{
    private readonly ParallelParser _lines = new(stamps, forms);
    private readonly SploggerJoin _join = new();
    private readonly SecretRedactor _secrets = new();
    private LineSplitter _splitter;

    /// <inheritdoc cref="ParallelParser.Threads"/>
    public int Threads
    {
        get => _lines.Threads;
        set => _lines.Threads = value;
    }

    public long SkippedNuls => _splitter.SkippedNuls;

    public long DroppedBytes => _splitter.DroppedBytes;

    /// <summary>Parses every complete line that the input's buffer holds, but for those at its end that the next bytes may change.</summary>
    public void Parse(LogBlock block, LogInput input)
    {
        ReadOnlySpan<byte> buffer = block.Bytes.AsSpan(0, input.Length);
        LineSplitter before = _splitter;
        int position = input.Position;
        block.Forms = forms.Forms;
        _lines.Begin();
        while (_splitter.TryNext(buffer, input.IsFinal && !wholeLinesOnly, ref position, out int start, out int length, out bool wasCut))
        {
            ref LineRecord line = ref block.Add();
            line = default;
            line.Start = start;
            line.Length = (ushort)length;
            line.Offset = input.BaseOffset + start;
            line.EndOffset = input.BaseOffset + position;
            line.Flags = wasCut ? LineFlags.Cut : LineFlags.None;
            _lines.Take(block, ref line);
        }
        _lines.End(block);
        bool hasContinuations = _lines.HasContinuations;
        _join.Clear();
        for (int i = 0; hasContinuations && i < block.Count; i++)
            if (block.Lines[i].Header.IsContinuation)
                _join.Add(block, i);
        if (!input.IsFinal)
            HoldBack(block, input, before, ref position);
        input.Position = position;
        while (_join.TryJoin(block, out int index))
            _lines.ParseAgain(block, ref block.Lines[index]);
        if (_lines.MayHoldSecrets && !keepSecrets)
            OverwriteSecrets(block);
        if (redactor is not null)
            Redact(block, redactor);
        ResolveTimes(block);
    }

    /// <summary>Overwrites secrets in the lines that go out: once, and after lines in parts are whole.</summary>
    private void OverwriteSecrets(LogBlock block)
    {
        for (int i = 0; i < block.Count; i++)
            if (_secrets.Redact(block, i) && block.Lines[i].Header.IsSplogger)
                _join.OverwriteParts(block, i);
    }

    /// <summary>Rewrites the lines that go out with tokens, after nothing is asked of their text any more.</summary>
    private void Redact(LogBlock block, LineRedactor redactor)
    {
        redactor.Begin(_join.End);
        for (int i = 0; i < block.Count; i++)
            if (redactor.Redact(block, i) && block.Lines[i].Header.IsSplogger)
                _join.OverwriteParts(block, i);
    }

    /// <summary>Takes back the lines from one on that may be continued: goes once more over those before it, as the splitter counts along.</summary>
    private void HoldBack(LogBlock block, LogInput input, LineSplitter splitter, ref int position)
    {
        int held = _join.HeldFrom(block, input.BaseOffset + position);
        if (held == block.Count)
            return;
        ReadOnlySpan<byte> buffer = block.Bytes.AsSpan(0, input.Length);
        int start = input.Position;
        for (int i = 0; i < held; i++)
            splitter.TryNext(buffer, isFinal: false, ref start, out _, out _, out _);

        // Without room for more bytes there would be nothing to wait for.
        if (input.Length - start == LogInput.BufferLength)
            return;
        _splitter = splitter;
        position = start;
        block.Count = held;
    }

    /// <summary>The year of a stamp can depend on an id further on, so the whole block is parsed before its times are worked out.</summary>
    private void ResolveTimes(LogBlock block)
    {
        if (resolver.NeedsYear)
        {
            for (int i = 0; i < block.Count; i++)
                if (block.Lines[i].Header.IsSplogger ? resolver.TryAnchorAt(block.Lines[i].Header.Stamp)
                    : TryGetSeconds(block, i, out long seconds) && resolver.TryAnchor(block.Lines[i].Header.Stamp, seconds))
                {
                    break;
                }
        }
        for (int i = 0; i < block.Count; i++)
        {
            ref LineRecord line = ref block.Lines[i];
            resolver.Resolve(line.Header.Stamp, out line.UtcTicks, out line.OffsetMinutes);
        }
    }

    private static bool TryGetSeconds(LogBlock block, int index, out long seconds)
    {
        seconds = 0;
        if (block.Lines[index].Form == LineRecord.NoForm || block.Lines[index].Header.Stamp.IsMissing)
            return false;
        var line = new LogLine(block, index);
        return QueueId.TryGetFilterTime(line.Text(Field.FilterId).Bytes, out seconds) || QueueId.TryGetTime(line.Text(Field.QueueId).Bytes, out seconds);
    }
}
