namespace MailLog.Parsing;

/// <summary>postsuper(1): maintenance of the queue by hand.</summary>
internal static class Postsuper
{
    private static readonly LineForm[] Forms =
    [
        new("postsuper", EventKind.QueueFile, "{queueId}: {action:removed|requeued|placed on hold|released from hold|expired}",
            "What was done to one queue file; with ALL there is no such line (postsuper.c).", "4F1A2B3C4D: placed on hold"),
        new("postsuper.total", EventKind.Diagnostic, "{reason:Deleted|Requeued|Placed on hold|Released from hold|Force-expired|Renamed to match inode number|Warned}: {count} {text}",
            "The sum of a run.", "Deleted: 7 messages"),
    ];

    public static readonly ProgramGrammar Grammar = PostfixProgram.New("postsuper", Forms);
}
