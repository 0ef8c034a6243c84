using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Text.Json;
using MailLog.Routing;

namespace MailLog.Cli;

/// <summary><c>maillog policy explain</c>: where a policy sends mail for an address, and why.</summary>
internal static class PolicyExplainCommand
{
    private static readonly Argument<string> Address = new("ADDRESS") { Description = "A recipient." };
    private static readonly Option<string> Format = PolicyCommand.Format();

    public static Command Create()
    {
        var command = new Command("explain", "Says where mail for an address goes: each rule up to the one that matches, and why.") { Format };
        PolicyFiles.AddTo(command);
        command.Add(Address);
        command.SetPolicyWork(Run);
        return command;
    }

    private static int Run(ParseResult result, Stream output)
    {
        string address = RecipientArgument.Parse(result.GetValue(Address)!);
        if (PolicyFiles.ParseValid(result) is not { } policy)
            return PolicyCommand.Failed;
        RouteExplanation route = policy.Explain(address);
        if (result.GetValue(Format) == "json")
            WriteJson(route, output);
        else
            WriteText(route, output);
        return PolicyCommand.Clean;
    }

    private static void WriteText(RouteExplanation route, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(false), leaveOpen: true) { NewLine = "\n" };
        Item("address", route.Address);
        if (route.Rewritten is { } rewritten)
            Item("rewritten", rewritten + (route.RewrittenBy is { } line ? " by " + line : ", completed with the domain of the server"));
        foreach (RouteStep step in route.Steps)
            Item(step.Rule is { } rule ? "rule " + rule.Number.ToString(CultureInfo.InvariantCulture) : "", step.Reason);
        Item("next hop", route.NextHop + " (" + Origin(route) + ")");

        void Item(string name, string value) => text.WriteLine($"{name,-11}{Printable.Of(value)}");
    }

    private static string Origin(RouteExplanation route) => route.IsDefault ? "the default" : route.Rule is { } rule
        ? rule.File + ":" + rule.Line.ToString(CultureInfo.InvariantCulture) : "relayhost";

    private static void WriteJson(RouteExplanation route, Stream output)
    {
        using var json = new Utf8JsonWriter(output, MailJsonWriter.Options);
        json.WriteStartObject();
        json.WriteString("address", route.Address);
        if (route.Rewritten is { } rewritten)
            json.WriteString("rewritten", rewritten);
        if (route.RewrittenBy is { } line)
            json.WriteString("rewrittenBy", line);
        json.WriteStartArray("steps");
        foreach (RouteStep step in route.Steps)
        {
            json.WriteStartObject();
            if (step.Rule is { } rule)
                PolicyJsonWriter.WriteRule(json, rule);
            json.WriteBoolean("match", step.IsMatch);
            json.WriteString("reason", step.Reason);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        if (route.Rule is { } decided)
            PolicyJsonWriter.WriteRule(json, decided);
        json.WriteString("nextHop", route.NextHop.ToString());
        json.WriteBoolean("default", route.IsDefault);
        json.WriteEndObject();
        json.Flush();
        output.WriteByte((byte)'\n');
    }
}
