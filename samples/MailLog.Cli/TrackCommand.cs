using System.CommandLine;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary><c>maillog track</c>: every mail, or those that a filter lets through.</summary>
internal static class TrackCommand
{
    private static readonly Option<string> Format = new("--format") { Description = "text (for people), json (one object per line), csv (a row per recipient) or pmg (the blocks of pmg-log-tracker -v).", DefaultValueFactory = _ => "text" };
    private static readonly Option<bool> Lines = new("--lines") { Description = "With each mail, its log lines." };
    private static readonly Option<bool> History = new("--history") { Description = "With each mail as json, its life in the queue, step by step, as the text shows it anyway." };
    private static readonly Option<int?> Limit = new("--limit") { HelpName = "N", Description = "Stop after so many mails." };

    private static readonly Option<bool> Follow = new("--follow", "-F") { Description = "Print mails as they are complete while the log is written, across rotations, until Ctrl+C." };
    private static readonly Option<bool> ByHost = new("--by-host") { Description = "For merged logs: correlate each host for itself, on several threads. A mail handed between hosts is then two." };

    private static readonly Option<string?> State = new("--state") { HelpName = "FILE", Description = "Go on where this file says, and write it back at the end; open mails are kept in it, not printed." };
    private static readonly Option<bool> Final = new("--final") { Description = "With --state: print the mails that are still open, too." };

    private static readonly Option<string?> Archive = new("--archive") { HelpName = "FOLDER", Description = "With each mail, its archived sessions in this folder; mails are printed when all are read." };

    public static Command Create()
    {
        var command = new Command("track", "Prints what happened to each mail, in the order in which they were completed.") { Format, Lines, History, Limit, Follow, State, Final, ByHost, Archive, ArchiveNames.Option };
        Format.AcceptOnlyFromAmong("text", "json", "csv", "pmg");
        MailFilter.AddTo(command);
        DisplayClock.AddTo(command);
        Terminal.AddTo(command);
        Inputs.AddTo(command);
        command.SetWork(Run);
        return command;
    }

    private static void Run(ParseResult result, Inputs inputs, Stream output)
    {
        var filter = new MailFilter(result, inputs.TimeZone, inputs.Redaction);
        int limit = result.GetValue(Limit) ?? int.MaxValue;
        StateFile? state = result.GetValue(State) is { } path ? new StateFile(path, inputs.Redaction) : null;
        Check(result, limit, state);
        var options = new CorrelatorOptions { Lines = result.GetValue(Lines) || filter.NeedsLines ? KeptLines.Text : KeptLines.None };
        DisplayClock clock = DisplayClock.Of(result, inputs.TimeZone);
        bool isPmg = result.GetValue(Format) == "pmg";
        IMailWriter CreateWriter(Stream stream) => isPmg ? new MailPmgWriter(stream, inputs, limit == int.MaxValue && filter.IsEmpty) : Writer(result, stream, clock);

        bool isPlain = state is null && result.GetValue(Archive) is null && !result.GetValue(Follow) && !result.GetValue(ByHost) && !isPmg;
        if (isPlain && inputs.OnlyFiles is { } files && MailSearchRun.Run(files, filter, options, limit, CreateWriter, output) is { } found)
        {
            if (found == 0)
                NothingFound.Tell(inputs, files.Paths);
            return;
        }
        MailCorrelator? correlator = state?.Load(options);
        if (state is not null)
            inputs.GoOnFrom(state);
        using IMailWriter writer = CreateWriter(output);
        var printer = new MailPrinter(writer, filter, limit);
        if (result.GetValue(Archive) is { } folder)
            TrackWithArchives(inputs, printer, options, ArchiveNames.Open(result, inputs, folder));
        else if (result.GetValue(Follow))
            TrackLive(inputs, printer, options, Flush);
        else if (result.GetValue(ByHost))
            MailRun.ReadAll(inputs, new ShardedCorrelator(options: options), printer.Take);
        else if (limit == int.MaxValue)
            MailRun.ReadAll(inputs, correlator ??= new MailCorrelator(options), printer.Take, state is null || result.GetValue(Final));
        else
            TrackSome(inputs, new MailCorrelator(options), printer);
        Flush();
        // What was printed at the end is no longer open.
        state?.Save(result.GetValue(Final) ? new MailCorrelator(options) : correlator!, correlator!.Positions);
        if (printer.Printed == 0 && state is null && !result.GetValue(Follow))
            NothingFound.Tell(inputs, printer.Seen);

        void Flush()
        {
            writer.Flush();
            output.Flush();
        }
    }

    /// <summary>What cannot go together.</summary>
    private static void Check(ParseResult result, int limit, StateFile? state)
    {
        if (limit < 1)
            throw new UsageException("--limit is a number from 1.");
        if (state is null && result.GetValue(Final))
            throw new UsageException("--final goes with --state: without it, open mails are printed anyway.");
        if (state is not null && limit != int.MaxValue)
            throw new UsageException("--limit and --state exclude each other: mails beyond the limit would be lost.");
        bool hasArchive = result.GetValue(Archive) is not null, isLive = result.GetValue(Follow), isByHost = result.GetValue(ByHost);
        if (hasArchive && state is not null)
            throw new UsageException("--archive and --state exclude each other: which mail an archive belongs to shows when all mails are known.");
        if (!hasArchive && result.GetValue(ArchiveNames.Option) is { Length: > 0 })
            throw new UsageException("--template goes with --archive.");
        if (isLive && (state is not null || hasArchive || isByHost))
            throw new UsageException("--follow excludes --state, --archive and --by-host.");
        if (result.GetValue(Format) == "pmg" && (isLive || hasArchive || state is not null))
            throw new UsageException("--format pmg excludes --follow, --state and --archive: it reads the logs twice.");
        if (isByHost && (state is not null || hasArchive))
            throw new UsageException("--by-host excludes --state and --archive.");
    }

    /// <summary>Reads as far as it takes to print so many.</summary>
    private static void TrackSome(Inputs inputs, MailCorrelator correlator, MailPrinter printer)
    {
        // What the observer throws would be held back until the end.
        var ready = new List<Mail>();
        correlator.Mails.Subscribe(ready.Add);
        inputs.ReadInTime(line =>
        {
            correlator.Feed(line);
            return Print();
        });
        if (!printer.IsDone)
            correlator.Complete();
        Print();

        bool Print()
        {
            ready.ForEach(printer.Take);
            ready.Clear();
            return !printer.IsDone;
        }
    }

    private static void TrackLive(Inputs inputs, MailPrinter printer, CorrelatorOptions options, Action idle) => FollowRun.Mails(inputs, options, mail =>
    {
        printer.Take(mail);
        return !printer.IsDone;
    }, idle);

    private static void TrackWithArchives(Inputs inputs, MailPrinter printer, CorrelatorOptions options, ArchiveIndex index)
    {
        ArchiveJoin join = index.Join(inputs.ReadMails(options.Lines));
        foreach (ArchivedMail mail in join.Mails)
            printer.Take(mail);
        if (join.Orphans.Count > 0)
            Console.Error.WriteLine("maillog: " + join.Orphans.Count + " archives have no mail in these logs; 'maillog archive find' shows them.");
    }

    private static IMailWriter Writer(ParseResult result, Stream output, DisplayClock clock) => result.GetValue(Format) switch
    {
        "json" => new MailJsonWriter(output, result.GetValue(Lines), result.GetValue(History)),
        "csv" => new MailCsvWriter(output, clock),
        _ => new MailTextWriter(output, result.GetValue(Lines), clock, Terminal.OfOutput(result)),
    };
}
