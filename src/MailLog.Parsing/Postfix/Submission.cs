namespace MailLog.Parsing;

/// <summary>sendmail(1) and postdrop(1): local submissions that fail before there is a queue file.</summary>
internal static class Submission
{
    private static readonly LineForm[] Forms =
    [
        new("submission.user", EventKind.Diagnostic, "{level:fatal|error|warning}: {user}({uid}): {reason}",
            "A user's mail was not taken.", "fatal: alice(1000): message file too big"),
        new("submission.uid", EventKind.Diagnostic, "{level:fatal|error|warning}: uid={uid}: {reason}",
            "The same, by number.", "warning: uid=1000: File too large"),
        new("submission.denied", EventKind.Diagnostic, "{level:fatal|error|warning}: User {user}({uid}) {topic:is not allowed to submit mail|is not allowed to view the mail queue|is not allowed to flush the mail queue}",
            "authorized_submit_users or a neighbour does not name the user.", "fatal: User alice(1000) is not allowed to submit mail"),
        new("submission.down", EventKind.Diagnostic, "{level:fatal|error|warning}: {topic:Queue report unavailable|Mail system is down}[ {text}]",
            "The mail system does not run.", "fatal: Queue report unavailable - mail system is down"),
    ];

    public static readonly ProgramGrammar[] Programs = [.. new[] { "sendmail", "postdrop", "postqueue" }.Select(name => PostfixProgram.New(name, Forms))];
}
