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
        new("qmgr.transport", EventKind.Diagnostic, "{level:warning}: transport {transport} {topic:failure} -- see a previous warning/fatal/panic logfile record for the problem description",
            "A delivery agent dies; mail for it waits.", "warning: transport smtp failure -- see a previous warning/fatal/panic logfile record for the problem description"),
        new("qmgr.socket", EventKind.Diagnostic, "{level:warning}: {service} socket: {reason}",
            "A delivery agent died while it worked.", "warning: private/smtp socket: malformed response"),
        new("qmgr.congested", EventKind.Limit, "{level:warning}: mail for {service} is {limit:using up} {count} of {connections} active queue entries",
            "Mail for one destination fills the active queue.", "warning: mail for example.org is using up 4001 of 20000 active queue entries"),
        new("qmgr.corrupt", EventKind.Diagnostic, "{level:warning}: {topic:saving corrupt file} \"{queueId}\" from queue \"{origin}\" to queue \"{path}\"",
            "A queue file is broken and put aside.", "warning: saving corrupt file \"4F1A2B3C4D\" from queue \"active\" to queue \"corrupt\""),
        new("qmgr.feedback", EventKind.Diagnostic, "{transport}: {topic:feedback|queue} {text}",
            "How the number of deliveries at one time adapts itself (destination_concurrency_feedback_debug).", "smtp: queue example.org: limit 20 window 5 success 0 failure 0 fail_cohorts 0"),
        new("qmgr.sorted", EventKind.Diagnostic, "{topic:qmgr_message_sort:|end sorted recipient list}[ {recipient}]",
            "The recipients of a mail in order (verbose).", "qmgr_message_sort: alice@example.org"),
    ];

    public static readonly ProgramGrammar Grammar = PostfixProgram.New("qmgr", Forms, Deliveries.Forms);

    public static readonly ProgramGrammar OldGrammar = PostfixProgram.New("oqmgr", Forms, Deliveries.Forms);

    /// <summary>Its name before 2.1, when it was new.</summary>
    public static readonly ProgramGrammar NewGrammar = PostfixProgram.New("nqmgr", Forms, Deliveries.Forms);
}
