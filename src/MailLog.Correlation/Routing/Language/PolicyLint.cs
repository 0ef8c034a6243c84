using System.Globalization;

namespace MailLog.Routing;

/// <summary>Finds what can be said, but hardly is meant: rules that nothing can reach.</summary>
internal static class PolicyLint
{
    /// <summary>The first rule before each that leaves nothing for it.</summary>
    public static void WarnOfUnreachable(IReadOnlyList<PolicyRule> rules, PolicyReport report)
    {
        for (int later = 1; later < rules.Count; later++)
            for (int earlier = 0; earlier < later; earlier++)
            {
                Destination first = rules[earlier].Match, second = rules[later].Match;
                bool isSame = first.Kind == second.Kind && first.Text == second.Text;
                if (!isSame && !Covers(first, second))
                    continue;
                string number = rules[earlier].Number.ToString(CultureInfo.InvariantCulture);
                report.Warn(rules[later].Source, 0, (isSame ? "has the destination of rule " + number : "is shadowed by rule " + number + " (" + first + ")") + ", and can never match");
                break;
            }
    }

    /// <summary>
    /// Whether every address that the second matches is matched by the first. Exact for domains, addresses and wildcards, but for a wildcard whose last star may hold the <c>@</c>: of such,
    /// and of regular expressions, nothing is said that is not sure.
    /// </summary>
    public static bool Covers(Destination first, Destination second) => first.Kind switch
    {
        DestinationKind.Domain => DomainOf(second) == first.Text,
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
