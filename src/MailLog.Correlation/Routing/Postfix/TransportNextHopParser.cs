using System.Globalization;
using System.Net;

namespace MailLog.Routing;

/// <summary>Reads the result of a transport(5) table, <c>transport:nexthop</c>, and the value of <c>relayhost</c>.</summary>
internal sealed class TransportNextHopParser(PolicyReport report)
{
    public const int SmtpPort = 25;
    private const int LmtpPort = 24;

    public NextHop? Parse(PolicyPart result)
    {
        if (result.Length == 0)
        {
            report.Error(result, 0, "result missing: transport:nexthop");
            return null;
        }
        int colon = result.Text.IndexOf(':');
        string transport = colon < 0 ? result.Text : result.Text.Substring(0, colon);
        PolicyPart nextHop = colon < 0 ? result.Slice(result.Length) : result.Slice(colon + 1).Trim();
        for (int i = 0; i < transport.Length; i++)
            if (!(transport[i] is (>= 'a' and <= 'z') or (>= 'A' and <= 'Z') or (>= '0' and <= '9') or '-' or '_' or '.' or '/'))
            {
                report.Error(result, i, "'" + DomainText.Shown(transport[i]) + "' cannot be part of a transport's name");
                return null;
            }
        switch (transport)
        {
            case "smtp" or "relay":
                return nextHop.Length == 0 ? NextHop.Mx : Relays(nextHop, SmtpPort);
            case "":
                // A next hop alone is for the transport that would be used anyway; that is SMTP wherever a host makes sense.
                return nextHop.Length == 0 ? new NextHop(NextHopKind.Service, [], TransportTableParser.NoChange) : Relays(nextHop, SmtpPort);
            case "lmtp" when nextHop.Length > 0 && !nextHop.Text.StartsWith("unix:", StringComparison.Ordinal):
                return Relays(nextHop.Text.StartsWith("inet:", StringComparison.Ordinal) ? nextHop.Slice("inet:".Length) : nextHop, LmtpPort, hasMx: false);
        }
        return new NextHop(NextHopKind.Service, [], nextHop.Length == 0 ? transport : transport + ":" + nextHop.Text);
    }

    /// <summary>Hosts, separated by commas or white space. In brackets a host is meant itself, without them the mail servers of that domain.</summary>
    /// <param name="part">The list.</param>
    /// <param name="defaultPort">The port of those that name none.</param>
    /// <param name="hasMx">Without it a host is meant itself in any case: LMTP asks for no mail servers (lmtp(8), LMTP DESTINATION SYNTAX).</param>
    public NextHop? Relays(PolicyPart part, int defaultPort, bool hasMx = true)
    {
        var relays = new List<RelayHost>();
        bool isRight = true;
        for (int start = 0; start < part.Length;)
        {
            int end = start;
            while (end < part.Length && part.Text[end] != ',' && !PolicyLine.IsSpace(part.Text[end]))
                end++;
            if (end > start)
            {
                RelayHost? relay = Relay(part.Slice(start, end - start), defaultPort, hasMx);
                isRight &= relay is not null;
                if (relay is not null)
                    relays.Add(relay);
            }
            start = end + 1;
        }
        if (isRight && relays.Count == 0)
            report.Error(part, 0, "host missing");
        return isRight && relays.Count > 0 ? new NextHop(NextHopKind.Smtp, relays, null, isInOrder: true) : null;
    }

    private RelayHost? Relay(PolicyPart part, int defaultPort, bool hasMx)
    {
        int hostEnd, hostStart = 0;
        bool isDirect = part.Text[0] == '[';
        if (isDirect)
        {
            hostStart = 1;
            hostEnd = part.Text.IndexOf(']');
            if (hostEnd < 0)
            {
                report.Error(part, 0, "\"[\" without \"]\"");
                return null;
            }
        }
        else
        {
            hostEnd = part.Text.IndexOf(':');
            hostEnd = hostEnd < 0 ? part.Length : hostEnd;
        }
        PolicyPart host = part.Slice(hostStart, hostEnd - hostStart), rest = part.Slice(hostEnd + (isDirect ? 1 : 0));
        const string V6 = "IPv6:";
        bool isV6 = host.Text.StartsWith(V6, StringComparison.OrdinalIgnoreCase);
        IPAddress? address = DomainText.Address(isV6 ? host.Text.Substring(V6.Length) : host.Text);
        if (address is null && (host.Length == 0 || isV6 || !DomainText.Check(host, "a host name", report)))
        {
            if (host.Length == 0 || isV6)
                report.Error(host, 0, isV6 ? "not an IPv6 address" : "host missing");
            return null;
        }
        int? port = Port(rest, defaultPort);
        return port is null ? null : new RelayHost(address?.ToString() ?? DomainText.Normalize(host.Text), port.Value, isLookedUp: hasMx && !isDirect && address is null);
    }

    private int? Port(PolicyPart rest, int defaultPort)
    {
        if (rest.Length == 0)
            return defaultPort;
        string text = rest.Text.Substring(1);
        int port = text switch
        {
            "smtp" => SmtpPort,
            "lmtp" => LmtpPort,
            "submission" => 587,
            "smtps" or "submissions" => 465,
            _ => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0,
        };
        if (rest.Text[0] == ':' && port is >= 1 and <= 65535)
            return port;
        report.Error(rest, rest.Text[0] == ':' ? Math.Min(1, rest.Length) : 0, rest.Text[0] != ':' ? "behind \"]\" only \":\" and a port can stand"
            : "a port is a number from 1 to 65535, or one of smtp, submission, submissions, smtps, lmtp");
        return null;
    }
}
