namespace MailLog.Cli;

/// <summary>Prints blocks, as pmg-log-tracker does: rows in reverse order of the log, then the lines.</summary>
internal sealed class PmgPrinter(PmgOptions options, PmgOutput output)
{
    private readonly PmgFilter _filter = new(options);

    /// <summary>The second of the line that is being read: a block's <c>CTIME</c>.</summary>
    public long Time { get; set; }

    /// <summary>How many rows were printed.</summary>
    public long Rows { get; private set; }

    /// <summary>The output is gone.</summary>
    public bool IsBroken => output.Error is not null;

    public void Print(PmgSession session)
    {
        if (!_filter.Matches(session) || (_filter.AsksForRows && CountRows(session) == 0))
            return;
        if (options.Verbose > 0)
        {
            PrintSessionId(output.Text("SMTPD: "u8), session).Byte((byte)'\n');
            output.Text("CTIME: "u8).Hex(Time).Byte((byte)'\n');
            PrintOptional("CLIENT: "u8, session[session.Client]);
        }
        for (int i = session.Rows.Length - 1; i >= 0; i--)
            if (Matches(session, session.Rows[i]))
                PrintRow(session, session.Rows[i].Time, session.Rows[i].Status, session[session.Rows[i].From], session[session.Rows[i].To]);
        if (session.Filter is PmgFilterRun run && _filter.MatchesSender(session[session.FilterSender]))
            for (int i = run.Rows.Length - 1; i >= 0; i--)
                if (_filter.MatchesRecipient(run[run.Rows[i].To]))
                    PrintRow(session, run.Rows[i].Time, run.Rows[i].Status, session[session.FilterSender], run[run.Rows[i].To]);
        if (options.Verbose > 1)
            PrintLines("LOGS:\n"u8, session.Lines, session.Filter?.Lines ?? default);
        output.Byte((byte)'\n');
    }

    /// <param name="file">The queue file.</param>
    /// <param name="session">The session by which it is printed.</param>
    public void Print(PmgQueueFile file, PmgSession? session)
    {
        if (!_filter.Matches(file, session) || (_filter.HasRecipient && CountRows(file) == 0))
            return;
        if (options.Verbose > 0)
        {
            output.Text("QENTRY: "u8).Text(file[file.Id]).Text("\nCTIME: "u8).Hex(Time).Text("\nSIZE: "u8).Number(file.Size).Byte((byte)'\n');
            if (!file.Client.IsEmpty)
                PrintOptional("CLIENT: "u8, file[file.Client]);
            else if (session is not null)
                PrintOptional("CLIENT: "u8, session[session.Client]);
            PrintOptional("MSGID: "u8, file[file.MessageId]);
        }
        PrintRows(file);
        if (options.Verbose > 1)
        {
            if (session is not null || file.Session is not null)
                PrintLines("SMTP:\n"u8, (file.Session ?? session)!.Lines, file.OuterSession?.Lines ?? default);
            if (file.Filter is PmgFilterRun run)
            {
                output.Text("FILTER: "u8).Text(run[run.Id]).Byte((byte)'\n');
                PrintLines(default, run.Lines, default);
            }
            if (!file.Lines.IsEmpty)
                PrintLines("QMGR:\n"u8, file.Lines, default);
        }
        output.Byte((byte)'\n');
    }

    private void PrintRows(PmgQueueFile file)
    {
        for (int i = file.Rows.Length - 1; i >= 0; i--)
        {
            PmgRow row = file.Rows[i];
            if (row.To.IsEmpty || !_filter.MatchesRecipient(file[row.To]))
                continue;
            if (file.IsFromFilter)
                row.Status = row.Status switch { (byte)'2' => (byte)'P', (byte)'4' => (byte)'D', (byte)'5' => (byte)'R', byte other => other };
            else if ((row.Status == '2' || row.IsByFilter) && PrintRowOfFilter(file, file[row.To], row.Time))
                continue;
            PrintRow(file, file, row);
        }
        if (!file.IsFromFilter || file.Filter is not PmgFilterRun run)
            return;
        for (int i = run.Rows.Length - 1; i >= 0; i--)
            if (run.Rows[i].Status != 'A' && !run.Rows[i].To.IsEmpty && _filter.MatchesRecipient(run[run.Rows[i].To]))
                PrintRow(file, run, run.Rows[i]);
    }

    /// <summary>Behind the queue, "delivered to the filter" says nothing: what the filter did with the mail takes its place.</summary>
    private bool PrintRowOfFilter(PmgQueueFile file, ReadOnlySpan<byte> recipient, long time)
    {
        if (file.Filter is not PmgFilterRun run)
            return false;
        for (int i = run.Rows.Length - 1; i >= 0; i--)
        {
            if (!run[run.Rows[i].To].SequenceEqual(recipient))
                continue;
            PrintRow(file, run, run.Rows[i] with { Time = time });
            return true;
        }
        return false;
    }

    private void PrintRow(PmgQueueFile file, PmgEntry owner, PmgRow row)
    {
        output.Text("TO:"u8).Hex(row.Time).Byte((byte)':').Text(file[file.Id]).Byte((byte)':').Byte(row.Status);
        output.Text(": from <"u8).Text(file[file.Sender]).Text("> to <"u8).Text(owner[row.To]).Text("> ("u8).Text(owner[row.Relay]).Text(")\n"u8);
        Rows++;
    }

    private void PrintRow(PmgSession session, long time, byte status, ReadOnlySpan<byte> from, ReadOnlySpan<byte> to)
    {
        PrintSessionId(output.Text("TO:"u8).Hex(time).Byte((byte)':'), session).Byte((byte)':').Byte(status);
        output.Text(": from <"u8).Text(from).Text("> to <"u8).Text(to).Text(">\n"u8);
        Rows++;
    }

    private int CountRows(PmgSession session)
    {
        int count = 0;
        foreach (PmgRow row in session.Rows)
            count += Matches(session, row) ? 1 : 0;
        if (session.Filter is PmgFilterRun run && _filter.MatchesSender(session[session.FilterSender]))
            count += CountRows(run);
        return count;
    }

    private int CountRows(PmgQueueFile file) => CountRows((PmgEntry)file) + (file.IsFromFilter && file.Filter is not null ? CountRows((PmgEntry)file.Filter) : 0);

    private int CountRows(PmgEntry entry)
    {
        int count = 0;
        foreach (PmgRow row in entry.Rows)
            count += _filter.MatchesRecipient(entry[row.To]) ? 1 : 0;
        return count;
    }

    private bool Matches(PmgSession session, PmgRow row) =>
        _filter.MatchesStatus(row.Status) && _filter.MatchesSender(session[row.From]) && _filter.MatchesRecipient(session[row.To]);

    private static PmgOutput PrintSessionId(PmgOutput output, PmgSession session) =>
        output.Byte((byte)'T').Hex(session.Time).Byte((byte)'L').Hex(session.Place);

    private void PrintOptional(ReadOnlySpan<byte> label, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
            output.Text(label).Text(value).Byte((byte)'\n');
    }

    /// <summary>The lines of two entries, merged by their numbers.</summary>
    private void PrintLines(ReadOnlySpan<byte> label, in PmgLines one, in PmgLines two)
    {
        output.Text(label);
        int placeOne = 0, placeTwo = 0;
        bool hasOne = one.TryNext(ref placeOne, out int numberOne, out ReadOnlySpan<byte> lineOne);
        bool hasTwo = two.TryNext(ref placeTwo, out int numberTwo, out ReadOnlySpan<byte> lineTwo);
        while (hasOne || hasTwo)
        {
            if (hasOne && (!hasTwo || numberOne <= numberTwo))
            {
                output.Byte((byte)'L').Hex(numberOne).Byte((byte)' ').Text(lineOne).Byte((byte)'\n');
                hasOne = one.TryNext(ref placeOne, out numberOne, out lineOne);
            }
            else
            {
                output.Byte((byte)'L').Hex(numberTwo).Byte((byte)' ').Text(lineTwo).Byte((byte)'\n');
                hasTwo = two.TryNext(ref placeTwo, out numberTwo, out lineTwo);
            }
        }
    }
}
