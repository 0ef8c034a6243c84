namespace MailLog.Routing;

/// <summary>What the main options say.</summary>
internal sealed class PolicySettings
{
    public bool IsGiven;
    public PolicyPart? RelayHost, Transports, TransportDefs, Rewriting, Aliases;
    public NextHop? RelayTo;
    public string? Me, QueueDirectory;
    public int? MaxAgeDays;
    public bool? ArchiveFailed, RewriteBoth, SendNdr;
}
