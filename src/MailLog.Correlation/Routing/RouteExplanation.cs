namespace MailLog.Routing;

/// <summary>Where a policy sends mail for an address, and why.</summary>
public sealed class RouteExplanation
{
    internal RouteExplanation(string address, string? rewritten, string? rewrittenBy, Route route, IReadOnlyList<RouteStep> steps, bool isUndecided)
    {
        Address = address;
        Rewritten = rewritten;
        RewrittenBy = rewrittenBy;
        Route = route;
        Steps = steps;
        IsUndecided = isUndecided;
    }

    internal Route Route { get; }

    /// <summary>The address as asked for.</summary>
    public string Address { get; }

    /// <summary>The address that the rules were asked about, when it was rewritten or completed with a domain; null otherwise.</summary>
    public string? Rewritten { get; }

    /// <summary>The line of the rewriting that was used, with its place; null when none was.</summary>
    public string? RewrittenBy { get; }

    /// <summary>What was looked at, up to the rule that matched, in that order.</summary>
    public IReadOnlyList<RouteStep> Steps { get; }

    /// <summary>The rule that matched; null when the relay host of the whole policy or the default decides.</summary>
    public PolicyRule? Rule => Route.Rule;

    /// <summary>Where the mail goes.</summary>
    public NextHop NextHop => Route.NextHop;

    /// <summary>No rule matched, and no relay host is set for all.</summary>
    public bool IsDefault => Route.Origin == RouteOrigin.Default;

    /// <summary>
    /// A regular expression that was looked at, of a rule or of the rewriting, took too long, which counts as no match: another rule may be the right one.
    /// </summary>
    public bool IsUndecided { get; }
}

/// <summary>A step on the way to the rule for an address.</summary>
public sealed class RouteStep
{
    internal RouteStep(PolicyRule? rule, bool isMatch, string reason)
    {
        Rule = rule;
        IsMatch = isMatch;
        Reason = reason;
    }

    /// <summary>The rule that was looked at; null when there was no rule to look at: a key that a table does not have, a relay host for all, a line of the rewriting that took too long.</summary>
    public PolicyRule? Rule { get; }

    /// <summary>It decided.</summary>
    public bool IsMatch { get; }

    /// <summary>Why it did or did not, in a line of English.</summary>
    public string Reason { get; }

    /// <summary>The reason, after the number of the rule if there is one.</summary>
    public override string ToString() => Rule is null ? Reason : "rule " + Rule.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) + ": " + Reason;
}
