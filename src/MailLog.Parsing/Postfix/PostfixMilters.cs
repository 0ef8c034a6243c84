namespace MailLog.Parsing;

/// <summary>Lines about milters, of smtpd and cleanup (<c>milter/</c>).</summary>
internal static class PostfixMilters
{
    public static readonly LineForm[] Forms =
    [
        new("milter.trouble", EventKind.Diagnostic, "{level:warning|error|fatal}: {topic:milter} {service}: {reason}",
            "A milter does not keep to the protocol, hung up, or is too slow.", "warning: milter inet:127.0.0.1:8891: can't read SMFIC_BODYEOB reply packet header: Connection timed out"),
        new("milter.version", EventKind.Diagnostic, "{setting}: {topic:milter} {service} version {version}", "A milter was connected (verbose).", "milter8_connect: milter inet:127.0.0.1:8891 version 6"),
        new("milter.protocol", EventKind.Diagnostic, "milter8_connect: {topic:events|requests|my_events}{text}", "What a milter asked for (verbose).", "milter8_connect: events SMFIP_NOHELO"),
        new("milter.event", EventKind.Diagnostic, "{topic:event}: {setting}; macros:{text}", "What a milter is sent (verbose).", "event: SMFIC_CONNECT; macros: j=mx.example.org"),
    ];
}
