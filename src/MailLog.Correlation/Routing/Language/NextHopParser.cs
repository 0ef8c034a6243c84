namespace MailLog.Routing;

/// <summary>Reads the right side of a rule, after its variables were replaced.</summary>
internal sealed class NextHopParser(PolicyVariables variables, RelayParser relays, PolicyReport report)
{
    private const string PluginPrefix = "queue/";

    public NextHop? Parse(PolicyPart written)
    {
        if (written.Length == 0)
        {
            report.Error(written, 0, "next hop missing");
            return null;
        }
        if (variables.Expand(written, report)?.Trim() is not { } part)
            return null;
        string text = part.Text;
        if (text.StartsWith(PluginPrefix, StringComparison.Ordinal))
            return Plugin(part);
        if (text[0] == '|')
            return Command(NextHopKind.Pipe, part.Slice(1).Trim(), "command missing behind \"|\"");
        if (text[0] == '/')
            return text.Length == 1 || PolicyLine.IsSpace(text[1]) ? Wrong(part, 1, "path missing behind \"/\"") : Command(NextHopKind.Mda, part, "");
        return relays.Parse(part);
    }

    /// <summary>Whether a program is there cannot be known here: the log may be of another host.</summary>
    private NextHop? Command(NextHopKind kind, PolicyPart part, string missing)
        => part.Length == 0 ? Wrong(part, 0, missing) : new NextHop(kind, [], part.Text);

    private NextHop? Plugin(PolicyPart part)
    {
        if (part.Length == PluginPrefix.Length)
            return Wrong(part, part.Length, "plugin missing behind \"queue/\"");
        for (int i = PluginPrefix.Length; i < part.Length; i++)
            if (!(part.Text[i] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.' or ':' or '/'))
                return Wrong(part, i, "'" + DomainText.Shown(part.Text[i]) + "' cannot be part of a plugin's name");
        return new NextHop(NextHopKind.Plugin, [], part.Text);
    }

    private NextHop? Wrong(PolicyPart part, int index, string message)
    {
        report.Error(part, index, message);
        return null;
    }
}
