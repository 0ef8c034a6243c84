using System.Globalization;

namespace MailLog.Routing;

/// <summary>A mail server that mail is relayed to.</summary>
public sealed class RelayHost
{
    internal RelayHost(string host, int port, bool isLookedUp = false)
    {
        Host = host;
        Port = port;
        IsLookedUp = isLookedUp;
    }

    /// <summary>Its name in lower case, or its IP address; an IPv6 address without brackets, in the usual short form.</summary>
    public string Host { get; }

    /// <summary>Its port.</summary>
    public int Port { get; }

    /// <summary>The host is a domain whose mail servers (MX) are meant: in tables of Postfix, a name without brackets.</summary>
    public bool IsLookedUp { get; }

    /// <summary><c>host:port</c>, an IPv6 address in brackets; with <c>mx of</c> before it when it is looked up.</summary>
    public override string ToString()
    {
        string host = Host.Contains(':') ? "[" + Host + "]" : Host;
        return (IsLookedUp ? "mx of " : "") + host + ":" + Port.ToString(CultureInfo.InvariantCulture);
    }
}
