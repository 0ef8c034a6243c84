using System.CommandLine;
using MailLog.Routing;

namespace MailLog.Cli;

/// <summary>The files of a policy named on the command line, and how they are read.</summary>
internal sealed class PolicyFiles
{
    private static readonly Argument<string> Policy = new("POLICY") { Description = "The policy: main options if a line of it begins with an option's name, else transports." };
    private static readonly Option<string?> Defs = new("--transport-defs") { HelpName = "FILE", Description = "Variables of the transports." };
    private static readonly Option<string?> Rewriting = new("--rewriting") { HelpName = "FILE", Description = "Rewriting of domains." };
    private static readonly Option<string?> Aliases = new("--aliases") { HelpName = "FILE", Description = "Local users." };
    private static readonly Option<string?> Me = new("--me") { HelpName = "DOMAIN", Description = "Domain of the server, for short host names and recipients without a domain." };
    private static readonly Option<bool> Postfix = new("--postfix") { Description = "POLICY is a table of Postfix: transport(5)." };
    private static readonly Option<string?> RelayHost = new("--relayhost") { HelpName = "VALUE", Description = "With --postfix: the value of relayhost." };

    public static void AddTo(Command command)
    {
        command.Add(Policy);
        foreach (Option option in (Option[])[Defs, Rewriting, Aliases, Me, Postfix, RelayHost])
            command.Add(option);
    }

    /// <summary>The policy, with its errors.</summary>
    public static RoutingPolicy Parse(ParseResult result)
    {
        PolicyText file = Read(result.GetValue(Policy)!);
        string? defs = result.GetValue(Defs), rewriting = result.GetValue(Rewriting), aliases = result.GetValue(Aliases), me = result.GetValue(Me), relayHost = result.GetValue(RelayHost);
        if (result.GetValue(Postfix))
        {
            if (defs is not null || rewriting is not null || aliases is not null || me is not null)
                throw new UsageException("a table of Postfix (--postfix) stands alone, but for --relayhost.");
            return RoutingPolicy.ParsePostfix(file, relayHost);
        }
        if (relayHost is not null)
            throw new UsageException("--relayhost goes with --postfix; elsewhere it is an option in the policy.");
        string folder = Path.GetDirectoryName(file.Name) ?? "";
        return RoutingPolicy.Parse(new PolicySources
        {
            Options = file.HasOptions ? file : null, Transports = file.HasOptions ? null : file,
            TransportDefs = ReadIfNamed(defs), Rewriting = ReadIfNamed(rewriting), Aliases = ReadIfNamed(aliases), Me = me,
            // The same file, however it is named.
            Open = name => Path.Combine(folder, name) is var path && Path.GetFullPath(path) == Path.GetFullPath(file.Name) ? file : TryRead(path, out _),
        });
    }

    /// <summary>The policy, without errors; those are told on standard error, and null is given.</summary>
    public static RoutingPolicy? ParseValid(ParseResult result)
    {
        RoutingPolicy policy = Parse(result);
        foreach (PolicyError error in policy.Errors)
            Console.Error.Write("maillog: " + Shown(error) + "\n");
        return policy.IsValid ? policy : null;
    }

    /// <summary>A file of whoever wrote the policy is shown as carefully as a log.</summary>
    public static string Shown(PolicyError error) => string.Join('\n', error.ToString().Split('\n').Select(line => string.Join('\t', line.Split('\t').Select(Printable.Of))));

    public static PolicyText Read(string path) => TryRead(path, out string reason) ?? throw new UsageException(path + ": " + reason);

    private static PolicyText? ReadIfNamed(string? path) => path is null ? null : Read(path);

    private static PolicyText? TryRead(string path, out string reason)
    {
        try
        {
            reason = "";
            using FileStream file = File.OpenRead(path);
            return PolicyText.Read(path, file);
        }
        catch (Exception error) when (Inputs.IsOfInput(error))
        {
            reason = Inputs.Reason(path, error);
            return null;
        }
    }
}
