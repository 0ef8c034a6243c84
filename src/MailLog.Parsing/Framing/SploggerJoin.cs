namespace MailLog.Parsing;

/// <summary>Puts the parts of a line that splogger cut together again: the text goes to the first part, and the others stay lines of their own.</summary>
/// <remarks>
/// The parts are known by their stamp, host and tag; lines of others can stand between them. A first part waits for the rest over a number of lines and
/// bytes, and until another line shows that time has gone on. All of that is told by the lines alone, never by where a block ends: so the lines from an
/// open first part on are held back for the next block, and the result does not depend on how the input was cut.
/// </remarks>
internal sealed class SploggerJoin
{
    private const int None = -1;

    /// <summary>splogger writes all parts at once: whoever gets between them writes a few lines.</summary>
    private const int MaxLines = 64;

    /// <summary>What is held back must leave room in the buffer to read on.</summary>
    private const int MaxBytes = 64 * 1024;

    private const long MaxTicks = TimeSpan.TicksPerSecond;

    private Part[] _parts = [];
    private int _count;
    private int _next;
    private int _end;

    /// <summary>Where in the buffer the bytes end that lines are made of.</summary>
    public int End => _end;

    private struct Part
    {
        public int Line;
        public int First;
        public bool IsJoined;
    }

    /// <summary>Starts a block.</summary>
    public void Clear()
    {
        _count = 0;
        _next = 0;
        _end = LogInput.BufferLength;
    }

    /// <summary>Looks for the first part of a continuation, behind those that were looked at before.</summary>
    public void Add(LogBlock block, int index)
    {
        int first = FindFirst(block, index);
        if (first == None)
            return;
        if (_count == _parts.Length)
            Array.Resize(ref _parts, Math.Max(16, _count * 2));
        _parts[_count++] = new Part { Line = index, First = first };
        block.Lines[index].Kind = EventKind.Continuation;
    }

    /// <summary>The line from which on a block that more input follows is to be held back; the number of its lines if none need be.</summary>
    /// <param name="block">The block with all its lines.</param>
    /// <param name="endOffset">Offset of the first byte that is in no line yet.</param>
    public int HeldFrom(LogBlock block, long endOffset)
    {
        int held = block.Count;
        long latest = long.MinValue;
        for (int i = block.Count - 1; i >= 0 && block.Count - i <= MaxLines; i--)
        {
            ref LineRecord line = ref block.Lines[i];
            if (endOffset - line.Offset > MaxBytes)
                break;
            if (!line.Header.IsSplogger)
                continue;
            long instant = Instant(line);
            if (latest < instant + MaxTicks && IsOpen(block, i))
                held = i;
            latest = Math.Max(latest, instant);
        }

        return WithoutTornPairs(held);
    }

    /// <summary>Puts the next line that is not in parts any more together, behind the input's part of the buffer.</summary>
    /// <returns>False if there is none left.</returns>
    public bool TryJoin(LogBlock block, out int index)
    {
        while (_next < _count && (_parts[_next].IsJoined || _parts[_next].Line >= block.Count))
            _next++;
        index = _next < _count ? _parts[_next].First : None;
        if (index == None)
            return false;

        // Every byte of the input goes into one line at most, so twice the buffer holds all lines of a block.
        if (block.Bytes.Length < 2 * LogInput.BufferLength)
            Array.Resize(ref block.Bytes, 2 * LogInput.BufferLength);
        ref LineRecord line = ref block.Lines[index];
        int start = _end, length = line.Length;
        Buffer.BlockCopy(block.Bytes, line.Start, block.Bytes, start, length);
        for (int i = _next; i < _count; i++)
        {
            if (_parts[i].First != index)
                continue;
            _parts[i].IsJoined = true;
            ref LineRecord part = ref block.Lines[_parts[i].Line];
            int rest = Math.Min(TextLength(part), LineSplitter.MaxLineLength - length);
            if (rest < TextLength(part))
                line.Flags |= LineFlags.Cut;
            Buffer.BlockCopy(block.Bytes, part.Start + part.Header.TextStart, block.Bytes, start + length, rest);
            length += rest;
        }

        line.Start = start;
        line.Length = (ushort)length;
        _end = start + length;
        return true;
    }

    /// <summary>Makes the parts of a line that was put together say nothing by themselves.</summary>
    public void OverwriteParts(LogBlock block, int first)
    {
        for (int i = 0; i < _count; i++)
        {
            if (_parts[i].First != first)
                continue;
            ref LineRecord part = ref block.Lines[_parts[i].Line];
            block.Bytes.AsSpan(part.Start + part.Header.TextStart, TextLength(part)).Fill((byte)'*');
        }
    }

    private static int FindFirst(LogBlock block, int index)
    {
        ref LineRecord part = ref block.Lines[index];
        long instant = Instant(part);
        bool isNearest = true;
        for (int i = index - 1; i >= 0 && index - i <= MaxLines && part.Offset - block.Lines[i].Offset <= MaxBytes; i--)
        {
            ref LineRecord line = ref block.Lines[i];
            if (!line.Header.IsSplogger)
                continue;
            long other = Instant(line);
            if (other >= instant + MaxTicks)
                return None;
            if (other != instant || !IsOfSame(block, line, part))
                continue;

            // The part before is full, else nothing of the line can have been left.
            bool isOrphan = line.Header.IsContinuation && line.Kind == EventKind.Unknown;
            if (isOrphan || (isNearest && TextLength(line) < SploggerText.CutLength))
                return None;
            if (!line.Header.IsContinuation)
                return i;
            isNearest = false;
        }

        return None;
    }

    /// <summary>Whether more parts of a line may follow: the last that is there is full.</summary>
    private bool IsOpen(LogBlock block, int index)
    {
        if (block.Lines[index].Header.IsContinuation)
            return false;
        int last = index;
        for (int i = 0; i < _count; i++)
            if (_parts[i].First == index)
                last = _parts[i].Line;
        return TextLength(block.Lines[last]) >= SploggerText.CutLength;
    }

    /// <summary>A line must not go out while a part of it is held back.</summary>
    private int WithoutTornPairs(int held)
    {
        for (int i = _count - 1; i >= 0; i--)
        {
            if (_parts[i].First >= held || _parts[i].Line < held)
                continue;
            held = _parts[i].First;
            i = _count;
        }

        return held;
    }

    /// <summary>splogger's stamp and program took the place of syslog's, so the headers are read once more as syslog wrote them.</summary>
    private static bool IsOfSame(LogBlock block, in LineRecord a, in LineRecord b)
    {
        ReadOnlySpan<byte> one = block.Bytes.AsSpan(a.Start, a.Length), two = block.Bytes.AsSpan(b.Start, b.Length);
        HeaderCache cache = default;
        return SyslogHeader.TryParseOuter(one, ref cache, out LineHeader first) && SyslogHeader.TryParseOuter(two, ref cache, out LineHeader second)
            && first.ProcessId == second.ProcessId
            && one.Slice(first.HostStart, first.HostLength).SequenceEqual(two.Slice(second.HostStart, second.HostLength))
            && one.Slice(first.ProgramStart, first.ProgramLength).SequenceEqual(two.Slice(second.ProgramStart, second.ProgramLength));
    }

    private static int TextLength(in LineRecord line) => line.Length - line.Header.TextStart;

    private static long Instant(in LineRecord line) => line.Header.Stamp.CivilTicks - line.Header.Stamp.OffsetMinutes * TimeSpan.TicksPerMinute;
}
