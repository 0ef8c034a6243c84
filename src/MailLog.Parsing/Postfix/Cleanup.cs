namespace MailLog.Parsing;

/// <summary>cleanup(8): writes the queue file.</summary>
internal static class Cleanup
{
    private static readonly LineForm[] Forms =
    [
        new("cleanup.message-id", EventKind.MessageId, "{queueId}: message-id={messageId}",
            "The Message-ID header as it stands in the message, with or without angle brackets; a message with two such headers has two lines (cleanup_message.c).",
            "4F1A2B3C4D: message-id=<20261120062342.4F1A2B3C4D@mx.example.org>"),
        new("cleanup.resent-message-id", EventKind.MessageId, "{queueId}: resent-message-id={messageId}",
            "The Resent-Message-ID header.", "4F1A2B3C4D: resent-message-id=<a@example.org>"),
        new("cleanup.removed", EventKind.QueueFile, "{queueId}: {action:removed} ({reason})",
            "The queue file is dropped before the queue manager saw it: canceled by the client or a reject, or discarded (since 3.10; before, such a mail has no last line).",
            "4F1A2B3C4D: removed (canceled)"),
    ];

    public static readonly ProgramGrammar Grammar = new(MailSystem.Postfix, "cleanup", Forms, Deliveries.Forms, Verdicts.Content, Verdicts.Access, PostfixDiagnostics.Levels);
}
