using System.CommandLine;

namespace MailLog.Cli;

/// <summary><c>maillog report</c>: the summary and single mails as a page.</summary>
internal static class ReportCommand
{
    private const int MaxMails = 5000;

    private static readonly Option<string?> Output = new("--output", "-o") { HelpName = "FILE", Description = "The page's file; '-': standard output." };
    private static readonly Option<int> Mails = new("--mails") { HelpName = "N", Description = "How many mails the page lists at most, problems first.", DefaultValueFactory = _ => 200 };
    private static readonly Option<string?> Title = new("--title") { HelpName = "TEXT", Description = "The page's heading." };

    public static Command Create()
    {
        var command = new Command("report", "Writes a page with charts, lists and the way of single mails: one file, for any browser, without network.") { Output, SummaryCommand.Top, Mails, Title };
        MailFilter.AddTo(command);
        DisplayClock.AddTo(command);
        Inputs.AddTo(command);
        command.SetWork(Run);
        return command;
    }

    private static void Run(ParseResult result, Inputs inputs, Stream output)
    {
        int top = SummaryCommand.TopOf(result);
        if (result.GetValue(Mails) is not (>= 0 and <= MaxMails and int places))
            throw new UsageException("--mails is a number up to 5000.");
        if (result.GetValue(Output) is not { Length: > 0 } path)
            throw new UsageException("--output names the page's file, or '-'.");
        if (inputs.Names.FirstOrDefault(name => name != "-" && Path.GetFullPath(name) == Path.GetFullPath(path)) is { } log)
            throw new UsageException("--output: '" + log + "' is a log that is read.");

        // A page that cannot be written should not take a log's time to say so.
        NewFile? file = path == "-" ? null : new NewFile(path);
        var selection = new MailSelection(places);
        MailSummary summary = SummaryCommand.Read(result, inputs, selection.Add);
        // A page of before says more than one about nothing.
        if (inputs is { HasFailed: true, Count.Read: 0 })
            return;
        var page = new ReportPage(summary, selection, inputs.Count) { Title = result.GetValue(Title) ?? "Mail report", Sources = inputs.Names, IsFiltered = !new MailFilter(result, inputs.TimeZone, inputs.Redaction).IsEmpty, Top = top };
        if (file is null)
            page.Write(output);
        else
            file.Write(page.Write);
    }
}
