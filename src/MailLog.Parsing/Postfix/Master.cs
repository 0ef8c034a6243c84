namespace MailLog.Parsing;

/// <summary>master(8): starts and watches the daemons.</summary>
internal static class Master
{
    private static readonly LineForm[] Forms =
    [
        new("master.started", EventKind.Daemon, "{action:daemon started|reload} -- version {version}[, configuration {configuration}]",
            "The mail system starts, or reads its configuration again.", "daemon started -- version 3.7.11, configuration /etc/postfix"),
        new("master.reload", EventKind.Daemon, "{action:reload configuration}[ {configuration}]", "The configuration is read again, before 2.8.", "reload configuration /etc/postfix"),
        new("master.terminating", EventKind.Daemon, "{action:terminating} on signal {signal}", "The mail system ends.", "terminating on signal 15"),
        new("master.exit-time", EventKind.Daemon, "{action:master exit time has arrived}", "The mail system ends, as it was told (master -e).", "master exit time has arrived"),
        new("master.status", EventKind.Daemon, "ignoring status update from child pid {process} generation {generation}",
            "A process of before the last reload reported.", "ignoring status update from child pid 4711 generation 3"),
        new("master.compatibility", EventKind.Daemon, "{path}: {action:using backwards-compatible default setting} {setting}={value}",
            "A default of an older version is in effect in master.cf.", "/etc/postfix/master.cf: line 12: using backwards-compatible default setting chroot=y"),
        new("master.child", EventKind.Daemon, "{level:warning}: process {command} pid {process} {action:exit status} {exitStatus}",
            "A daemon ended with an error; its own last line says why.", "warning: process /usr/lib/postfix/smtpd pid 4711 exit status 1"),
        new("master.child-signal", EventKind.Daemon, "{level:warning}: process {command} pid {process} {action:killed by signal|stopped by signal} {signal}",
            "A daemon died or was stopped.", "warning: process /usr/lib/postfix/smtpd pid 4711 killed by signal 11"),
        new("master.throttled", EventKind.Daemon, "{level:warning}: {command}: {action:bad command startup} -- throttling",
            "A daemon died at once: no new one is started for a minute.", "warning: /usr/lib/postfix/smtpd: bad command startup -- throttling"),
        new("master.limit", EventKind.Limit, "{level:warning}: service \"{service}\" ({origin}) has reached its {limit:process limit} \"{count}\": {text}",
            "All processes of a service are busy: clients must wait.", "warning: service \"smtp\" (25) has reached its process limit \"100\": new clients may experience noticeable delays"),
        new("master.lock", EventKind.Diagnostic, "{level:fatal}: {topic:open lock file} {path}: {reason}",
            "The mail system runs already, or its directory cannot be written.", "fatal: open lock file /var/lib/postfix/master.lock: unable to set exclusive lock: Resource temporarily unavailable"),
        new("master.parameter", EventKind.Daemon, "{level:warning}: ignoring {setting} parameter value change",
            "A parameter that cannot be changed while the mail system runs.", "warning: ignoring inet_interfaces parameter value change"),
    ];

    public static readonly ProgramGrammar Grammar = PostfixProgram.New("master", Forms);
}
