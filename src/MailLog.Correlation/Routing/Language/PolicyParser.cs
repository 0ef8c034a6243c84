namespace MailLog.Routing;

/// <summary>Reads the files of a policy, one after the other, and gathers everything that is wrong with them.</summary>
internal sealed class PolicyParser(PolicySources sources)
{
    private readonly PolicyReport _report = new();
    private readonly PolicySettings _settings = new();
    private readonly PolicyVariables _variables = new();

    public RoutingPolicy Parse()
    {
        var options = new OptionsParser(_settings, _report);
        if (sources.Options is { } text)
        {
            _report.CheckEncoding(text);
            options.Parse(text);
        }
        ReadMe();
        var relays = new RelayParser(_settings.Me, _report);
        options.ParseRelayHost(relays);
        if (Text(sources.TransportDefs, _settings.TransportDefs) is { } definitions)
            _variables.Parse(definitions, _report);
        PolicyText? transports = Text(sources.Transports, _settings.Transports);
        List<PolicyRule> rules = transports is null ? [] : TransportsParser.Parse(transports, new NextHopParser(_variables, relays, _report), _report);
        List<RewriteRule> rewriting = Text(sources.Rewriting, _settings.Rewriting) is { } rewrites ? RewriteRule.Parse(rewrites, _report) : [];
        PolicyText? aliasText = Text(sources.Aliases, _settings.Aliases);
        List<AliasRule>? aliases = aliasText is null ? null : AliasRule.Parse(aliasText, _report);
        if (_settings.RelayHost is { } relayHost && transports is not null)
            _report.Warn(relayHost, 0, "transports is never used: relayhost goes before it");
        PolicyLint.WarnOfUnreachable(rules, _report);
        _variables.WarnOfUnused(_report);
        CheckRoot(rules, aliases);
        return new RoutingPolicy(_report, _settings, rules, new FirstMatchRouter(_settings.RelayTo, rules), rewriting, () => Print(transports, rules, rewriting, aliases));
    }

    private void ReadMe()
    {
        if (sources.Me is not { } me)
            return;
        var line = new PolicyLine(new PolicyText("me", me), 1, me);
        PolicyPart part = line.Rest(0);
        if (part.Length == 0)
            _report.Error(part, 0, "domain missing");
        else if (DomainText.Check(part, "a domain", _report))
            _settings.Me = DomainText.Normalize(part.Text);
    }

    private PolicyText? Text(PolicyText? given, PolicyPart? named)
    {
        PolicyText? text = given ?? (named is null ? null : sources.Open?.Invoke(named.Text));
        if (text is not null && given is null && text.Name == sources.Options?.Name)
        {
            _report.Error(named!, 0, "this is the file of the main options itself");
            return null;
        }
        if (text is not null)
            _report.CheckEncoding(text);
        else if (named is not null)
            _report.Error(named, 0, "this file cannot be read");
        return text;
    }

    /// <summary>
    /// A delivery agent does not deliver to root, so root needs an alias. Whoever gives nothing but rules has not said what the aliases are: nothing is known of them then.
    /// </summary>
    private void CheckRoot(List<PolicyRule> rules, List<AliasRule>? aliases)
    {
        if (aliases is null && (!_settings.IsGiven || _settings.Aliases is not null))
            return;
        if (rules.Find(r => r.NextHop.Kind == NextHopKind.Mda) is { } rule && (aliases is null || !aliases.Exists(a => a.IsFor("root"))))
            _report.Error(rule.Source, 0, "a delivery agent is used, and aliases has no entry for root");
    }

    private PolicySources Print(PolicyText? transports, List<PolicyRule> rules, List<RewriteRule> rewriting, List<AliasRule>? aliases) => new()
    {
        Options = sources.Options is { } options ? new PolicyText(options.Name, PolicyPrinter.Options(_settings)) : null,
        Transports = transports is null ? null : new PolicyText(transports.Name, PolicyPrinter.Lines(rules, r => r.Destination + " " + r.Written)),
        TransportDefs = Printed(sources.TransportDefs, _settings.TransportDefs, PolicyPrinter.Lines(_variables.All, v => v.Name + " " + v.Value)),
        Rewriting = Printed(sources.Rewriting, _settings.Rewriting, PolicyPrinter.Lines(rewriting, r => r.ToString())),
        Aliases = Printed(sources.Aliases, _settings.Aliases, PolicyPrinter.Lines(aliases ?? [], a => a.ToString())),
        Me = _settings.Me,
    };

    private static PolicyText? Printed(PolicyText? given, PolicyPart? named, string text)
        => given is null && named is null ? null : new PolicyText(given?.Name ?? named!.Text, text);
}
