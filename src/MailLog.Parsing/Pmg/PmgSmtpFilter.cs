namespace MailLog.Parsing;

/// <summary>pmg-smtp-filter(8): Proxmox Mail Gateway's content filter.</summary>
internal static class PmgSmtpFilter
{
    public static readonly ProgramGrammar Grammar = new(MailSystem.Pmg, "pmg-smtp-filter");
}
