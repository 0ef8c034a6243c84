namespace MailLog.Parsing;

/// <summary>Turns the bytes of a block into parsed lines, then gives each its instant, in order.</summary>
internal sealed class BlockParser(TimeResolver resolver, bool wholeLinesOnly, bool keepSecrets, StampTemplate? stamps)
{
    private readonly ProgramTable _programs = new();
    private readonly SploggerJoin _join = new();
    private readonly SecretRedactor _secrets = new();
    private LineSplitter _splitter;
    private HeaderCache _cache;
    private bool _mayHoldSecrets;

    /// <summary>Where the first line is that qpsmtpd wrote to standard error, and syslog put its header before.</summary>
    private long _standardErrorSince = long.MaxValue;

    public long SkippedNuls => _splitter.SkippedNuls;

    public long DroppedBytes => _splitter.DroppedBytes;

    /// <summary>Parses every complete line that the input's buffer holds, but for those at its end that the next bytes may change.</summary>
    public void Parse(LogBlock block, LogInput input)
    {
        ReadOnlySpan<byte> buffer = block.Bytes.AsSpan(0, input.Length);
        LineSplitter before = _splitter;
        int position = input.Position;
        _join.Clear();
        _mayHoldSecrets = false;
        while (_splitter.TryNext(buffer, input.IsFinal && !wholeLinesOnly, ref position, out int start, out int length, out bool wasCut))
        {
            ref LineRecord line = ref block.Add();
            line = default;
            line.Start = start;
            line.Length = (ushort)length;
            line.Offset = input.BaseOffset + start;
            line.EndOffset = input.BaseOffset + position;
            line.Flags = wasCut ? LineFlags.Cut : LineFlags.None;
            Parse(block, ref line);
            if (line.Header.IsContinuation)
                _join.Add(block);
        }
        if (!input.IsFinal)
            HoldBack(block, input, before, ref position);
        input.Position = position;
        while (_join.TryJoin(block, out int index))
            Parse(block, ref block.Lines[index]);
        if (_mayHoldSecrets && !keepSecrets)
            Redact(block);
        ResolveTimes(block);
    }

    private void Parse(LogBlock block, ref LineRecord line)
    {
        ReadOnlySpan<byte> text = block.Bytes.AsSpan(line.Start, line.Length);
        line.Form = LineRecord.NoForm;
        line.Kind = EventKind.Foreign;
        line.System = MailSystem.None;
        line.Flags &= LineFlags.Cut;
        // Of a line without form nobody knows whose it is.
        bool couldHoldSecrets = _mayHoldSecrets;
        _mayHoldSecrets = true;
        if ((stamps is null || !stamps.TryParse(text, out line.Header)) && !SyslogHeader.TryParse(text, ref _cache, out line.Header))
            return;
        if (line.Header.IsContinuation)
        {
            line.System = MailSystem.Qmail;
            line.Kind = EventKind.Unknown;
            return;
        }

        ProgramGrammar? grammar = line.Header.IsQpsmtpd ? FormCatalog.Qpsmtpd
            : line.Header.IsBare ? FormCatalog.Bare
            : FindGrammar(text, ref line.Header);
        if (grammar is null)
            return;
        if (grammar == FormCatalog.Qpsmtpd && !line.Header.IsQpsmtpd && QpsmtpdText.TryReadInner(text, line.Offset > _standardErrorSince, ref line.Header))
            _standardErrorSince = Math.Min(_standardErrorSince, line.Offset);
        ReadOnlySpan<byte> message = text.Slice(line.Header.MessageStart);
        line.FirstSlot = block.SlotCount;
        Span<uint> slots = block.FreeSlots(Pattern.MaxFields);
        LineForm? form = grammar.Match(message, line.Header.MessageStart, slots, out bool isAmbiguous);

        // Without a tag, only the way it begins can show that a line of no form is one of ours.
        if (form is null && (line.Header.IsBare ? !BareText.IsOfSend(message) : grammar.UntypedIsForeign))
            return;
        line.System = grammar.System;
        line.Kind = EventKind.Unknown;
        if (form is null)
            return;
        _mayHoldSecrets = couldHoldSecrets;
        block.SlotCount += form.Pattern.Fields.Length;
        line.Form = form.Number;
        line.Kind = form.Kind;
        if (isAmbiguous)
            line.Flags |= LineFlags.Ambiguous;
        _mayHoldSecrets |= SecretRedactor.LooksAt(form, grammar.System);
    }

    /// <summary>
    /// The grammar of a tag. A file of qpsmtpd with a stamp of some form has its host where others have a tag, and in syslog its tag can be configured: known as soon as it says something
    /// that is its own.
    /// </summary>
    private ProgramGrammar? FindGrammar(ReadOnlySpan<byte> text, ref LineHeader header)
    {
        ReadOnlySpan<byte> tag = text.Slice(header.ProgramStart, header.ProgramLength);
        ProgramGrammar? known = _programs.Find(tag);
        if (known is not null && known != FormCatalog.Qpsmtpd)
            return known;
        bool isFile = header.HostLength == 0 && text[0] != '<';
        ReadOnlySpan<byte> message = text.Slice(header.MessageStart);
        if (known is null && header.ProcessId >= 0 && (isFile ? QpsmtpdText.IsOfCore(message) : QpsmtpdText.IsOfCoreAlone(message)))
            _programs.Set(tag, known = FormCatalog.Qpsmtpd);
        if (known is not null && isFile && !tag.SequenceEqual("qpsmtpd"u8))
            QpsmtpdText.TakeTagForHost(ref header);
        return known;
    }

    /// <summary>Overwrites secrets in the lines that go out: once, and after lines in parts are whole.</summary>
    private void Redact(LogBlock block)
    {
        for (int i = 0; i < block.Count; i++)
            if (_secrets.Redact(block, i) && block.Lines[i].Header.IsSplogger)
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
