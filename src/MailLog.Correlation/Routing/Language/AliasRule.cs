namespace MailLog.Routing;

/// <summary>A line of the aliases: the user of the system that gets the mail of local parts.</summary>
internal sealed class AliasRule(string pattern, SafeRegex regex, string user)
{
    /// <summary>Whether the line is for a local part; null when that took too long to tell.</summary>
    public bool? IsFor(string local) => regex.IsMatch(local);

    public override string ToString() => pattern + " " + user;

    public static List<AliasRule> Parse(PolicyText file, PolicyReport report)
    {
        var rules = new List<AliasRule>();
        foreach (PolicyLine line in PolicyLine.Entries(file))
        {
            int position = 0;
            PolicyPart pattern = line.Word(ref position), user = line.Word(ref position), rest = line.Rest(position);
            SafeRegex? regex = SafeRegex.Create(pattern.Text, isWhole: true, out string message, out int offset);
            if (regex is null)
                report.Error(pattern, offset, message);
            if (user.Length == 0)
                report.Error(user, 0, "unix user missing");
            else if (rest.Length > 0)
                report.Error(rest, 0, "nothing can stand behind the unix user");
            else if (regex is not null)
                rules.Add(new AliasRule(pattern.Text, regex, user.Text));
        }
        return rules;
    }
}
