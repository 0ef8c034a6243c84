using System.Net;

namespace MailLog.Routing;

/// <summary>Compares hosts by what is known without asking anybody: the same address, the same name, or a name whose addresses were given.</summary>
internal sealed class HostBook
{
    private readonly Dictionary<string, IPAddress[]> _addresses = new(StringComparer.Ordinal);

    public HostBook(IReadOnlyDictionary<string, IReadOnlyList<IPAddress>>? hosts)
    {
        if (hosts is null)
            return;
        foreach (KeyValuePair<string, IReadOnlyList<IPAddress>> host in hosts)
            _addresses[DomainText.Normalize(host.Key)] = [.. host.Value.Select(a => a.IsIPv4MappedToIPv6 ? a.MapToIPv4() : a)];
    }

    /// <summary>Null when that is not known.</summary>
    public bool? IsSame(RelayHost expected, ActualRelay actual)
    {
        if (DomainText.Address(expected.Host) is { } address)
            return actual.Address is null ? null : address.Equals(actual.Address);
        if (actual.Name == expected.Host)
            return true;
        // The servers of a domain can have any name.
        if (expected.IsLookedUp)
            return null;
        if (_addresses.TryGetValue(expected.Host, out IPAddress[]? known) && actual.Address is not null)
            return Array.IndexOf(known, actual.Address) >= 0;
        return actual.Name.Length == 0 ? null : false;
    }
}
