namespace MailLog.Routing;

/// <summary>
/// Looks an address up as Postfix does in an indexed table (transport(5), TABLE SEARCH ORDER): the address, the domain, its parents with a dot before them, <c>*</c>.
/// The order of the lines says nothing.
/// </summary>
internal sealed class TransportTable : IRouter
{
    private readonly Dictionary<string, PolicyRule> _byKey = new(StringComparer.Ordinal);
    private readonly NextHop? _relayHost;

    public TransportTable(IEnumerable<PolicyRule> rules, NextHop? relayHost)
    {
        _relayHost = relayHost;
        foreach (PolicyRule rule in rules)
            if (!_byKey.ContainsKey(rule.Match.Text))
                _byKey[rule.Match.Text] = rule;
    }

    public Route Route(AddressParts address, List<RouteStep>? steps)
    {
        foreach (string key in Keys(address))
        {
            bool isFound = _byKey.TryGetValue(key, out PolicyRule? rule);
            if (!isFound)
            {
                steps?.Add(new RouteStep(null, false, "there is no entry for " + key));
                continue;
            }
            if (rule!.NextHop.Kind == NextHopKind.Service && rule.NextHop.Command == TransportTableParser.NoChange)
            {
                steps?.Add(new RouteStep(rule, true, "the entry for " + key + " says to change nothing"));
                return Default(rule);
            }
            steps?.Add(new RouteStep(rule, true, "the entry is for " + key));
            return new Route(RouteOrigin.Rule, rule, rule.NextHop, []);
        }
        if (_relayHost is not null)
            steps?.Add(new RouteStep(null, true, "relayhost takes what no entry is for"));
        return Default(null);
    }

    private Route Default(PolicyRule? rule) => _relayHost is null
        ? new Route(RouteOrigin.Default, rule, NextHop.Mx, []) : new Route(RouteOrigin.RelayHost, rule, _relayHost, []);

    private static IEnumerable<string> Keys(AddressParts address)
    {
        if (address.Domain.Length > 0)
        {
            yield return address.Whole;
            yield return address.Domain;
            for (int dot = address.Domain.IndexOf('.'); dot >= 0; dot = address.Domain.IndexOf('.', dot + 1))
                yield return address.Domain.Substring(dot);
        }
        yield return "*";
    }
}
