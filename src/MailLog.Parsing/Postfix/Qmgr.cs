namespace MailLog.Parsing;

/// <summary>qmgr(8) and oqmgr(8): the queue manager.</summary>
internal static class Qmgr
{
    private static readonly LineForm[] Forms =
    [
        new("qmgr.active", EventKind.QueueActive, "{queueId}: from=<{sender}>, size={size}, nrcpt={recipientCount} (queue {reason})",
            "The mail enters the active queue, again at every retry (global/opened.c). size: bytes of content records in the queue file.",
            "4F1A2B3C4D: from=<a@example.org>, size=343, nrcpt=1 (queue active)"),
        new("qmgr.expired", EventKind.QueueFile, "{queueId}: from=<{sender}>, status={action:expired|force-expired}, returned to sender",
            "The mail was too old (or postsuper -f said so): every recipient still open is returned (qmgr_active.c).",
            "4F1A2B3C4D: from=<a@example.org>, status=expired, returned to sender"),
        new("qmgr.removed", EventKind.QueueFile, "{queueId}: {action:removed}",
            "The end of the mail in this instance (qmgr_active.c).", "4F1A2B3C4D: removed"),
        new("qmgr.skipped", EventKind.QueueFile, "{queueId}: {action:skipped}, {reason}",
            "After a reload: a delivery agent of before still works on it (qmgr_message.c).", "4F1A2B3C4D: skipped, still being delivered"),
    ];

    public static readonly ProgramGrammar Grammar = new(MailSystem.Postfix, "qmgr", Forms, Deliveries.Forms, PostfixDiagnostics.Levels);

    public static readonly ProgramGrammar OldGrammar = new(MailSystem.Postfix, "oqmgr", Forms, Deliveries.Forms, PostfixDiagnostics.Levels);
}
