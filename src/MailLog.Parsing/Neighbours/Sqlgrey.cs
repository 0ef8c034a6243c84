namespace MailLog.Parsing;

/// <summary>sqlgrey(1): greylisting as a policy service (sqlgrey, mylog('grey', …)).</summary>
internal static class Sqlgrey
{
    public static readonly LineForm[] Forms =
    [
        new("sqlgrey.grey", EventKind.Policy, "grey: {action:new|reconnect ok|early reconnect|throttling|delaying}: {clientName}({clientAddress}), {sender~} -> {recipient}[ ({details})]",
            "A client must come again, or has come again; in front of its address the network it is counted by.",
            "grey: new: 192.0.2(192.0.2.1), a@example.org -> b@example.net"),
        new("sqlgrey.awl", EventKind.Policy, "grey: {action:from awl match|domain awl match}: {reason:updating} {clientName}({clientAddress}), {sender}",
            "The client has passed before.", "grey: from awl match: updating 192.0.2(192.0.2.1), a@example.org"),
        new("sqlgrey.whitelist", EventKind.Policy, "{action:whitelist}: {text}",
            "The client or the recipient is not greylisted.", "whitelist: mail.example.org, 192.0.2.1(mail.example.org) -> b@example.net"),
    ];
}
