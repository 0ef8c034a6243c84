namespace MailLog.Routing;

/// <summary>Reads the left side of a rule: regular expression, wildcard, address or domain.</summary>
internal static class DestinationParser
{
    public static Destination? Parse(PolicyPart part, PolicyReport report)
    {
        string text = part.Text;
        if (text[0] == '/')
            return Regex(part, report);
        if (text[0] == '|' || text[0] == '$')
        {
            report.Error(part, 0, "'" + text[0] + "' cannot begin a destination" + (text[0] == '$' ? ": variables are for next hops" : ""));
            return null;
        }
        for (int i = 0; i < text.Length; i++)
            if (DomainText.IsInvisible(text[i]))
            {
                report.Error(part, i, "'" + DomainText.Shown(text[i]) + "' cannot be part of a destination");
                return null;
            }
        int at = text.LastIndexOf('@');
        if (text.Contains('*'))
            return new Destination(DestinationKind.Wildcard, DomainText.Normalize(text));
        if (at < 0)
            return DomainText.Check(part, "a domain", report) ? new Destination(DestinationKind.Domain, DomainText.Normalize(text)) : null;
        if (at == 0 || at == text.Length - 1)
        {
            report.Error(part, at == 0 ? 0 : part.Length, at == 0 ? "nothing before the \"@\"" : "domain missing behind the \"@\"");
            return null;
        }
        return DomainText.HasOneAt(part, at, report) && DomainText.Check(part.Slice(at + 1), "a domain", report) ? new Destination(DestinationKind.Address, DomainText.Normalize(text)) : null;
    }

    private static Destination? Regex(PolicyPart part, PolicyReport report)
    {
        string text = part.Text;
        if (text.Length < 2 || text[text.Length - 1] != '/')
        {
            report.Error(part, 0, "regular expression not closed by \"/\"");
            return null;
        }
        string pattern = text.Substring(1, text.Length - 2);
        if (pattern.Length == 0)
        {
            report.Error(part, 0, "regular expression without content: it would match everything");
            return null;
        }
        SafeRegex? regex = SafeRegex.Create(pattern, isWhole: false, out string message, out int offset);
        if (regex is not null)
            return new Destination(DestinationKind.Regex, pattern, regex);
        report.Error(part, 1 + offset, message);
        return null;
    }
}
