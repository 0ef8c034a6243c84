using System.Globalization;
using System.Text;

namespace MailLog.Routing;

/// <summary>Prints a policy in one spelling, so that it is read as the same policy again.</summary>
internal static class PolicyPrinter
{
    /// <summary>
    /// A next hop with variables stays as it was written: a value may hold what looks like a variable, and is none. Relays without variables have one spelling, other next hops
    /// none but their own.
    /// </summary>
    public static string Written(string written, NextHop nextHop) => PolicyVariables.HasVariables(written) ? written : nextHop.Kind switch
    {
        NextHopKind.Smtp => Relays(nextHop),
        NextHopKind.Pipe => "|" + nextHop.Command,
        _ => nextHop.Command!,
    };

    public static string Relays(NextHop nextHop)
    {
        var text = new StringBuilder();
        foreach (RelayHost relay in nextHop.Relays)
            text.Append(text.Length > 0 ? "," : "").Append(relay);
        return text.ToString();
    }

    public static string Options(PolicySettings settings)
    {
        var text = new StringBuilder();
        Option("relayhost", settings.RelayTo is { } relays ? Relays(relays) : null);
        Option("transports", settings.Transports?.Text);
        Option("transport-defs", settings.TransportDefs?.Text);
        Option("max-age", settings.MaxAgeDays?.ToString(CultureInfo.InvariantCulture));
        Option("archive-failed", Bool(settings.ArchiveFailed));
        Option("queue-dir", settings.QueueDirectory);
        Option("rewriting", settings.Rewriting?.Text);
        Option("rewrite-both", Bool(settings.RewriteBoth));
        Option("send-ndr", Bool(settings.SendNdr));
        Option("aliases", settings.Aliases?.Text);
        Option("me", settings.Me);
        return text.ToString();

        void Option(string name, string? value)
        {
            if (value is not null)
                text.Append(name).Append(' ').Append(value).Append('\n');
        }
    }

    public static string Lines<T>(IEnumerable<T> items, Func<T, string> print)
    {
        var text = new StringBuilder();
        foreach (T item in items)
            text.Append(print(item)).Append('\n');
        return text.ToString();
    }

    private static string? Bool(bool? value) => value is null ? null : value.Value ? "yes" : "no";
}
