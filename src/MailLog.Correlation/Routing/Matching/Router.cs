namespace MailLog.Routing;

/// <summary>What decided a route.</summary>
internal enum RouteOrigin : byte
{
    Rule,
    RelayHost,
    Default,
}

/// <summary>Where mail for an address goes.</summary>
internal sealed record Route(RouteOrigin Origin, PolicyRule? Rule, NextHop NextHop, IReadOnlyList<PolicyRule> Undecided)
{
    /// <summary>The first rule whose regular expression took too long.</summary>
    public PolicyRule? UndecidedRule => Undecided.Count > 0 ? Undecided[0] : null;
}

/// <summary>Finds the rule for an address. With a list of steps it also says how.</summary>
internal interface IRouter
{
    Route Route(AddressParts address, List<RouteStep>? steps);
}

/// <summary>A relay host for all, else the first rule that matches, else the mail servers of the domain.</summary>
internal sealed class FirstMatchRouter(NextHop? relayHost, IReadOnlyList<PolicyRule> rules) : IRouter
{
    public Route Route(AddressParts address, List<RouteStep>? steps)
    {
        if (relayHost is not null)
        {
            steps?.Add(new RouteStep(null, true, "relayhost is set, and goes before all rules"));
            return new Route(RouteOrigin.RelayHost, null, relayHost, []);
        }
        List<PolicyRule> undecided = [];
        foreach (PolicyRule rule in rules)
        {
            bool? isMatch = rule.Match.IsMatch(address);
            steps?.Add(new RouteStep(rule, isMatch == true, rule.Match.Reason(address, isMatch)));
            if (isMatch == true)
                return new Route(RouteOrigin.Rule, rule, rule.NextHop, undecided);
            if (isMatch is null)
                undecided.Add(rule);
        }
        return new Route(RouteOrigin.Default, null, NextHop.Mx, undecided);
    }
}
