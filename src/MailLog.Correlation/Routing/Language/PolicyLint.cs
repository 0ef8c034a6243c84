using System.Globalization;

namespace MailLog.Routing;

/// <summary>Finds what can be said, but hardly is meant: rules that nothing can reach.</summary>
internal static class PolicyLint
{
    /// <summary>The first rule before each that leaves nothing for it. Only wildcards are tried one by one: policies made by programs have thousands of domains.</summary>
    public static void WarnOfUnreachable(IReadOnlyList<PolicyRule> rules, PolicyReport report)
    {
        var same = new Dictionary<(DestinationKind, string), PolicyRule>();
        var wildcards = new List<PolicyRule>();
        foreach (PolicyRule rule in rules)
        {
            Destination match = rule.Match;
            PolicyRule? first = wildcards.Find(w => Covers(w.Match, match));
            if (DomainOf(match) is { } domain && same.TryGetValue((DestinationKind.Domain, domain), out PolicyRule? whole) && (first is null || whole.Number < first.Number))
                first = whole;
            if (same.TryGetValue((match.Kind, match.Text), out PolicyRule? equal) && (first is null || equal.Number <= first.Number))
                report.Warn(rule.Source, 0, "has the destination of rule " + Number(equal) + ", and can never match");
            else if (first is not null)
                report.Warn(rule.Source, 0, "is shadowed by rule " + Number(first) + " (" + first.Destination + "), and can never match");
            if (equal is null)
                same[(match.Kind, match.Text)] = rule;
            if (match.Kind == DestinationKind.Wildcard)
                wildcards.Add(rule);
        }

        static string Number(PolicyRule rule) => rule.Number.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// Whether every address that the second matches is matched by the first, a wildcard. Exact for domains, addresses and wildcards, but for a wildcard whose last star may hold the <c>@</c>: of such,
    /// and of regular expressions, nothing is said that is not sure.
    /// </summary>
    private static bool Covers(Destination first, Destination second) => first.Kind switch
    {
        DestinationKind.Wildcard when first.IsOfAddress => AsAddresses(second) is { } addresses && Glob.Covers(first.Text, addresses),
        DestinationKind.Wildcard when second.Kind == DestinationKind.Regex => first.Text == "*",
        DestinationKind.Wildcard when second.Kind == DestinationKind.Wildcard && !second.IsOfAddress => Glob.Covers(first.Text, second.Text),
        DestinationKind.Wildcard => DomainOf(second) is { } domain && Glob.IsMatch(first.Text, domain),
        _ => false,
    };

    /// <summary>The only domain of the addresses that a destination matches; null when there are several, or it is not known.</summary>
    private static string? DomainOf(Destination destination)
    {
        string text = destination.Text;
        int at = text.LastIndexOf('@');
        return destination.Kind switch
        {
            DestinationKind.Domain => text,
            DestinationKind.Address => text.Substring(at + 1),
            DestinationKind.Wildcard when at > text.LastIndexOf('*') => text.Substring(at + 1),
            _ => null,
        };
    }

    /// <summary>The same destination as a wildcard over whole addresses.</summary>
    private static string? AsAddresses(Destination destination)
        => destination.Kind == DestinationKind.Regex ? null : destination.IsOfAddress ? destination.Text : "*@" + destination.Text;
}
