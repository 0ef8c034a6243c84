namespace MailLog.Parsing;

/// <summary>The command postfix(1) and its scripts.</summary>
internal static class PostfixCommand
{
    private static readonly LineForm[] Compatibility =
    [
        new("postfix.compatibility", EventKind.Daemon, "Postfix is {action:running with|using} backwards-compatible default settings",
            "The configuration's compatibility_level is below the version.", "Postfix is using backwards-compatible default settings"),
        new("postfix.compatibility.see", EventKind.Daemon, "See {text} for details", "Where to read about it.", "See https://www.postfix.org/COMPATIBILITY_README.html for details"),
        new("postfix.compatibility.disable", EventKind.Daemon, "To disable backwards compatibility use \"{command}\" and \"{text}\"", "What to do about it.",
            "To disable backwards compatibility use \"postconf compatibility_level=3.11\" and \"postfix reload\""),
    ];

    private static readonly LineForm[] States =
    [
        new("script.state", EventKind.Daemon, "{action:starting|stopping|refreshing|aborting|flushing} the Postfix mail system",
            "An administrator's command.", "starting the Postfix mail system"),
        new("script.waiting", EventKind.Daemon, "{action:waiting for} the Postfix mail system to terminate", "The mail system is given time to end.", "waiting for the Postfix mail system to terminate"),
        new("script.running", EventKind.Daemon, "the Postfix mail system {action:is running}: PID: {process}", "The answer to postfix status.", "the Postfix mail system is running: PID: 4711"),
        new("script.not-running", EventKind.Daemon, "the Postfix mail system {action:is not running}", "The answer to postfix status.", "the Postfix mail system is not running"),
        new("script.file", EventKind.Diagnostic,
            "{level:warning|error|fatal}: {topic:not owned by root|not owned by postfix|group or other writable|symlink leaves directory|damaged message|corrupt or bogus file|not owned by group postdrop|not set-gid or not owner+group+world executable}: {path}",
            "What postfix check finds.", "warning: not owned by root: /var/spool/postfix/etc"),
        new("script.differ", EventKind.Diagnostic, "{level:warning}: {path} and {origin} {topic:differ}", "What postfix check finds of a chroot directory.", "warning: /var/spool/postfix/etc/resolv.conf and /etc/resolv.conf differ"),
    ];

    /// <summary>What scripts write through postlog(1) can be any text.</summary>
    private static readonly LineForm[] Anything =
    [
        new("script.text", EventKind.Diagnostic, "{text}", "Something else that a script or an administrator wrote with postlog.", "mail system maintenance"),
    ];

    public static readonly ProgramGrammar Command = PostfixProgram.New("postfix", Compatibility, States);

    public static readonly ProgramGrammar[] Scripts =
    [
        .. new[] { "postfix-script", "postmulti-script", "postfix-tls-script", "postfix-tlsrpt-script", "postfix-non-bdb-script", "postfix-wrapper", "post-install", "postmulti", "postlog", "postlogd", "nbdb_reindexd" }
            .Select(name => new ProgramGrammar(MailSystem.Postfix, name, States, Compatibility, PostfixServer.Forms, PostfixDiagnostics.Levels, Anything)),
    ];
}
