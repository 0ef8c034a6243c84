namespace MailLog.Routing;

/// <summary>Reads a table of Postfix in the form of transport(5): lines <c>pattern transport:nexthop</c>.</summary>
internal sealed class TransportTableParser
{
    /// <summary>The empty transport with the empty next hop: what would be done without the table.</summary>
    public const string NoChange = ":";

    private readonly PolicyReport _report = new();
    private readonly TransportNextHopParser _nextHops;

    public TransportTableParser() => _nextHops = new TransportNextHopParser(_report);

    public RoutingPolicy Parse(PolicyText table, string? relayHost)
    {
        var settings = new PolicySettings();
        if (relayHost is not null)
        {
            PolicyPart part = new PolicyLine(new PolicyText("relayhost", relayHost), 1, relayHost).Rest(0);
            // Empty is how Postfix writes "none".
            settings.RelayTo = part.Length == 0 ? null : _nextHops.Relays(part, TransportNextHopParser.SmtpPort);
        }
        var rules = new List<PolicyRule>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        int number = 0;
        _report.CheckEncoding(table);
        foreach (PolicyLine line in PolicyLine.Entries(table))
        {
            int position = 0;
            PolicyPart pattern = line.Word(ref position), result = line.Rest(position);
            if (PolicyLine.IsSpace(line.Text[0]))
            {
                _report.Error(pattern, 0, "a line that goes on from the one before is not read here: write the entry on one line");
                continue;
            }
            number++;
            Destination? match = Pattern(pattern);
            NextHop? nextHop = _nextHops.Parse(result);
            if (match is null || nextHop is null)
                continue;
            if (lines.TryGetValue(match.Text, out int first))
                _report.Warn(pattern, 0, "has the pattern of line " + first.ToString(System.Globalization.CultureInfo.InvariantCulture) + ", and is not used");
            else
                lines[match.Text] = line.Number;
            rules.Add(new PolicyRule(number, pattern, match, nextHop, result.Text));
        }
        return new RoutingPolicy(_report, settings, rules, new TransportTable(rules, settings.RelayTo), [],
            () => new PolicySources { Transports = new PolicyText(table.Name, PolicyPrinter.Lines(rules, r => r.Destination + " " + r.Written)) });
    }

    private Destination? Pattern(PolicyPart part)
    {
        string text = part.Text;
        if (text[0] == '/' || text == "if" || text == "endif" || text[0] == '!')
        {
            _report.Error(part, 0, "tables of regular expressions (regexp, pcre) are not read here");
            return null;
        }
        if (text == "*")
            return new Destination(DestinationKind.Wildcard, text);
        int at = text.LastIndexOf('@');
        PolicyPart domain = part.Slice(at + 1);
        if (domain.Length > 1 && domain.Text[0] == '.' && at < 0)
            domain = domain.Slice(1);
        if (domain.Length == 0)
        {
            _report.Error(part, part.Length, "domain missing behind the \"@\"");
            return null;
        }
        return DomainText.HasOneAt(part, at, _report) && DomainText.Check(domain, "a domain", _report) ? new Destination(at < 0 ? DestinationKind.Domain : DestinationKind.Address, DomainText.Normalize(text)) : null;
    }
}
