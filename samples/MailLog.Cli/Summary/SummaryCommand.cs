using System.CommandLine;
using System.Text;
using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary><c>maillog summary</c>: what all mails of the logs have in common, or those that a filter lets through.</summary>
internal static class SummaryCommand
{
    /// <summary>How many steps of time a terminal shows, and how many a program gets.</summary>
    private const int TextSteps = 31, DataSteps = 400;

    private static readonly Option<string> Format = new("--format") { Description = "text (for people), json (one object) or csv (table, item, measure, value).", DefaultValueFactory = _ => "text" };
    public static readonly Option<int> Top = new("--top") { HelpName = "N", Description = "How many rows lists have.", DefaultValueFactory = _ => 10 };

    public static Command Create()
    {
        var command = new Command("summary", "Prints volumes, outcomes, delays, and who sent, received, refused most.") { Format, Top };
        Format.AcceptOnlyFromAmong("text", "json", "csv");
        MailFilter.AddTo(command);
        DisplayClock.AddTo(command);
        Terminal.AddTo(command);
        Inputs.AddTo(command);
        command.SetWork(Run);
        return command;
    }

    /// <summary>How many rows lists are to have.</summary>
    public static int TopOf(ParseResult result) => result.GetValue(Top) is >= 1 and <= 10_000 and int top ? top : throw new UsageException("--top is a number from 1 to 10000.");

    /// <summary>Summarizes the mails that a filter lets through.</summary>
    public static MailSummary Read(ParseResult result, Inputs inputs, Action<Mail>? also = null)
    {
        var filter = new MailFilter(result, inputs.TimeZone, inputs.Redaction);
        var summary = new MailSummary(DisplayClock.Of(result, inputs.TimeZone));
        var correlator = new MailCorrelator(new CorrelatorOptions { Lines = filter.NeedsLines ? KeptLines.Text : KeptLines.None });
        inputs.IsOutputLive = false;
        MailRun.ReadAll(inputs, correlator, mail =>
        {
            if (!filter.Matches(mail))
                return;
            summary.Add(mail);
            also?.Invoke(mail);
        });
        return summary;
    }

    private static void Run(ParseResult result, Inputs inputs, Stream output)
    {
        int top = TopOf(result);
        string format = result.GetValue(Format)!;
        MailSummary summary = Read(result, inputs);
        IReadOnlyList<SummaryTable> tables = SummaryTables.Of(summary, top, format == "text" ? TextSteps : DataSteps);
        if (format == "json")
        {
            SummaryJsonWriter.Write(output, summary, inputs.Count, tables);
            return;
        }
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        if (format == "csv")
            SummaryCsvWriter.Write(text, summary, inputs.Count, tables);
        else
            new SummaryTextWriter(text, Terminal.OfOutput(result)).Write(summary, inputs.Count, tables);
    }
}
