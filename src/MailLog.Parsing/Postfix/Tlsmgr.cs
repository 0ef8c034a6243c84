namespace MailLog.Parsing;

/// <summary>tlsmgr(8): keeps TLS session caches and randomness.</summary>
internal static class Tlsmgr
{
    private static readonly LineForm[] Forms =
    [
        new("tlsmgr.reopen", EventKind.Daemon, "exiting to reopen external entropy source {path}", "The source of randomness is opened anew.", "exiting to reopen external entropy source dev:/dev/urandom"),
        new("tlsmgr.egd", EventKind.Daemon, "lost connection to EGD server {service} -- exiting to reconnect", "The source of randomness hung up.", "lost connection to EGD server /var/run/egd -- exiting to reconnect"),
        new("tlsmgr.cleanup", EventKind.Daemon, "tlsmgr_cache_run_event: start TLS {service:smtpd|smtp|lmtp} session cache cleanup",
            "Old sessions are dropped from a cache.", "tlsmgr_cache_run_event: start TLS smtpd session cache cleanup"),
    ];

    public static readonly ProgramGrammar Grammar = PostfixProgram.New("tlsmgr", Forms, PostfixTls.Notices);
}
