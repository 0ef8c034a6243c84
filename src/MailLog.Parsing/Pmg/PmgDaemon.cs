namespace MailLog.Parsing;

/// <summary>pmgdaemon(8) and pmgproxy(8): the gateway's API. Here stands what people do with quarantined mail.</summary>
internal static class PmgDaemon
{
    private static readonly LineForm[] Forms =
    [
        // The path's last element is the id that the filter logged when it moved the mail.
        new("quarantine.released", EventKind.FilterAction, "delivered quarantined mail '{ticketId}' ({folder~}/{quarantineId})[ to {recipient}]",
            "A quarantined mail was delivered after all; old releases do not say to whom.",
            "delivered quarantined mail 'C0R3T189970205' (/var/spool/pmg/spam/54/C01D364958FEA2A254) to a@example.org") { Action = FilterAction.Release },
        new("quarantine.deleted", EventKind.FilterAction, "marked quarantined mail '{ticketId}' as deleted ({folder~}/{quarantineId})[ for {user}]",
            "A quarantined mail was deleted.",
            "marked quarantined mail 'C0R3T189970205' as deleted (/var/spool/pmg/spam/54/C01D364958FEA2A254) for a@example.org") { Action = FilterAction.Delete },
        new("quarantine.gone", EventKind.Diagnostic, "{topic:quarantined mail} '{ticketId}' ({folder~}/{quarantineId}) has already been delivered or marked as deleted[ for {user}]!",
            "Somebody asked for a mail that is no longer in the quarantine.",
            "quarantined mail 'C0R3T189970205' (/var/spool/pmg/spam/54/C01D364958FEA2A254) has already been delivered or marked as deleted for a@example.org!"),
        new("quarantine.failed", EventKind.Diagnostic, "{topic:deliver quarantined mail|delete quarantined mail} {target~} failed: {text}",
            "A quarantined mail could not be delivered or deleted.", "deliver quarantined mail 'C0R3T189970205' failed: no such file"),
        new("api.auth", EventKind.Diagnostic, "{topic:successful auth for user|successful openid connect auth for user} '{user}'",
            "Somebody logged in.", "successful auth for user 'root@pam'"),
        new("api.auth-failed", EventKind.Diagnostic, "{topic:authentication failure}; rhost={client} user={user~} msg={text}",
            "Somebody could not log in.", "authentication failure; rhost=192.0.2.1 user=root@pam msg=wrong password"),
        new("api.service", EventKind.Diagnostic, "{topic:starting|stopping|re-starting|reloading} service {service}: {text}",
            "Somebody starts or stops a service.", "starting service postfix: UPID:pmg:00001:00002:00003:srvstart:postfix:root@pam:"),
    ];

    public static readonly ProgramGrammar Grammar = new(MailSystem.Pmg, "pmgdaemon", Forms);

    public static readonly ProgramGrammar ProxyGrammar = new(MailSystem.Pmg, "pmgproxy", Forms);
}
