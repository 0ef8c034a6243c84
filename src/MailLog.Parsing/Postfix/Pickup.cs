namespace MailLog.Parsing;

/// <summary>pickup(8): takes local submissions from the maildrop queue.</summary>
internal static class Pickup
{
    private static readonly LineForm[] Forms =
    [
        new("pickup", EventKind.Pickup, "{queueId}: uid={uid} from=<{sender}>[ orig_id={originalQueueId}]",
            "A mail submitted by a local user; orig_id: the queue id it had before postsuper requeued it (pickup.c:pickup_copy).",
            "4F1A2B3C4D: uid=1000 from=<alice>"),
    ];

    public static readonly ProgramGrammar Grammar = new(MailSystem.Postfix, "pickup", Forms, PostfixDiagnostics.Levels);
}
