namespace MailLog.Parsing;

/// <summary>postfwd(8), postfwd2(8), postfwd3(8): rules as a policy service (log_info of a rule that hits).</summary>
internal static class Postfwd
{
    public static readonly LineForm[] Forms =
    [
        new("postfwd.rule", EventKind.Policy,
            "\\[{topic:RULES|CACHE}\\] rule={rule}, id={identity}[, queue={queueId}], client={client}, sender=<{sender}>, recipient=<{recipient}>, "
            + "helo=<{helo}>, proto={protocol}, state={stage}[, delay={delay}s][, hits={hits}], action={action}[ {text}]",
            "A rule hit.",
            "[RULES] rule=12, id=RBL, client=mail.example.org[192.0.2.1], sender=<a@example.org>, recipient=<b@example.net>, helo=<mail.example.org>, proto=ESMTP, state=RCPT, delay=0.01s, hits=RBL, action=REJECT blocked"),
    ];
}
