namespace MailLog.Parsing;

/// <summary>bounce(8), under its services' names bounce, defer and trace: makes notifications.</summary>
internal static class Bounce
{
    private static readonly LineForm[] Forms =
    [
        new("bounce.notification", EventKind.Notification,
            "{queueId}: {notice:sender non-delivery|postmaster non-delivery|sender delay|postmaster delay|sender delivery status} notification: {notification}",
            "A notification about the mail was queued under the second id; logged after that mail's own first lines, before them since 3.11 (bounce_*_service.c).",
            "4F1A2B3C4D: sender non-delivery notification: 5A6B7C8D9E"),
        new("bounce.none", EventKind.Diagnostic, "{queueId}: {topic:not sending trace/success notification} for {text}",
            "Nobody is told about the delivery of a notification.", "4F1A2B3C4D: not sending trace/success notification for double-bounce message"),
        new("bounce.failed", EventKind.Diagnostic, "{level:warning}: {queueId}: {topic:sender notification failed|postmaster notification failed|postmaster notice failed}[ {text}]",
            "A notification could not be queued; tried again later (since 3.11, postmaster notice before).", "warning: 4F1A2B3C4D: sender notification failed to alice@example.org: queue file write error"),
    ];

    public static readonly ProgramGrammar Grammar = Service("bounce");
    public static readonly ProgramGrammar DeferGrammar = Service("defer");
    public static readonly ProgramGrammar TraceGrammar = Service("trace");

    private static ProgramGrammar Service(string name) => PostfixProgram.New(name, Forms);
}
