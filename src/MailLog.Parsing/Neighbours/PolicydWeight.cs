namespace MailLog.Parsing;

/// <summary>policyd-weight(8): block lists weighed as a policy service.</summary>
internal static class PolicydWeight
{
    private const string Client = "; <client={clientAddress}> <helo={helo}> <from={sender~}> <to={recipient}>; ";

    public static readonly LineForm[] Forms =
    [
        new("policyd-weight.decided", EventKind.Policy, "decided action={action} {text~}" + Client + "delay: {delay}s",
            "The answer to smtpd.",
            "decided action=PREPEND X-policyd-weight: using cached result; rate: -7; <client=192.0.2.1> <helo=mail.example.org> <from=a@example.org> <to=b@example.net>; delay: 0s"),
        new("policyd-weight.checked", EventKind.Policy, "{action:weighted check}: {text~}" + Client + "rate: {score}",
            "What was found, and its sum.",
            "weighted check:  NOT_IN_SBL_XBL_SPAMHAUS=-1.5 HELO_IP_IN_CL_SUBNET=-1.2; <client=192.0.2.1> <helo=mail.example.org> <from=a@example.org> <to=b@example.net>; rate: -2.7"),
    ];
}
