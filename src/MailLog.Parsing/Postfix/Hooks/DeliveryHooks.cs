using static MailLog.Parsing.HookMethods;

namespace MailLog.Parsing;

/// <summary>What sits behind the queue. Little of it logs a line of its own.</summary>
internal static class DeliveryHooks
{
    public static readonly PostfixHook[] Rows =
    [
        Row("Q1", "qmgr", "content_filter", HookMethods.Smtp | Exec, "another next hop", "QID: to=<RECIPIENT>, relay=FILTER, …, status=sent (250 … queued as QID2)", "content_filter, the action FILTER", "The mail comes back as another queue id."),
        Row("Q2", "qmgr", "transport_maps", Table, "next hop; error: and retry: refuse at RCPT", "", "transport_maps, relayhost, sender_dependent_relayhost_maps, sender_dependent_default_transport_maps, default_transport",
            "Asked through trivial-rewrite; visible as relay=. smtpd refuses a target error:TEXT with 550 5.1.1, retry:TEXT with 450 4.1.1 <RECIPIENT>: Recipient address rejected: TEXT."),
        Row("Q3", "qmgr", "maximal_queue_lifetime", Compiled, "expire", "QID: from=<SENDER>, status=expired|force-expired, returned to sender", "maximal_queue_lifetime, bounce_queue_lifetime, defer_transports",
            "By hand: postsuper logs QID: placed on hold|released from hold|requeued|removed|expired."),
        .. Checks("smtp"), .. Checks("lmtp"),
        Row("D2", "smtp", "smtp_reply_filter", Table, "rewrite the server's reply", "host HOST: replacing server reply \"A\" with \"B\"", "smtp_reply_filter"),
        Row("D3", "smtp", "default_delivery_status_filter", Table, "another status", "", "default_delivery_status_filter, smtp_delivery_status_filter and its like", "Visible as dsn= and status=."),
        Row("D4", "smtp", "smtp_generic_maps", Table, "rewrite on the wire", "", "smtp_generic_maps"),
        Row("D5", "smtp", "smtp_tls_policy_maps", Table | Dns, "require TLS", "Untrusted|Trusted|Verified|Anonymous TLS connection established to HOST", "smtp_tls_policy_maps, smtp_tls_security_level, smtp_dns_reply_filter"),
        Row("D6", "pipe", "argv", Exec, "the exit status: sent, bounced, deferred", "QID: to=<RECIPIENT>, relay=SERVICE, …, status=sent (delivered via SERVICE service)", "argv= in master.cf"),
        Row("D7", "local", "alias_maps", Table | Exec, "expand, pipe, forward", "QID: to=<RECIPIENT>, relay=local, …, status=sent (delivered to command: …|forwarded as QID2)",
            "alias_maps, forward_path, mailbox_command, mailbox_transport, luser_relay, allow_mail_to_commands"),
        Row("D8", "discard", "discard", Table, "swallow", "QID: to=<RECIPIENT>, relay=none, …, status=sent (TEXT)", "transport_maps: discard:TEXT"),
        Row("D8", "error", "error", Table, "bounce or defer", "QID: to=<RECIPIENT>, relay=none, …, status=bounced|deferred (TEXT)", "transport_maps: error:TEXT, retry:TEXT"),
        Row("D9", "bounce", "bounce_template_file", Table, "notifications", "QID: sender non-delivery notification: QID2", "bounce_template_file, notify_classes, delay_warning_time", "Services bounce, defer and trace."),
        Row("F", "pickup", "sendmail", Exec, "anything", "QID2: uid=UID from=<SENDER>", "the filter's own", "A filter that hands the mail back through sendmail; through smtpd it is QID2: client=CLIENT, orig_queue_id=QID."),
    ];

    private static PostfixHook[] Checks(string program) =>
    [
        Check(program, "header_checks", "header", VerdictRestriction.Header),
        Check(program, "mime_header_checks", "header", VerdictRestriction.Header),
        Check(program, "nested_header_checks", "header", VerdictRestriction.Header),
        Check(program, "body_checks", "body", VerdictRestriction.Body),
    ];

    private static PostfixHook Check(string program, string name, string part, VerdictRestriction restriction)
        => new("D1", program, "", program + "_" + name, Table, "edit, WARN, INFO; no refusal", "QID: ACTION: " + part + " CONTENT[: TEXT]", program + "_" + name, "", restriction);

    private static PostfixHook Row(string place, string component, string name, HookMethods methods, string actions, string lineForm, string configuredIn, string note = "")
        => new(place, component, "", name, methods, actions, lineForm, configuredIn, note);
}
