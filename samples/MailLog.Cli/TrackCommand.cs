using System.CommandLine;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary><c>maillog track</c>: every mail, or those that a filter lets through.</summary>
internal static class TrackCommand
{
    private static readonly Option<string> Format = new("--format") { Description = "text (for people) or json (one object per line).", DefaultValueFactory = _ => "text" };
    private static readonly Option<bool> Lines = new("--lines") { Description = "With each mail, its log lines." };
    private static readonly Option<bool> History = new("--history") { Description = "With each mail, its life in the queue, step by step." };
    private static readonly Option<int?> Limit = new("--limit") { Description = "Stop after so many mails." };

    private static readonly Option<string?> State = new("--state") { Description = "Go on where this file says, and write it back at the end; open mails are kept in it, not printed." };
    private static readonly Option<bool> Final = new("--final") { Description = "With --state: print the mails that are still open, too." };

    private static readonly Option<string?> Archive = new("--archive") { Description = "With each mail, its archived sessions in this folder; mails are printed when all are read." };

    public static Command Create()
    {
        var command = new Command("track", "Prints what happened to each mail, in the order in which they were completed.") { Format, Lines, History, Limit, State, Final, Archive, ArchiveNames.Option };
        Format.AcceptOnlyFromAmong("text", "json");
        MailFilter.AddTo(command);
        Inputs.AddTo(command);
        command.SetWork(Run);
        return command;
    }

    private static void Run(ParseResult result, Inputs inputs, Stream output)
    {
        var filter = new MailFilter(result, inputs.TimeZone);
        bool withLines = result.GetValue(Lines);
        int limit = result.GetValue(Limit) ?? int.MaxValue;
        if (limit < 1)
            throw new UsageException("--limit is a number from 1.");
        StateFile? state = result.GetValue(State) is { } path ? new StateFile(path) : null;
        if (state is null && result.GetValue(Final))
            throw new UsageException("--final goes with --state: without it, open mails are printed anyway.");
        if (state is not null && limit != int.MaxValue)
            throw new UsageException("--limit and --state exclude each other: mails beyond the limit would be lost.");
        if (result.GetValue(Archive) is { } folder)
        {
            if (state is not null)
                throw new UsageException("--archive and --state exclude each other: which mail an archive belongs to shows when all mails are known.");
            TrackWithArchives(result, inputs, output, filter, ArchiveNames.Open(result, inputs, folder), limit);
            return;
        }
        if (result.GetValue(ArchiveNames.Option) is { Length: > 0 })
            throw new UsageException("--template goes with --archive.");
        var options = new CorrelatorOptions { Lines = withLines || filter.NeedsLines ? KeptLines.Text : KeptLines.None };
        if (state is null && inputs.OnlyFile is { } file
            && MailSearchRun.TryRun(file, filter, options, limit, stream => Writer(result, stream), output))
        {
            return;
        }
        MailCorrelator correlator = state?.Load(options) ?? new MailCorrelator(options);
        if (state is not null)
            inputs.GoOnFrom(state);
        using IMailWriter writer = Writer(result, output);
        bool isFinal = state is null || result.GetValue(Final);
        if (limit == int.MaxValue)
            MailRun.ReadAll(inputs, correlator, mail => Print(writer, filter, mail), isFinal);
        else
            TrackSome(inputs, correlator, filter, writer, limit);
        writer.Flush();
        output.Flush();
        // What was printed at the end is no longer open.
        state?.Save(result.GetValue(Final) ? new MailCorrelator(options) : correlator, correlator.Positions);
    }

    private static void Print(IMailWriter writer, MailFilter filter, Mail mail)
    {
        if (filter.Matches(mail))
            writer.Write(mail);
    }

    /// <summary>Reads as far as it takes to print so many.</summary>
    private static void TrackSome(Inputs inputs, MailCorrelator correlator, MailFilter filter, IMailWriter writer, int limit)
    {
        var ready = new List<Mail>();
        correlator.Mails.Where(filter.Matches).Subscribe(ready.Add);
        int printed = 0;
        inputs.ReadInTime(line =>
        {
            correlator.Feed(line);
            return Print();
        });
        if (printed < limit)
            correlator.Complete();
        Print();

        bool Print()
        {
            foreach (Mail mail in ready)
                if (printed < limit)
                {
                    writer.Write(mail);
                    printed++;
                }
            ready.Clear();
            return printed < limit;
        }
    }

    private static IMailWriter Writer(ParseResult result, Stream output)
    {
        bool withLines = result.GetValue(Lines), withHistory = result.GetValue(History);
        return result.GetValue(Format) == "json" ? new MailJsonWriter(output, withLines, withHistory) : new MailTextWriter(output, withLines, withHistory);
    }

    private static void TrackWithArchives(ParseResult result, Inputs inputs, Stream output, MailFilter filter, ArchiveIndex index, int limit)
    {
        bool withLines = result.GetValue(Lines);
        ArchiveJoin join = index.Join(inputs.ReadMails(withLines || filter.NeedsLines ? KeptLines.Text : KeptLines.None));
        using IMailWriter writer = Writer(result, output);
        foreach (ArchivedMail mail in join.Mails.Where(m => filter.Matches(m.Mail)).Take(limit))
            writer.Write(mail);
        if (join.Orphans.Count > 0)
            Console.Error.WriteLine("maillog: " + join.Orphans.Count + " archives have no mail in these logs; 'maillog archive find' shows them.");
    }
}
