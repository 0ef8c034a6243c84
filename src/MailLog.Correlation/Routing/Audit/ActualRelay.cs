using System.Globalization;
using System.Net;

namespace MailLog.Routing;

/// <summary>What kind of thing a log names as relay.</summary>
internal enum ActualKind : byte
{
    /// <summary>Nothing was reached, or the log does not tell.</summary>
    None,

    /// <summary>A mail server.</summary>
    Server,

    /// <summary>A socket of the host itself.</summary>
    Socket,

    /// <summary>A delivery agent's word: <c>local</c>, <c>virtual</c>, a service of pipe(8).</summary>
    Agent,

    /// <summary>qmail's <c>remote</c>: some server, not told which.</summary>
    SomeServer,
}

/// <summary>Where a delivery went, taken from the relay as logged: <c>name[address]:port</c>, an address alone (qmail), <c>host:port</c> (qpsmtpd), a word.</summary>
internal readonly struct ActualRelay
{
    private ActualRelay(ActualKind kind, string name, IPAddress? address, int port)
    {
        Kind = kind;
        Name = name;
        Address = address;
        Port = port;
    }

    public ActualKind Kind { get; }

    /// <summary>Empty when the log has none, or has the address in its place.</summary>
    public string Name { get; }

    public IPAddress? Address { get; }

    /// <summary>0 when the log does not tell.</summary>
    public int Port { get; }

    public static ActualRelay Of(string? relay)
    {
        if (relay is null || relay.Length == 0 || relay == "none")
            return new ActualRelay(ActualKind.None, "", null, 0);
        int open = relay.IndexOf('['), close = open < 0 ? -1 : relay.LastIndexOf(']');
        if (close < open || open < 0)
        {
            IPAddress? alone = DomainText.Address(relay);
            if (alone is null && TryReadHostAndPort(relay) is { } server)
                return server;
            if (relay[0] == '/')
                return new ActualRelay(ActualKind.Socket, "", null, 0);
            return alone is null ? new ActualRelay(relay == "remote" ? ActualKind.SomeServer : ActualKind.Agent, relay, null, 0) : new ActualRelay(ActualKind.Server, "", alone, 0);
        }
        string name = relay.Substring(0, open), inner = relay.Substring(open + 1, close - open - 1);
        const string V6 = "IPv6:";
        IPAddress? address = DomainText.Address(inner.StartsWith(V6, StringComparison.OrdinalIgnoreCase) ? inner.Substring(V6.Length) : inner);
        // Postfix writes an address between the brackets, or the path of a socket as it is configured: private/dovecot-lmtp (smtp_session.c, smtp_connect.c).
        if (address is null)
            return new ActualRelay(ActualKind.Socket, name, null, 0);
        int port = 0;
        string behind = relay.Substring(close + 1);
        if (behind.StartsWith(":", StringComparison.Ordinal))
            _ = int.TryParse(behind.TrimStart(':'), NumberStyles.None, CultureInfo.InvariantCulture, out port);
        return new ActualRelay(ActualKind.Server, DomainText.Address(name) is null ? DomainText.Normalize(name) : "", address, port);
    }

    private static ActualRelay? TryReadHostAndPort(string relay)
    {
        int colon = relay.LastIndexOf(':');
        string host = relay.Substring(0, Math.Max(colon, 0)), digits = relay.Substring(colon + 1);
        if (host.Length == 0 || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int port) || port > ushort.MaxValue)
            return null;
        IPAddress? address = DomainText.Address(host);
        return new ActualRelay(ActualKind.Server, address is null ? DomainText.Normalize(host) : "", address, port);
    }
}
