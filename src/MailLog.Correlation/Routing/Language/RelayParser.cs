using System.Globalization;
using System.Net;

namespace MailLog.Routing;

/// <summary>Reads a list of mail servers: <c>host</c>, <c>host:port</c>, <c>[address]:port</c>, separated by commas.</summary>
internal sealed class RelayParser(string? me, PolicyReport report)
{
    private const int DefaultPort = 25;

    /// <summary>Null when there is an error.</summary>
    public NextHop? Parse(PolicyPart part)
    {
        var relays = new List<RelayHost>();
        bool isRight = true;
        for (int start = 0; start <= part.Length;)
        {
            int comma = part.Text.IndexOf(',', start);
            int end = comma < 0 ? part.Length : comma;
            if (Relay(part.Slice(start, end - start).Trim()) is { } relay)
                relays.Add(relay);
            else
                isRight = false;
            start = end + 1;
        }
        return isRight ? new NextHop(NextHopKind.Smtp, relays, null) : null;
    }

    private RelayHost? Relay(PolicyPart part)
    {
        string text = part.Text;
        if (text.Length == 0)
            return Wrong(part, 0, "relay missing");
        for (int i = 0; i < text.Length; i++)
            if (PolicyLine.IsSpace(text[i]))
                return Wrong(part, i, "white space in a relay; several are separated by \",\"");
        if (text[0] == '[')
            return InBrackets(part);
        int colon = text.IndexOf(':');
        if (colon >= 0 && text.IndexOf(':', colon + 1) >= 0)
            return V6WithoutBrackets(part);
        string? host = Host(colon < 0 ? part : part.Slice(0, colon));
        return host is null ? null : WithPort(host, part, colon);
    }

    /// <summary>What stands behind the last colon can look like a port; it is a part of the address.</summary>
    private RelayHost? V6WithoutBrackets(PolicyPart part)
    {
        string text = part.Text;
        if (DomainText.Address(text) is not { } address)
            return Wrong(part, 0, "not an IPv6 address; with a port it needs brackets: [::1]:25");
        int colon = text.LastIndexOf(':');
        string last = text.Substring(colon + 1), host = text.Substring(0, colon);
        if (last.Length > 1 && int.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out _) && DomainText.Address(host) is not null)
            report.Warn(part, 0, "\"" + last + "\" is the end of this IPv6 address; as a port it needs brackets: [" + host + "]:" + last);
        return new RelayHost(address.ToString(), DefaultPort);
    }

    private RelayHost? InBrackets(PolicyPart part)
    {
        int close = part.Text.IndexOf(']');
        if (close < 0)
            return Wrong(part, 0, "\"[\" without \"]\"");
        PolicyPart inner = part.Slice(1, close - 1);
        string? host = !inner.Text.Contains(':') ? Host(inner) : DomainText.Address(inner.Text)?.ToString();
        if (host is null && inner.Text.Contains(':'))
            return Wrong(inner, 0, "not an IPv6 address");
        if (close + 1 < part.Length && part.Text[close + 1] != ':')
            return Wrong(part, close + 1, "behind \"]\" only \":\" and a port can stand");
        return host is null ? null : WithPort(host, part, close + 1 < part.Length ? close + 1 : -1);
    }

    private string? Host(PolicyPart part)
    {
        string text = part.Text;
        if (text.Length == 0)
            return Missing(part);
        if (DomainText.LooksLikeIPv4(text))
        {
            IPAddress? address = DomainText.Address(text);
            if (address is null)
                report.Error(part, 0, "not an IPv4 address");
            return address?.ToString();
        }
        if (!DomainText.Check(part, "a host name", report))
            return null;
        string name = DomainText.Normalize(text);
        // The name of the machine itself is complete as it is, though it has no dot.
        if (name.Contains('.') || name == "localhost")
            return name;
        if (me is not null)
            return name + "." + me;
        report.Warn(part, 0, "the short host name \"" + name + "\" is taken as it is: there is no \"me\" to complete it with");
        return name;
    }

    private RelayHost? WithPort(string host, PolicyPart part, int colon)
    {
        if (colon < 0)
            return new RelayHost(host, DefaultPort);
        string text = part.Text.Substring(colon + 1);
        if (text.Length == 0)
            return Wrong(part, colon + 1, "port missing");
        foreach (char c in text)
            if (c is < '0' or > '9')
                return Wrong(part, colon + 1, "a port is a number");
        return int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int port) && port is >= 1 and <= 65535
            ? new RelayHost(host, port) : Wrong(part, colon + 1, "port out of range 1..65535");
    }

    private string? Missing(PolicyPart part)
    {
        report.Error(part, 0, "host missing");
        return null;
    }

    private RelayHost? Wrong(PolicyPart part, int index, string message)
    {
        report.Error(part, index, message);
        return null;
    }
}
