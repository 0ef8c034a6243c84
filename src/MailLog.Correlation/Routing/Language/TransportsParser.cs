namespace MailLog.Routing;

/// <summary>Reads the rules.</summary>
internal static class TransportsParser
{
    public static List<PolicyRule> Parse(PolicyText file, NextHopParser nextHops, PolicyReport report)
    {
        var rules = new List<PolicyRule>();
        int number = 0;
        foreach (PolicyLine line in PolicyLine.Entries(file))
        {
            int position = 0;
            PolicyPart destination = line.Word(ref position), written = line.Rest(position);
            Destination? match = DestinationParser.Parse(destination, report);
            NextHop? nextHop = nextHops.Parse(written);
            // A rule with an error counts, so that the others keep their numbers when it is mended.
            number++;
            if (match is not null && nextHop is not null)
                rules.Add(new PolicyRule(number, destination, match, nextHop, PolicyPrinter.Written(written.Text, nextHop)));
        }
        return rules;
    }
}
