using System.Net;

namespace MailLog.Routing;

/// <summary>How a log is compared with a policy.</summary>
public sealed record PolicyAuditOptions
{
    /// <summary>
    /// The addresses of hosts, by name without regard to case, for rules that name a host where the log has only an address. Nothing is ever asked of the DNS. Null: none.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<IPAddress>>? Hosts { get; init; }

    /// <summary>Judge attempts that were deferred or bounced, too; default: only deliveries.</summary>
    public bool Attempts { get; init; }
}
