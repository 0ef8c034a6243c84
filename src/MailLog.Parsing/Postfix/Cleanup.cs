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
        new("cleanup.header-read", EventKind.Diagnostic, "{queueId}: {topic:read}: {bytes}: {text}",
            "A header that a milter changes (cleanup_milter.c, until 3.4, verbose).", "4F1A2B3C4D: read: 42: Subject: hello"),
        new("cleanup.queue-file-size", EventKind.Diagnostic, "{level:warning}: {queueId}: {topic:queue file size limit exceeded}",
            "The message is larger than message_size_limit.", "warning: 4F1A2B3C4D: queue file size limit exceeded"),
        new("cleanup.rejected", EventKind.Diagnostic, "{level:warning}: {queueId}: {topic:message rejected}: {reason}",
            "The message cannot be queued: hopcount exceeded, or a broken envelope.", "warning: 4F1A2B3C4D: message rejected: hopcount exceeded"),
        new("cleanup.write", EventKind.Diagnostic, "{level:warning}: {queueId}: {topic:write queue file|read timeout on|bounce message failure}[: {reason}]",
            "The queue file could not be written.", "warning: 4F1A2B3C4D: write queue file: No space left on device"),
        new("cleanup.map-command", EventKind.Diagnostic, "{level:warning}: {topic:unknown command} in {table} map: {text}",
            "A header or body check says what is no action.", "warning: unknown command in header_checks map: FROBNICATE x"),
        new("cleanup.map-filter", EventKind.Diagnostic, "{level:warning}: {topic:bad FILTER command} {text~} in {table} -- need transport:destination",
            "A header or body check names no destination.", "warning: bad FILTER command nonsense in header_checks -- need transport:destination"),
    ];

    public static readonly ProgramGrammar Grammar = PostfixProgram.New("cleanup",
        Forms, Deliveries.Forms, Verdicts.Content, Verdicts.Access, PostfixMilters.Forms);
}
