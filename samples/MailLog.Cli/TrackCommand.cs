using System.CommandLine;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary><c>maillog track</c>: every mail, or those that a filter lets through.</summary>
internal static class TrackCommand
{
    private static readonly Option<string> Format = new("--format") { Description = "text (for people) or json (one object per line).", DefaultValueFactory = _ => "text" };
    private static readonly Option<bool> Lines = new("--lines") { Description = "With each mail, its log lines." };
    private static readonly Option<int?> Limit = new("--limit") { Description = "Stop after so many mails." };

    public static Command Create()
    {
        var command = new Command("track", "Prints what happened to each mail, in the order in which they were completed.") { Format, Lines, Limit };
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
        var correlator = new MailCorrelator(new CorrelatorOptions { Lines = withLines || filter.NeedsLines ? KeptLines.Text : KeptLines.None });
        using IMailWriter writer = result.GetValue(Format) == "json" ? new MailJsonWriter(output, withLines) : new MailTextWriter(output, withLines);
        var ready = new List<Mail>();
        correlator.Mails.Where(filter.Matches).Subscribe(ready.Add);
        int printed = 0;
        inputs.Read(reader =>
        {
            correlator.Feed(reader.Line);
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
}
