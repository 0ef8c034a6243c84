namespace MailLog.Parsing;

/// <summary>What became of a DATA.</summary>
internal enum DataResult : byte
{
    Ended,

    /// <summary>What follows are commands.</summary>
    Refused,
    CutOff,
}

/// <summary>Passes over content, so that nothing in it is taken for a command, and notes where it lies and what its header says.</summary>
internal sealed class ContentScanner(ArchiveInput input)
{
    private HeaderBuffer? _headerBuffer;

    private HeaderBuffer Header => _headerBuffer ??= new HeaderBuffer();

    /// <summary>Reads up to the line with the dot.</summary>
    /// <param name="transaction">Gets the content.</param>
    /// <param name="end">How the line with DATA ended. The dot's line and the one before it have to end alike: with other ends, a sender could hide a mail in a mail.</param>
    /// <param name="report">Gets what is odd.</param>
    public DataResult ReadData(ArchivedTransaction transaction, LineEnd end, Action<ArchiveDiagnosticKind, long> report)
    {
        Header.Clear();
        long start = input.Position, dots = 0;
        LineEnd before = end;
        while (input.TryRead(out ArchiveLine line))
        {
            if (line.Offset == start && IsCommand(line))
            {
                input.GoBack(start);
                report(ArchiveDiagnosticKind.DataRefused, start);
                return DataResult.Refused;
            }
            bool isDot = line.Text.Length == 1 && line.Text[0] == '.' && line.End != LineEnd.None;
            if (isDot && line.End == end && before == end)
            {
                Set(line.Offset);
                transaction.IsComplete = true;
                return DataResult.Ended;
            }
            if (isDot)
                report(ArchiveDiagnosticKind.OddLineEnd, line.Offset);
            before = line.End;
            bool isStuffed = !line.Text.IsEmpty && line.Text[0] == '.';
            dots += isStuffed ? 1 : 0;
            if (line.End != LineEnd.None)
                Header.AddLine(isStuffed ? line.Text.Slice(1) : line.Text, line.IsCut);
        }
        Set(input.Position);
        report(ArchiveDiagnosticKind.CutOff, input.Position);
        return DataResult.CutOff;

        void Set(long until)
        {
            transaction.ContentList.Add(new ContentRange(start, until - start));
            transaction.Size = until - start - dots;
            transaction.IsDotStuffed = true;
        }
    }

    /// <summary>Reads a chunk; false when the file ends in it.</summary>
    /// <param name="transaction">Gets the content; null for a chunk of no mail.</param>
    /// <param name="length">How many bytes.</param>
    /// <param name="isLast">The content ends with it.</param>
    public bool ReadChunk(ArchivedTransaction? transaction, long length, bool isLast)
    {
        if (transaction is { ContentList.Count: 0 })
            Header.Clear();
        long start = input.Position, left = length;
        while (left > 0)
        {
            ReadOnlySpan<byte> bytes = input.Take(left);
            if (bytes.IsEmpty)
                break;
            left -= bytes.Length;
            if (transaction is not null && !Header.IsDone)
                Header.AddBytes(bytes);
        }
        if (transaction is null)
            return left == 0;
        if (left < length)
            transaction.ContentList.Add(new ContentRange(start, length - left));
        transaction.Size += length - left;
        transaction.IsComplete = isLast && left == 0;
        return left == 0;
    }

    /// <summary>Nothing follows: reads the header.</summary>
    public void Finish(ArchivedTransaction transaction)
    {
        if (transaction.ContentList.Count > 0)
            transaction.Header = Header.Read(transaction.IsComplete);
    }

    /// <summary>What a client says after a refused DATA. A mail's content begins with a header field; none of these is one.</summary>
    private static bool IsCommand(ArchiveLine line)
    {
        if (line.End == LineEnd.None || line.IsCut)
            return false;
        SmtpVerb verb = SmtpVerbs.Read(line.Text, out ReadOnlySpan<byte> arguments);
        return verb switch
        {
            SmtpVerb.Reset or SmtpVerb.Quit => arguments.IsEmpty,
            SmtpVerb.Mail => SmtpVerbs.IsMail(arguments),
            SmtpVerb.Helo or SmtpVerb.Xforward => !arguments.IsEmpty && arguments.IndexOf((byte)':') < 0,
            _ => false,
        };
    }
}
