namespace MailLog.Parsing;

/// <summary>milter-greylist(8): greylisting as a milter (milter-greylist.c, real_envrcpt).</summary>
internal static class MilterGreylist
{
    public static readonly LineForm[] Forms =
    [
        new("milter-greylist.delayed", EventKind.Policy, "{queueId}: addr {client} from <{sender}> to <{recipient}> {action:delayed}[ for {limit}][ ({reason})]",
            "The client must come again.", "4F1A2B3C4D: addr mail.example.org[192.0.2.1] from <a@example.org> to <b@example.net> delayed for 00:05:00 (ACL 123)"),
        new("milter-greylist.skipped", EventKind.Policy, "{queueId}: {action:skipping greylist} because {reason}[, (from=<{sender}>, rcpt=<{recipient}>, addr={client})]",
            "The client may pass.",
            "4F1A2B3C4D: skipping greylist because address 192.0.2.1 is whitelisted, (from=<a@example.org>, rcpt=<b@example.net>, addr=mail.example.org[192.0.2.1])"),
    ];
}
