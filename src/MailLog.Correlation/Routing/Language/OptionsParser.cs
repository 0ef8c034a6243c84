using System.Globalization;

namespace MailLog.Routing;

/// <summary>Reads the main options: lines <c>name value</c>.</summary>
internal sealed class OptionsParser(PolicySettings settings, PolicyReport report)
{
    private static readonly string[] Names = ["relayhost", "transports", "transport-defs", "max-age", "archive-failed", "queue-dir", "rewriting", "rewrite-both", "send-ndr", "aliases", "me"];
    private readonly Dictionary<string, int> _lines = new(StringComparer.Ordinal);

    public static bool IsOption(string word) => Array.IndexOf(Names, word) >= 0;

    public void Parse(PolicyText file)
    {
        settings.IsGiven = true;
        foreach (PolicyLine line in PolicyLine.Entries(file))
        {
            int position = 0;
            PolicyPart name = line.Word(ref position), value = line.Rest(position);
            int first = line.Number;
            if (!IsOption(name.Text))
                report.Error(name, 0, "there is no option \"" + name.Text + "\"");
            else if (_lines.TryGetValue(name.Text, out first))
                report.Error(name, 0, name.Text + " is already set in line " + first.ToString(CultureInfo.InvariantCulture));
            else if (value.Length == 0)
                report.Error(value, 0, "value of " + name.Text + " missing");
            else
                Set(name.Text, value);
            _lines[name.Text] = first > 0 ? first : line.Number;
        }
    }

    /// <summary>The servers for all mail; only now, since the domain for short names may stand behind them.</summary>
    public void ParseRelayHost(RelayParser relays)
    {
        if (settings.RelayHost is { } part)
            settings.RelayTo = relays.Parse(part);
    }

    private void Set(string name, PolicyPart value)
    {
        switch (name)
        {
            case "relayhost":
                settings.RelayHost = value;
                break;
            case "transports":
                settings.Transports = value;
                break;
            case "transport-defs":
                settings.TransportDefs = value;
                break;
            case "rewriting":
                settings.Rewriting = value;
                break;
            case "aliases":
                settings.Aliases = value;
                break;
            case "queue-dir":
                settings.QueueDirectory = value.Text;
                break;
            case "max-age":
                settings.MaxAgeDays = Days(value);
                break;
            case "archive-failed":
                settings.ArchiveFailed = Bool(value);
                break;
            case "rewrite-both":
                settings.RewriteBoth = Bool(value);
                break;
            case "send-ndr":
                settings.SendNdr = Bool(value);
                break;
            case "me":
                settings.Me = DomainText.Check(value, "a domain", report) ? DomainText.Normalize(value.Text) : null;
                break;
        }
    }

    private int? Days(PolicyPart value)
    {
        if (int.TryParse(value.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int days) && days is >= 1 and <= 36500)
            return days;
        report.Error(value, 0, "max-age is a number of days, from 1 to 36500");
        return null;
    }

    private bool? Bool(PolicyPart value)
    {
        switch (value.Text.ToLowerInvariant())
        {
            case "1" or "true" or "yes" or "on":
                return true;
            case "0" or "false" or "no" or "off":
                return false;
        }
        report.Error(value, 0, "neither yes nor no (1, true, yes, on; 0, false, no, off)");
        return null;
    }
}
