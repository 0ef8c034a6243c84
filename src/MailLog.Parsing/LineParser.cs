using System.Runtime.CompilerServices;

namespace MailLog.Parsing;

/// <summary>Finds header, form and fields of lines that a block holds. What one line teaches about those behind it is in <see cref="LearnedPrograms"/>.</summary>
internal sealed class LineParser(StampTemplate? stamps, FormTable forms, LearnedPrograms learned)
{
    private readonly ProgramTable _programs = new(forms, learned);
    private readonly TailMemory _tails = new();
    private HeaderCache _cache;
    private int _version;

    /// <summary>False: lines that teach something are left, as others are parsed at the same time that may be before them.</summary>
    public bool MayLearn { get; set; } = true;

    /// <summary>A line was met that would have taught something: nothing that was parsed since is worth anything.</summary>
    public bool HasMissed { get; private set; }

    /// <summary>A line was parsed that secrets may have to be looked for in.</summary>
    public bool MayHoldSecrets { get; private set; }

    /// <summary>The rest of a line that was cut is among the lines.</summary>
    public bool HasContinuations { get; private set; }

    /// <summary>Starts on a block.</summary>
    public void Begin()
    {
        HasContinuations = false;
        HasMissed = false;
        MayHoldSecrets = false;
        if (_version == learned.Version)
            return;
        _programs.Clear();
        _version = learned.Version;
    }

    /// <summary>Parses lines in a row, while others parse those before and behind them.</summary>
    /// <param name="block">The block.</param>
    /// <param name="first">The first line.</param>
    /// <param name="end">The line behind the last.</param>
    /// <param name="slot">Where the slots of the first line go; there is room for the most fields of each line.</param>
    public void Parse(LogBlock block, int first, int end, int slot)
    {
        for (int i = first; i < end; i++)
            Parse(block, ref block.Lines[i], ref slot);
    }

    /// <summary>Parses the next line of a block.</summary>
    public void Parse(LogBlock block, ref LineRecord line)
    {
        block.EnsureSlots(block.SlotCount + Pattern.MaxFields);
        Parse(block, ref line, ref block.SlotCount);
    }

    private void Parse(LogBlock block, ref LineRecord line, ref int slot)
    {
        ReadOnlySpan<byte> text = block.Bytes.AsSpan(line.Start, line.Length);
        line.Form = LineRecord.NoForm;
        line.Kind = EventKind.Foreign;
        line.System = MailSystem.None;
        line.Flags &= LineFlags.Cut;
        // Of a line without form nobody knows whose it is.
        bool couldHoldSecrets = MayHoldSecrets;
        MayHoldSecrets = true;
        if ((stamps is null || !stamps.TryParse(text, out line.Header)) && !SyslogHeader.TryParse(text, ref _cache, out line.Header))
            return;
        if (line.Header.IsContinuation)
        {
            HasContinuations = true;
            line.System = MailSystem.Qmail;
            line.Kind = EventKind.Unknown;
            return;
        }

        ProgramGrammar? grammar = line.Header.IsQpsmtpd ? FormCatalog.Qpsmtpd
            : line.Header.IsBare ? FormCatalog.Bare
            : FindGrammar(text, ref line.Header);
        if (grammar is null)
            return;
        if (grammar == FormCatalog.Qpsmtpd && !line.Header.IsQpsmtpd && QpsmtpdText.TryReadInner(text, line.Offset > learned.StandardErrorSince, ref line.Header)
            && learned.StandardErrorSince > line.Offset && Learns())
        {
            learned.StandardErrorSince = line.Offset;
        }
        ReadOnlySpan<byte> message = text.Slice(line.Header.MessageStart);
        line.FirstSlot = slot;
        Span<uint> slots = block.Slots.AsSpan(slot, Pattern.MaxFields);
        LineForm? form = grammar.Match(message, line.Header.MessageStart, slots, out bool isAmbiguous, _tails);
        while (form is null && grammar.Next is { } next)
        {
            grammar = next;
            form = grammar.Match(message, line.Header.MessageStart, slots, out isAmbiguous, _tails);
        }

        // Without a tag, only the way it begins can show that a line of no form is one of ours.
        if (form is null && (line.Header.IsBare ? !BareText.IsOfSend(message) : grammar.UntypedIsForeign))
            return;
        line.System = grammar.System;
        line.Kind = EventKind.Unknown;
        if (form is null)
            return;
        MayHoldSecrets = couldHoldSecrets;
        slot += form.FieldCount;
        line.Form = (ushort)(grammar.FirstNumber + form.Number);
        line.Kind = form.Kind;
        if (isAmbiguous)
            line.Flags |= LineFlags.Ambiguous;
        MayHoldSecrets |= SecretRedactor.LooksAt(form, grammar.System);
    }

    /// <summary>
    /// The grammar of a tag. A file of qpsmtpd with a stamp of some form has its host where others have a tag, and in syslog its tag can be configured: known as soon as it says something
    /// that is its own.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ProgramGrammar? FindGrammar(ReadOnlySpan<byte> text, ref LineHeader header)
    {
        ReadOnlySpan<byte> tag = text.Slice(header.ProgramStart, header.ProgramLength);
        ProgramGrammar? known = _programs.Find(tag);
        if (known is not null && known != FormCatalog.Qpsmtpd)
            return known;
        bool isFile = header.HostLength == 0 && text[0] != '<';
        ReadOnlySpan<byte> message = text.Slice(header.MessageStart);
        if (known is null && header.ProcessId >= 0 && (isFile ? QpsmtpdText.IsOfCore(message) : QpsmtpdText.IsOfCoreAlone(message)))
        {
            known = FormCatalog.Qpsmtpd;
            if (learned.HasRoom && Learns())
            {
                learned.Add(tag);
                _programs.Clear();
                _version = learned.Version;
            }
        }
        if (known is not null && isFile && !tag.SequenceEqual("qpsmtpd"u8))
            QpsmtpdText.TakeTagForHost(ref header);
        return known;
    }

    private bool Learns()
    {
        HasMissed |= !MayLearn;
        return MayLearn;
    }
}
