using System.CommandLine;

namespace MailLog.Cli;

/// <summary><c>maillog policy</c>: where mail is to go, and whether it did. Its exit status is its own: 0 clean, 1 deviations, 2 policy, input or usage error.</summary>
internal static class PolicyCommand
{
    public const int Clean = 0;
    public const int Deviations = 1;
    public const int Failed = 2;

    public static Option<string> Format()
    {
        var format = new Option<string>("--format") { Description = "text (for people) or json (one object per line).", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        return format;
    }

    public static Command Create() => new("policy", "States where mail is to go, and compares that with what a log says happened.")
    {
        PolicyCheckCommand.Create(),
        PolicyExplainCommand.Create(),
        PolicyAuditCommand.Create(),
    };

    /// <summary>Unlike other commands, these tell everything that kept them from an answer apart from the answer.</summary>
    public static void SetPolicyWork(this Command command, Func<ParseResult, Stream, int> work)
        => command.SetAction(result => CommandRunner.Run(() => CommandRunner.Write(output => work(result, output)), Failed, Failed));
}
