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
    ];

    public static readonly ProgramGrammar Grammar = Service("bounce");
    public static readonly ProgramGrammar DeferGrammar = Service("defer");
    public static readonly ProgramGrammar TraceGrammar = Service("trace");

    private static ProgramGrammar Service(string name) => new(MailSystem.Postfix, name, Forms, PostfixDiagnostics.Levels);
}
