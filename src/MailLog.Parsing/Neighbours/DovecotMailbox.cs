namespace MailLog.Parsing;

/// <summary>
/// dovecot's lmtp, lda and (before 2.0) deliver: what becomes of a mail in its mailbox. The texts are mail_deliver_log's (lib-lda/mail-deliver.c, with
/// deliver_log_format <c>msgid=%m: %$</c>) and, behind <c>sieve:</c>, Pigeonhole's (lib-sieve/sieve-result.c and the actions). The message id is a stranger's text.
/// </summary>
internal static class DovecotMailbox
{
    // Since 2.3 pid and session stand behind the user; 2.0 to 2.2 have the pid before the user of lmtp, and the session as a word of its own.
    private const string Head = "{service:lmtp|lda|deliver|dovecot-lda}({user})[<{process}><{session}>]: [{level:Info|Warning|Error}: ]";
    private const string SessionHead = "{service:lmtp}({process}, {user}): {session}: ";
    private const string OldHead = "{service:lmtp}({process}, {user}): ";
    private const string HeadExample = "lmtp(alice)<14643><H5dzJCbt/2ozOQAAbw8qlA>: ";
    private const string OldHeadExample = "lmtp(14643, alice@example.org): ";

    private static readonly (string Name, MailboxAction Action, string Text, string Meaning, string Example)[] Deliveries =
    [
        ("saved", MailboxAction.Stored, "saved mail to {mailbox}", "Stored in a mailbox.", "saved mail to INBOX"),
        ("open-failed", MailboxAction.Failed, "save failed to open mailbox {mailbox}: {reason}", "Not stored: the mailbox cannot be opened.", "save failed to open mailbox INBOX: Permission denied"),
        ("save-failed", MailboxAction.Failed, "save failed to {mailbox}: {reason}", "Not stored: an error.", "save failed to INBOX: Quota exceeded (mailbox for user is full)"),
        ("rejected", MailboxAction.Rejected, "rejected: {reason}", "Sent back to its sender.", "rejected: Quota exceeded (mailbox for user is full)"),
    ];

    private static readonly (string Name, MailboxAction Action, string Text, string Meaning, string Example)[] SieveActions =
    [
        ("stored", MailboxAction.Stored, "stored mail into mailbox '{mailbox}'", "The user's script stored the mail.", "stored mail into mailbox 'Lists/a'"),
        ("store-failed", MailboxAction.Failed, "failed to store into mailbox '{mailbox}': {reason}", "The user's script could not store the mail.", "failed to store into mailbox 'Junk': Mailbox doesn't exist: Junk"),
        ("forwarded", MailboxAction.Forwarded, "forwarded to <{target}>", "The user's script sent the mail on.", "forwarded to <b@example.net>"),
        ("duplicate-forward", MailboxAction.Duplicate, "discarded duplicate forward to <{target}>", "The mail was sent on before.", "discarded duplicate forward to <b@example.net>"),
        ("discarded", MailboxAction.Discarded, "marked message to be discarded if not explicitly delivered[ ({reason})]",
            "The user's script drops the mail.", "marked message to be discarded if not explicitly delivered (discard action)"),
        ("rejected", MailboxAction.Rejected, "rejected message from <{target}>[ ({reason})]", "The user's script sent the mail back.", "rejected message from <a@example.org> (reject)"),
        ("answered", MailboxAction.Answered, "sent vacation response to <{target}>", "The sender got an automatic answer.", "sent vacation response to <a@example.org>"),
        ("duplicate-answer", MailboxAction.Duplicate, "discarded duplicate vacation response to <{target}>", "The sender got an automatic answer before.", "discarded duplicate vacation response to <a@example.org>"),
    ];

    public static readonly LineForm[] Forms =
    [
        .. Make(SessionHead, OldHeadExample + "Y4MUB1mPmFgPYQAAs6/ZuA: ", ".session"),
        .. Make(OldHead, OldHeadExample, ".old"),
        .. Make(Head, HeadExample, ""),
    ];

    private static LineForm[] Make(string head, string headExample, string suffix) =>
    [
        .. Deliveries.Select(d => new LineForm("dovecot." + d.Name + suffix, EventKind.Mailbox, head + "msgid={messageId~}: " + d.Text, d.Meaning,
            headExample + "msgid=<x@example.org>: " + d.Example) { MailboxAction = d.Action }),
        // Since 0.5.11 the script's command stands before what it did.
        .. SieveActions.Select(s => new LineForm("sieve." + s.Name + suffix + ".command", EventKind.Mailbox,
            head + "sieve: msgid={messageId~}: {topic:store|fileinto|keep|redirect|discard|vacation|reject|ereject} action: " + s.Text, s.Meaning,
            headExample + "sieve: msgid=<x@example.org>: keep action: " + s.Example) { MailboxAction = s.Action }),
        .. SieveActions.Select(s => new LineForm("sieve." + s.Name + suffix, EventKind.Mailbox, head + "sieve: msgid={messageId~}: " + s.Text, s.Meaning,
            headExample + "sieve: msgid=<x@example.org>: " + s.Example) { MailboxAction = s.Action }),
    ];
}
