namespace MailLog.Parsing;

/// <summary>smtp(8) and lmtp(8): one program, two names.</summary>
internal static class Smtp
{
    private static readonly LineForm[] Forms =
    [
        new("smtp.said", EventKind.DeliveryTrouble, "{queueId}: host {relay} {reason:said|refused to talk to me}: {response}",
            "One server refused; another may be tried (smtp_trouble.c).", "4F1A2B3C4D: host mx.example.org[192.0.2.1] said: 451 4.7.1 later (in reply to RCPT TO command)"),
        new("smtp.lost", EventKind.DeliveryTrouble, "{queueId}: {reason:lost connection with} {relay} while {response}",
            "One server hung up; another may be tried.", "4F1A2B3C4D: lost connection with mx.example.org[192.0.2.1] while sending RCPT TO"),
        new("smtp.timeout", EventKind.DeliveryTrouble, "{queueId}: {reason:conversation} with {relay} timed out while {response}",
            "One server fell silent; another may be tried.", "4F1A2B3C4D: conversation with mx.example.org[192.0.2.1] timed out while sending RCPT TO"),
        new("smtp.connect", EventKind.DeliveryTrouble, "{reason:connect} to {relay}: {response}",
            "One address could not be reached, the next is tried; no queue id (smtp_connect.c).", "connect to mx.example.org[192.0.2.1]:25: Connection refused"),
    ];

    public static readonly ProgramGrammar Grammar = new(MailSystem.Postfix, "smtp", Deliveries.Forms, Forms, Verdicts.Delivery, PostfixTls.Summary, PostfixDiagnostics.Levels);

    public static readonly ProgramGrammar LmtpGrammar = new(MailSystem.Postfix, "lmtp", Deliveries.Forms, Forms, Verdicts.Delivery, PostfixTls.Summary, PostfixDiagnostics.Levels);
}
