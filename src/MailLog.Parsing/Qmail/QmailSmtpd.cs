namespace MailLog.Parsing;

/// <summary>
/// qmail-smtpd: s/qmail's own lines (<see cref="Sqmail"/>), and those of the logging patches of notqmail (process id in the tag) and netqmail
/// (<c>pid N from IP:</c>). These put <c>_</c> for <c>: &lt; &gt;</c> and what cannot be printed, and they alone name the qmail-queue process.
/// </summary>
internal static class QmailSmtpd
{
    private const string From = "[pid {pid} from {client}: ]";

    private static readonly LineForm[] Patches =
    [
        Of("qmail-smtpd.new", EventKind.SmtpCommand, From + "{topic:New session}",
            "The server starts to serve a client.", "pid 1879 from 192.0.2.1: New session"),
        Of("qmail-smtpd.helo", EventKind.SmtpCommand, From + "Received {command:HELO|EHLO} {helo^}",
            "The client gave its name.", "pid 1879 from 192.0.2.1: Received EHLO client.example.org"),
        Of("qmail-smtpd.sender", EventKind.SmtpCommand, From + "{command:Sender} <{sender^}>",
            "A sender was accepted.", "pid 1879 from 192.0.2.1: Sender <a@example.org>"),
        Of("qmail-smtpd.recipient", EventKind.SmtpCommand, From + "{command:Recipient} <{recipient^}>",
            "A recipient was accepted.", "pid 1879 from 192.0.2.1: Recipient <b@example.com>"),
        Of("qmail-smtpd.accepted", EventKind.Client, From + "Message accepted, qp {qp} ({recipientCount} recipients, {bytes} bytes)",
            "The message was put into the queue by this qmail-queue process.", "pid 1879 from 192.0.2.1: Message accepted, qp 1880 (4 recipients, 138 bytes)"),
        Decision("qmail-smtpd.rejected", From + "{topic:Message rejected} ({code} {text})", "DATA",
            "The message was refused with this reply.", "pid 1879 from 192.0.2.1: Message rejected (554 mail server permanently rejected message (#5.3.0))"),
        Decision("qmail-smtpd.badmailfrom", From + "{text:Sender address in badmailfrom}", "MAIL",
            "The sender is refused.", "pid 1879 from 192.0.2.1: Sender address in badmailfrom"),
        Decision("qmail-smtpd.rcpthosts", From + "{text:Recipient domain not in rcpthosts} <{recipient^}>", "RCPT",
            "The client may not send to this domain.", "pid 1879 from 192.0.2.1: Recipient domain not in rcpthosts <x@example.net>"),
        Of("qmail-smtpd.unimplemented", EventKind.SessionNotice, From + "{topic:Unimplemented command} <{command^}>",
            "The client sent something else.", "pid 1879 from 192.0.2.1: Unimplemented command <FOO>"),
        Of("qmail-smtpd.quit", EventKind.SmtpCommand, From + "Remote end {command:QUIT}: quitting",
            "The client took its leave.", "pid 1879 from 192.0.2.1: Remote end QUIT: quitting"),
        Of("qmail-smtpd.aborted", EventKind.SessionAborted, From + "{reason:Read error (disconnect?)|Write error (disconnect?)|Timeout}: quitting",
            "The connection was lost.", "pid 1879 from 192.0.2.1: Read error (disconnect?): quitting"),
    ];

    private static readonly LineForm[] Others =
    [
        Of("qmail-smtpd.recv", EventKind.Client, "mail recv: pid {pid} from <{sender~}> qp {qp}",
            "A message was put into the queue by this qmail-queue process (qmail toaster).", "mail recv: pid 210394 from <a@example.org> qp 210429"),
        new("qmail-smtpd.eqmail", EventKind.Verdict, "{text!}: {sender~} from {client} to {recipient} helo {helo}",
            "A decision of eQmail, which names no process.", "relay denied: a@example.org from 192.0.2.1 to x@example.net helo client.example.org")
            { Endpoints = EndpointStyle.Address, Verdict = VerdictAction.Reject, DecidedBy = VerdictSource.Smtpd, DecidedAt = "RCPT" },
    ];

    public static readonly ProgramGrammar Grammar = new(MailSystem.Qmail, "qmail-smtpd", Sqmail.Forms, Patches, Others);

    /// <summary>Of the lines that may stand without a tag.</summary>
    public static LineForm[] Untagged => [Others[0], .. Sqmail.OldForms];

    private static LineForm Of(string name, EventKind kind, string text, string meaning, string example) =>
        new(name, kind, text, meaning, example) { Endpoints = EndpointStyle.Address };

    private static LineForm Decision(string name, string text, string stage, string meaning, string example) =>
        new(name, EventKind.Verdict, text, meaning, example) { Endpoints = EndpointStyle.Address, Verdict = VerdictAction.Reject, DecidedBy = VerdictSource.Smtpd, DecidedAt = stage };
}
