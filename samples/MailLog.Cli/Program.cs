using System.CommandLine;
using MailLog.Cli;

Console.SetError(new PrintableWriter(Console.Error));
if (args.Length > 0 && args[0] == "pmg")
    return PmgCommand.Run(args.AsSpan(1), StandardOutput.Open(), Console.Error);

var root = new RootCommand("Answers quick questions to mail server logs: what happened to this mail?")
{
    TrackCommand.Create(),
    SummaryCommand.Create(),
    ReportCommand.Create(),
    EventsCommand.Create(),
    CoverageCommand.Create(),
    DialogueCommand.Create(),
    HooksCommand.Create(),
    ExplainCommand.Create(),
    PolicyCommand.Create(),
    ArchiveCommand.Create(),
    CompletionCommand.Create(),
    new Command("pmg", "Takes pmg-log-tracker's options and prints its blocks: a drop-in for the program that the Proxmox Mail Gateway interface calls."),
};
ExampleHelp.AddTo(root);
if (args.Length == 0)
{
    root.Parse(["--help"]).Invoke(new InvocationConfiguration { Output = Console.Error });
    return ExitStatus.Usage;
}
// '--mail= FILE' would take the file for the value.
if (args.TakeWhile(a => a != "--").FirstOrDefault(a => a.StartsWith("--", StringComparison.Ordinal) && a.IndexOf('=') == a.Length - 1) is { } empty)
    return Refuse(empty + " has no value.");
// An argument that begins with '@' is part of an address, never a file of arguments.
ParseResult result = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
return result.Errors.Count > 0 && result.Action is not ExampleHelp ? Refuse(UsageMessage.Of(result), result.CommandResult.Command)
    : CommandRunner.Run(() => result.Invoke(new InvocationConfiguration { EnableDefaultExceptionHandler = false }));

static int Refuse(string message, Command? of = null)
{
    Console.Error.WriteLine("maillog: " + message + " See 'maillog " + (of is null or RootCommand ? "" : ExampleHelp.NameOf(of) + " ") + "--help'.");
    return ExitStatus.Usage;
}
