namespace MailLog.Parsing;

/// <summary>Lines with a level word (util/msg_output.c). They stand last in every program's list: a form of its own goes first.</summary>
internal static class PostfixDiagnostics
{
    public static readonly LineForm[] Levels =
    [
        new("diagnostic.id", EventKind.Diagnostic, "{level:warning|error|fatal|panic}: {queueId}: {text}",
            "A warning or error about one mail: the level stands before the id.", "warning: 4F1A2B3C4D: undeliverable postmaster notification discarded"),
        new("diagnostic", EventKind.Diagnostic, "{level:warning|error|fatal|panic}: {text}",
            "A warning or error.", "warning: mail_stream_cleanup: close error"),
    ];
}
