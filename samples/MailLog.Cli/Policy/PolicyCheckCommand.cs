using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MailLog.Routing;

namespace MailLog.Cli;

/// <summary><c>maillog policy check</c>: everything that is wrong with a policy, or looks wrong.</summary>
internal static class PolicyCheckCommand
{
    private static readonly Option<string> Format = PolicyCommand.Format();

    public static Command Create()
    {
        var command = new Command("check", "Tells all errors and warnings of a policy, each with its place.") { Format };
        PolicyFiles.AddTo(command);
        command.SetPolicyWork(Run);
        return command;
    }

    private static int Run(ParseResult result, Stream output)
    {
        RoutingPolicy policy = PolicyFiles.Parse(result);
        if (result.GetValue(Format) == "json")
            WriteJson(policy, output);
        else
            WriteText(policy, output);
        return policy.IsValid ? PolicyCommand.Clean : PolicyCommand.Failed;
    }

    private static void WriteText(RoutingPolicy policy, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        foreach (PolicyError error in policy.Errors.Concat(policy.Warnings))
            text.WriteLine(PolicyFiles.Shown(error));
        text.WriteLine(Count(policy.Rules.Count, "rule") + ", " + Count(policy.Errors.Count, "error") + ", " + Count(policy.Warnings.Count, "warning"));

        static string Count(int count, string what) => count.ToString(CultureInfo.InvariantCulture) + " " + what + (count == 1 ? "" : "s");
    }

    private static void WriteJson(RoutingPolicy policy, Stream output)
    {
        using var json = new Utf8JsonWriter(output, MailJsonWriter.Options);
        foreach (PolicyError error in policy.Errors.Concat(policy.Warnings))
        {
            json.WriteStartObject();
            json.WriteString("severity", error.IsWarning ? "warning" : "error");
            json.WriteString("file", error.File);
            json.WriteNumber("line", error.Line);
            json.WriteNumber("column", error.Column);
            json.WriteString("message", error.Message);
            json.WriteString("source", error.Source);
            json.WriteEndObject();
            json.Flush();
            json.Reset();
            output.WriteByte((byte)'\n');
        }
    }
}
