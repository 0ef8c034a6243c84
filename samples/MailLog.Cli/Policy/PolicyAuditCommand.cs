using System.CommandLine;
using MailLog.Correlation;
using MailLog.Routing;

namespace MailLog.Cli;

/// <summary><c>maillog policy audit</c>: whether mail went where a policy sends it.</summary>
internal static class PolicyAuditCommand
{
    private static readonly Option<string> Format = PolicyCommand.Format();
    private static readonly Option<string?> Hosts = new("--hosts") { HelpName = "FILE", Description = "Addresses of hosts, lines 'name address...': for rules that name a host where the log has only an address." };
    private static readonly Option<bool> Attempts = new("--attempts") { Description = "Judge attempts that were deferred or bounced, too." };

    public static Command Create()
    {
        var command = new Command("audit", "Compares the deliveries in logs with a policy.") { Format, Hosts, Attempts };
        PolicyFiles.AddTo(command);
        Inputs.AddTo(command, canRedact: false);
        command.SetPolicyWork(Run);
        return command;
    }

    private static int Run(ParseResult result, Stream output)
    {
        RedactionKey.Refuse(result, "a policy");
        var inputs = new Inputs(result);
        var options = new PolicyAuditOptions { Hosts = result.GetValue(Hosts) is { } path ? HostsFile.Read(path) : null, Attempts = result.GetValue(Attempts) };
        if (PolicyFiles.ParseValid(result) is not { } policy)
            return PolicyCommand.Failed;
        bool hasDeviations = false, hasJudged = false;
        var correlator = new MailCorrelator();
        using (PolicyTextWriter? text = result.GetValue(Format) == "json" ? null : new PolicyTextWriter(output))
        using (PolicyJsonWriter? json = text is null ? new PolicyJsonWriter(output) : null)
        {
            var failures = new List<Exception>();
            policy.Audit(correlator.Mails, options).Subscribe(finding =>
            {
                hasDeviations |= finding.IsDeviation;
                hasJudged |= finding.Kind != PolicyFindingKind.NeverMatched;
                text?.Write(finding);
                json?.Write(finding);
            }, failures.Add);
            inputs.ReadInTime(line =>
            {
                correlator.Feed(line);
                return failures.Count == 0;
            });
            correlator.Complete();
            // What cannot be written is told as such, not as a failed observer.
            if (failures.Count > 0)
                throw new IOException(failures[0].Message, failures[0]);
        }
        if (!hasJudged)
            NothingFound.TellUnjudged(inputs);
        return inputs.HasFailed ? PolicyCommand.Failed : hasDeviations ? PolicyCommand.Deviations : PolicyCommand.Clean;
    }
}
