namespace MailLog.Parsing;

/// <summary>
/// The two SPF policy services for smtpd: policyd-spf(1) (Python, spf_engine) and postfix-policyd-spf-perl. Postfix neuters the HELO, but gives the sender as
/// it came: what follows it is read from the right.
/// </summary>
internal static class SpfPolicy
{
    private const string Client = "client-ip={clientAddress}; helo={helo}; envelope-from={sender~}; receiver={recipient}";

    public static readonly LineForm[] Forms =
    [
        // spf_engine/policyd_spf.py: log of spfcheck, debugLevel 1 and up; %identity is helo or mailfrom.
        new("policyd-spf.result", EventKind.Check, "{result:" + CheckWords.Alternatives + "}; identity={identity}; " + Client,
            "What SPF says about the sender or the HELO.",
            "Pass; identity=mailfrom; client-ip=192.0.2.1; helo=mail.example.org; envelope-from=a@example.org; receiver=b@example.net") { Method = CheckMethod.Spf },
        new("policyd-spf.prepend", EventKind.Check, "prepend Received-SPF: {result:" + CheckWords.Alternatives + "} ({text~}) identity={identity}; " + Client,
            "The same, as the header that the mail gets (Header_Type = SPF).",
            "prepend Received-SPF: Pass (mailfrom) identity=mailfrom; client-ip=192.0.2.1; helo=mail.example.org; envelope-from=a@example.org; receiver=b@example.net") { Method = CheckMethod.Spf },
        new("policyd-spf.authentication", EventKind.Check,
            "prepend Authentication-Results: {service}; spf={result:" + CheckWords.Alternatives + "} ({text~}) smtp.{identity:mailfrom|mfrom|helo}={domain} (" + Client + ")",
            "The same, as a header of RFC 8601 (Header_Type = AR).",
            "prepend Authentication-Results: mx.example.net; spf=pass (sender SPF authorized) smtp.mailfrom=example.org (client-ip=192.0.2.1; helo=mail.example.org; envelope-from=a@example.org; receiver=b@example.net)") { Method = CheckMethod.Spf },
        new("policyd-spf.skipped", EventKind.Policy, "{action:prepend} X-Comment: {reason} - client-ip={clientAddress}; helo={helo}; envelope-from={sender~}; receiver={recipient}",
            "SPF was not looked at: a local or listed client.",
            "prepend X-Comment: SPF check N/A for local connections - client-ip=127.0.0.1; helo=localhost; envelope-from=a@example.org; receiver=b@example.net"),
        new("policyd-spf.reject", EventKind.Policy, "{code} {dsn} {text}",
            "The reply with which the mail is refused, for good or for now.",
            "550 5.7.23 Message rejected due to: SPF fail - not authorized. Please see http://www.openspf.net/Why?s=mfrom;id=a@example.org;ip=192.0.2.1;r=b@example.net"),
    ];

    public static readonly LineForm[] PerlForms =
    [
        // postfix-policyd-spf-perl: the header is Mail::SPF's received_spf_header.
        new("policy-spf.prepend", EventKind.Check,
            "Policy action=PREPEND Received-SPF: {result:" + CheckWords.Alternatives + "} ({text~}) receiver={service}; identity={identity}; envelope-from=\"{sender~}\"; helo={helo}; client-ip={clientAddress}",
            "What SPF says, as the header that the mail gets.",
            "Policy action=PREPEND Received-SPF: pass (example.org: 192.0.2.1 is authorized to use 'a@example.org' in 'mfrom' identity (mechanism 'mx' matched)) receiver=mx.example.net; identity=mailfrom; envelope-from=\"a@example.org\"; helo=mail.example.org; client-ip=192.0.2.1") { Method = CheckMethod.Spf },
        new("policy-spf.reject", EventKind.Policy, "Policy action={code} {text}",
            "The reply with which the mail is refused.", "Policy action=550 Please see http://www.openspf.org/Why?s=mfrom;id=a%40example.org;ip=192.0.2.1;r=mx.example.net"),
        new("policy-spf.action", EventKind.Policy, "Policy action={action}[ {text}]",
            "Any other answer to smtpd.", "Policy action=DUNNO"),
    ];
}
