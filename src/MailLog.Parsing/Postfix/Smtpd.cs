namespace MailLog.Parsing;

/// <summary>smtpd(8): the SMTP server.</summary>
internal static class Smtpd
{
    private static readonly LineForm[] Forms =
    [
        new("smtpd.connect", EventKind.Connect, "connect from {client}",
            "A client connected (smtpd.c:smtpd_service).", "connect from mail.example.org[192.0.2.1]"),
        new("smtpd.disconnect", EventKind.Disconnect, "disconnect from {client}[ {commands}]",
            "The session ended; each command used, with how often it succeeded, and of how many (smtpd.c:smtpd_format_cmd_stats).",
            "disconnect from mail.example.org[192.0.2.1] ehlo=1 mail=1 rcpt=1/2 quit=1 commands=4/5"),
        new("smtpd.client", EventKind.Client,
            "{queueId?NOQUEUE}: client={client}[, sasl_method={saslMethod}][, sasl_username={saslUsername}][, sasl_sender={saslSender}]"
            + "[, orig_queue_id={originalQueueId}][, orig_client={originalClient}]",
            "The first recipient was accepted: a queue file is opened, or (NOQUEUE) the mail goes to a before-queue filter (smtpd.c:mail_open_stream).",
            "4F1A2B3C4D: client=localhost[127.0.0.1], orig_queue_id=3E0F1A2B3C, orig_client=mail.example.org[192.0.2.1]"),
        new("smtpd.aborted", EventKind.SessionAborted, "{reason:lost connection|timeout|too many errors} after {stage}[ ({bytes} bytes)] from {client}",
            "The session ended before its time (smtpd.c:smtpd_proto).", "lost connection after DATA (0 bytes) from mail.example.org[192.0.2.1]"),
        new("smtpd.aborted.id", EventKind.SessionAborted, "{queueId?NOQUEUE}: {reason:lost connection|timeout|too many errors} after {stage}[ ({bytes} bytes)] from {client}",
            "The same, since 3.10.", "4F1A2B3C4D: lost connection after DATA (0 bytes) from mail.example.org[192.0.2.1]"),
    ];

    public static readonly ProgramGrammar Grammar = new(MailSystem.Postfix, "smtpd",
        Forms, Verdicts.Access, Verdicts.Proxy, PostfixTls.Summary, PostfixDiagnostics.Levels);
}
