namespace MailLog.Parsing;

/// <summary>clamav-milter(8) (clamav-milter/clamfi.c, with LogInfected and LogClean Basic or Full). Subject, message id and date are strangers' text.</summary>
internal static class ClamavMilter
{
    private const string Mail = "[ {queueId}] from <{sender}> to <{recipient}>[,{furtherRecipients}]";

    private const string Headers = " with subject '{subject~}' message-id '{messageId~}' date '{content~}'";

    public static readonly LineForm[] Forms =
    [
        new("clamav-milter.infected.full", EventKind.FilterResult, "Message" + Mail + Headers + " infected by {virus}",
            "A virus was found (LogInfected Full).",
            "Message 4F1A2B3C4D from <a@example.org> to <b@example.net> with subject 'hello' message-id '<x@example.org>' date 'Fri, 20 Nov 2026 10:00:00 +0000' infected by Eicar-Test-Signature"),
        new("clamav-milter.infected", EventKind.FilterResult, "Message" + Mail + " infected by {virus}",
            "A virus was found (LogInfected Basic).", "Message 4F1A2B3C4D from <a@example.org> to <b@example.net> infected by Eicar-Test-Signature"),
        new("clamav-milter.clean.full", EventKind.FilterResult, "{result:Clean} message" + Mail + " with subject '{subject~}' message-id '{messageId~}' date '{content}'",
            "No virus was found (LogClean Full).",
            "Clean message 4F1A2B3C4D from <a@example.org> to <b@example.net> with subject 'hello' message-id '<x@example.org>' date 'Fri, 20 Nov 2026 10:00:00 +0000'"),
        new("clamav-milter.clean", EventKind.FilterResult, "{result:Clean} message" + Mail,
            "No virus was found (LogClean Basic).", "Clean message 4F1A2B3C4D from <a@example.org> to <b@example.net>"),
    ];
}
