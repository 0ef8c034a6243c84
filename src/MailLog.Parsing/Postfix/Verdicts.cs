namespace MailLog.Parsing;

/// <summary>Decisions of restriction lists, milters and content checks, as smtpd and cleanup both write them.</summary>
internal static class Verdicts
{
    private const string Trailer = ";[ from=<{sender}>][ to=<{recipient}>][ proto={protocol}][ helo=<{helo}>]";

    public static readonly LineForm[] Access =
    [
        // smtpd_check.c:log_whatsup and smtpd.c:check_milter_reply; since 3.10 the SASL fields follow, with brackets in the milter's form.
        new("verdict.access", EventKind.Verdict,
            "{queueId?NOQUEUE}: {action:reject|reject_warning|warn|info|hold|delay|discard|filter|redirect|bcc|prepend|hangup|permit|milter-reject|milter-hold|milter-discard|milter-accept}: "
            + "{stage} from {client}: [{code} ][{dsn} ]{text~}" + Trailer + "[ sasl_method={saslMethod}][ sasl_username={saslUsername}][ sasl_sender={saslSender}]",
            "A restriction list or a milter acted on a command; reject_warning: it would have rejected (warn_if_reject).",
            "NOQUEUE: reject: RCPT from unknown[192.0.2.1]: 554 5.7.1 <a@example.org>: Relay access denied; from=<b@example.net> to=<a@example.org> proto=ESMTP helo=<c>"),
        new("verdict.abort", EventKind.Verdict, "{queueId?NOQUEUE}: {action:abort}: {stage} from {client}: {text}",
            "The TLS handshake did not meet smtpd_tls_req_ccert.", "NOQUEUE: abort: TLS from unknown[192.0.2.1]: No client certificate presented"),
        new("verdict.server", EventKind.Verdict, "{queueId?NOQUEUE}: {action:reject}: {stage} from {client}: {code} {dsn} {text}",
            "The server itself failed: cleanup could not be reached.", "4F1A2B3C4D: reject: RCPT from unknown[192.0.2.1]: 421 4.3.0 <a@example.org> Server local data error"),
    ];

    /// <summary>Before 2.3 smtpd named no queue id where there was none.</summary>
    public static readonly LineForm[] Old =
    [
        new("verdict.access.old", EventKind.Verdict, "{action:reject|reject_warning|warn|hold|discard|filter|redirect}: {stage} from {client}: [{code} ][{dsn} ]{text~}" + Trailer,
            "A restriction list acted on a command, before 2.3.", "reject: RCPT from unknown[192.0.2.1]: 554 <a@example.org>: Relay access denied; from=<b@example.net> to=<a@example.org>"),
    ];

    public static readonly LineForm[] Content =
    [
        // cleanup_message.c:cleanup_act_log
        new("verdict.content", EventKind.Verdict,
            "{queueId}: {action:reject|warning|info|filter|pass|discard|hold|redirect|bcc|prepend|replace|strip|delay|"
            + "milter-header-reject|milter-header-warning|milter-header-info|milter-header-discard|milter-header-hold|milter-header-filter|milter-header-redirect|milter-header-bcc}: "
            + "{part:header|body|content|mime-error} {content~} from {client}" + Trailer + "[: {text}]",
            "A header_checks, body_checks or mime_header_checks map, or the MIME parser, acted on a line of the message.",
            "4F1A2B3C4D: reject: header Subject: buy now from unknown[192.0.2.1]; from=<a@example.net> to=<b@example.org> proto=SMTP helo=<c>: 5.7.1 no spam"),
    ];

    public static readonly LineForm[] Delivery =
    [
        // smtp_proto.c: the content and the action's text are not told apart. At most 60 bytes of content until 3.7, 200 since.
        new("verdict.delivery", EventKind.Verdict, "{queueId}: {action:warning|info|filter|pass|discard|hold|redirect|bcc|prepend|replace|strip|delay|reject}: {part:header|body|content} {content}",
            "An smtp_header_checks or smtp_body_checks map acted on a line of the message while it was sent on.",
            "4F1A2B3C4D: replace: header Received: from a.example: Received: from b.example"),
    ];

    public static readonly LineForm[] Proxy =
    [
        // smtpd.c:common_post_message_handling: no queue id and no client here, the session's pid is the only link.
        new("verdict.proxy", EventKind.Verdict, "proxy-{action:accept|reject}: {stage}: [{code} ][{dsn} ]{text~}" + Trailer + "[ sasl_method={saslMethod}][ sasl_username={saslUsername}][ sasl_sender={saslSender}]",
            "The before-queue filter's (smtpd_proxy_filter) reply to the message.",
            "proxy-accept: END-OF-MESSAGE: 250 2.0.0 Ok: queued as 4F1A2B3C4D; from=<a@example.net> to=<b@example.org> proto=ESMTP helo=<c>"),
    ];

    public static readonly LineForm[] Postscreen =
    [
        // postscreen_smtpd.c:psc_rcpt_cmd: fields separated by commas.
        new("verdict.postscreen", EventKind.Verdict,
            "{queueId?NOQUEUE}: {action:reject}: {stage} from {client}: [{code} ][{dsn} ]{text~}; from=<{sender}>, to=<{recipient}>, proto={protocol}, helo=<{helo}>",
            "postscreen rejected a recipient: a test failed, or the client must come again.",
            "NOQUEUE: reject: RCPT from [192.0.2.1]:34453: 550 5.7.1 Service unavailable; client [192.0.2.1] blocked using list.example; from=<a@example.net>, to=<b@example.org>, proto=ESMTP, helo=<c>"),
        new("verdict.postscreen.connect", EventKind.Verdict, "{queueId?NOQUEUE}: {action:reject}: {stage:CONNECT} from {client}: {text}",
            "postscreen has no room for the client.", "NOQUEUE: reject: CONNECT from [192.0.2.1]:34453: too many connections"),
        new("verdict.postscreen.busy", EventKind.Verdict, "{action:reject}: {stage:connect} from {client}: {text}",
            "postscreen has no room to look at the client.", "reject: connect from [192.0.2.1]:34453: all screening ports busy"),
    ];
}
