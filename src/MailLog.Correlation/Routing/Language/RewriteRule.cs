namespace MailLog.Routing;

/// <summary>A line of the rewriting: which addresses get another domain.</summary>
internal sealed class RewriteRule(PolicyPart source, string direction, Destination match, string domain)
{
    public readonly string Direction = direction;
    public readonly Destination Match = match;
    public readonly string Domain = domain;

    public bool IsForRecipients => Direction is "to" or "both";

    public string Place => source.Line.File.Name + ":" + source.Line.Number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public override string ToString() => Direction + " " + Match + " " + Domain;

    public static List<RewriteRule> Parse(PolicyText file, PolicyReport report)
    {
        var rules = new List<RewriteRule>();
        foreach (PolicyLine line in PolicyLine.Entries(file))
            if (Parse(line, report) is { } rule)
                rules.Add(rule);
        return rules;
    }

    private static RewriteRule? Parse(PolicyLine line, PolicyReport report)
    {
        int position = 0;
        PolicyPart direction = line.Word(ref position), from = line.Word(ref position), to = line.Word(ref position), rest = line.Rest(position);
        string word = direction.Text.ToLowerInvariant();
        bool isRight = true;
        if (word is not ("from" or "to" or "both"))
            isRight = Wrong(direction, "the direction is from, to or both");
        Destination? match = null;
        if (from.Length == 0)
            isRight = Wrong(from, "old domain missing");
        else if ((match = DestinationParser.Parse(from, report)) is { Kind: DestinationKind.Address })
            isRight = Wrong(from, "an address cannot be rewritten, only domains can");
        if (to.Length == 0 && from.Length > 0)
            isRight = Wrong(to, "new domain missing");
        if (!DomainText.Check(to, "a domain", report))
            isRight = false;
        if (rest.Length > 0)
            isRight = Wrong(rest, "nothing can stand behind the new domain");
        return isRight && match is not null ? new RewriteRule(direction, word, match, DomainText.Normalize(to.Text)) : null;

        bool Wrong(PolicyPart part, string message)
        {
            report.Error(part, 0, message);
            return false;
        }
    }
}
