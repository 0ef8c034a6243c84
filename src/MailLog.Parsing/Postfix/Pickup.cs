namespace MailLog.Parsing;

/// <summary>pickup(8): takes local submissions from the maildrop queue.</summary>
internal static class Pickup
{
    private static readonly LineForm[] Forms =
    [
        new("pickup", EventKind.Pickup, "{queueId}: uid={uid} from=<{sender}>[ orig_id={originalQueueId}]",
            "A mail submitted by a local user; orig_id: the queue id it had before postsuper requeued it (pickup.c:pickup_copy).",
            "4F1A2B3C4D: uid=1000 from=<alice>"),
        new("pickup.old", EventKind.Diagnostic, "{level:warning}: {queueId}: {topic:message has been queued} for {count} days",
            "A submission waited long before it was picked up.", "warning: 4F1A2B3C4D: message has been queued for 12 days"),
    ];

    public static readonly ProgramGrammar Grammar = PostfixProgram.New("pickup", Forms);
}
