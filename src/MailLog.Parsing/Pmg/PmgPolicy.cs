namespace MailLog.Parsing;

/// <summary>pmgpolicy(8): greylisting and SPF for Postfix's smtpd. None of its decisions says about which mail.</summary>
internal static class PmgPolicy
{
    private static readonly LineForm[] Decisions =
    [
        new("policy.greylisted", EventKind.Policy, "{action:defer greylisted mail}",
            "The client must come again.", "defer greylisted mail"),
        new("policy.spf", EventKind.Policy, "{action:SPF says pass|SPF says fail}",
            "What the sender's domain says about the client.", "SPF says pass"),
        new("policy.accept-from", EventKind.Policy, "{action:accept mails from whitelist|accept mails from welcomelist|accept mails from backup MX host} - {text}",
            "The client is not greylisted.", "accept mails from whitelist - 192.0.2.1"),
        new("policy.accept-to", EventKind.Policy, "{action:accept mails to whitelist|accept mails to welcomelist} - <{text}>",
            "The recipient's mail is not greylisted.", "accept mails to whitelist - <a@example.org>"),
    ];

    private static readonly LineForm[] News =
    [
        new("policy.started", EventKind.Diagnostic, "{topic:Policy daemon (re)started|Database connection broken - trying to reconnect}",
            "News of the daemon.", "Policy daemon (re)started"),
        new("policy.maintenance", EventKind.Diagnostic, "{topic:starting policy database maintenance|starting policy database maintainance} ({text})",
            "Old entries are about to be removed.", "starting policy database maintenance (greylist, rbl)"),
        new("policy.maintained", EventKind.Diagnostic, "{topic:end policy database maintenance|end policy database maintainance} ({milliseconds} ms, {count} ms)",
            "Old entries were removed: time for the greylist, time for the block list.", "end policy database maintenance (12 ms, 3 ms)"),
        new("policy.expired", EventKind.Diagnostic, "{topic:found} {count} expired mails in greylisting database",
            "Clients that did not come again.", "found 12 expired mails in greylisting database"),
        new("policy.update", EventKind.Diagnostic, "{topic:rbl update error|greylist database update error|unable to reconnect to database server}: {text}",
            "The database could not be used.", "rbl update error: no connection"),
        new("policy.database", EventKind.Diagnostic, "{level:ERROR}: {topic:unable to load database} : {text}",
            "The database could not be read.", "ERROR: unable to load database : no connection"),
        new("policy.protocol", EventKind.Diagnostic, "{topic:greylist policy protocol error - got|greylist policy protocol error - unused data} '{text}'",
            "smtpd asked in a form that the daemon does not know.", "greylist policy protocol error - got 'x'"),
        new("policy.socket", EventKind.Diagnostic, "{topic:socket not ready} - {text}",
            "A socket could not be used.", "socket not ready - Bad file descriptor"),
        new("policy.reload", EventKind.Diagnostic, "{topic:reloading configuration} {text}",
            "The configuration changed.", "reloading configuration Proxmox_ruledb"),
    ];

    public static readonly ProgramGrammar Grammar = new(MailSystem.Pmg, "pmgpolicy", Decisions, NetServer.Connects, News, NetServer.News);
}
