namespace MailLog.Parsing;

/// <summary>local(8): delivers to mailboxes, commands and aliases of this host.</summary>
internal static class Local
{
    private static readonly LineForm[] Forms =
    [
        new("local.alias-missing", EventKind.Diagnostic, "{level:warning}: {topic:required alias not found}: {text}",
            "postmaster or another address that must be there is none.", "warning: required alias not found: mailer-daemon"),
        new("local.loop", EventKind.Diagnostic, "{level:warning}: {topic:alias database loop|recipient nesting limit exceeded|:include: nesting limit exceeded} for {text}",
            "An address leads back to itself.", "warning: alias database loop for alice"),
        new("local.lock", EventKind.Diagnostic, "{level:warning}: {topic:unable to create lock file} {path}: {reason}",
            "A mailbox cannot be locked.", "warning: unable to create lock file /var/mail/alice.lock: Permission denied"),
        new("local.maildir", EventKind.Diagnostic, "{level:warning}: {topic:maildir access problem} for UID/GID={user}: {reason}",
            "A maildir cannot be written to.", "warning: maildir access problem for UID/GID=1000/1000: create maildir file /home/a/Maildir/tmp/1: Permission denied"),
        new("local.owner", EventKind.Diagnostic, "{level:warning}: mailing list \"{list}\" {topic:needs an} \"{text}\" alias",
            "Bounces of the list have nobody to go to.", "warning: mailing list \"staff\" needs an \"owner-staff\" alias"),
    ];

    public static readonly ProgramGrammar Grammar = PostfixProgram.New("local", Deliveries.Forms, Forms);
}
