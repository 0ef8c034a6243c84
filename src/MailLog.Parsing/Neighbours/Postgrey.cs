namespace MailLog.Parsing;

/// <summary>postgrey(8): greylisting as a policy service (postgrey, mylog_action). Senders come unquoted: what follows is read from the right.</summary>
internal static class Postgrey
{
    public static readonly LineForm[] Forms =
    [
        new("postgrey.action", EventKind.Policy,
            "[{queueId}: ]action={action}, reason={reason}[, delay={delay}], client_name={clientName}, client_address={clientAddress}[/{bits}], sender={sender~}, recipient={recipient}",
            "A client must come again (greylist) or may pass. Since 1.35 the address has the length of the network it is counted by.",
            "action=greylist, reason=new, client_name=mail.example.org, client_address=192.0.2.1/32, sender=a@example.org, recipient=b@example.net"),
        new("postgrey.action.no-recipient", EventKind.Policy,
            "[{queueId}: ]action={action}, reason={reason}[, delay={delay}], client_name={clientName}, client_address={clientAddress}[/{bits}], sender={sender}",
            "The same where Postfix asks when there is no recipient, or several.",
            "action=pass, reason=client whitelist, client_name=mail.example.org, client_address=192.0.2.1, sender=a@example.org"),
    ];
}
