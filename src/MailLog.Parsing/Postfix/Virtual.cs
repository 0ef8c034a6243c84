namespace MailLog.Parsing;

/// <summary>virtual(8): delivers to mailboxes of hosted domains.</summary>
internal static class Virtual
{
    private static readonly LineForm[] Forms =
    [
        new("virtual.recipient", EventKind.Diagnostic, "{level:warning}: {topic:recipient} {recipient}: {reason}",
            "The tables say nothing usable about a recipient.", "warning: recipient alice@example.org: not found in virtual_uid_maps"),
        new("virtual.maildir", EventKind.Diagnostic, "{level:warning}: {topic:maildir access problem} for UID/GID={user}: {reason}",
            "A maildir cannot be written to.", "warning: maildir access problem for UID/GID=5000/5000: create maildir file /var/mail/a/tmp/1: Permission denied"),
    ];

    public static readonly ProgramGrammar Grammar = PostfixProgram.New("virtual", Deliveries.Forms, Forms);
}
