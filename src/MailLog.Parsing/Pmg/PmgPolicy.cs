namespace MailLog.Parsing;

/// <summary>pmgpolicy(8): greylisting and SPF for Postfix's smtpd.</summary>
internal static class PmgPolicy
{
    public static readonly ProgramGrammar Grammar = new(MailSystem.Pmg, "pmgpolicy");
}
