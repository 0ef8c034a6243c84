namespace MailLog.Parsing;

/// <summary>smtpd(8): the SMTP server.</summary>
internal static class Smtpd
{
    private static readonly LineForm[] Forms =
    [
        new("smtpd.connect", EventKind.Connect, "connect from {client}",
            "A client connected (smtpd.c:smtpd_service).", "connect from mail.example.org[192.0.2.1]"),
        new("smtpd.disconnect", EventKind.Disconnect, "disconnect from {client}[ {commands}]",
            "The session ended; since 3.0 each command used, with how often it succeeded, and of how many (smtpd.c:smtpd_format_cmd_stats).",
            "disconnect from mail.example.org[192.0.2.1] ehlo=1 mail=1 rcpt=1/2 quit=1 commands=4/5"),
        new("smtpd.client", EventKind.Client,
            "{queueId?NOQUEUE}: client={client}[, sasl_method={saslMethod}][, sasl_username={saslUsername}][, sasl_sender={saslSender}]"
            + "[, orig_queue_id={originalQueueId}][, orig_client={originalClient}]",
            "The first recipient was accepted: a queue file is opened, or (NOQUEUE) the mail goes to a before-queue filter (smtpd.c:mail_open_stream).",
            "4F1A2B3C4D: client=localhost[127.0.0.1], orig_queue_id=3E0F1A2B3C, orig_client=mail.example.org[192.0.2.1]"),
        new("smtpd.aborted", EventKind.SessionAborted, "{reason:lost connection|timeout|too many errors} after {stage}[ ({bytes} bytes)] from {client}",
            "The session ended before its time (smtpd.c:smtpd_proto).", "lost connection after DATA (0 bytes) from mail.example.org[192.0.2.1]"),
        new("smtpd.aborted.id", EventKind.SessionAborted, "{queueId?NOQUEUE}: {reason:lost connection|timeout|too many errors} after {stage}[ ({bytes} bytes)] from {client}",
            "The same, since 3.10.", "4F1A2B3C4D: lost connection after DATA (0 bytes) from mail.example.org[192.0.2.1]"),
    ];

    /// <summary>Behind the decisions: seldom, and not to be tried before.</summary>
    private static readonly LineForm[] Notices =
    [
        new("smtpd.pipelining", EventKind.SessionNotice, "{topic:improper command pipelining} after {stage} from {client}[: {text}]",
            "The client did not wait for the answer; its words since 2.10, control characters escaped.", "improper command pipelining after EHLO from unknown[192.0.2.1]: QUIT\\r\\n"),
        new("smtpd.replacing", EventKind.SessionNotice, "{client}: {topic:replacing command} \"{command}\" with \"{text}\"",
            "smtpd_command_filter changed a command.", "mail.example.org[192.0.2.1]: replacing command \"HELP me\" with \"NOOP\""),
        new("smtpd.reply-filter", EventKind.SessionNotice, "{client}: {topic:reply filter in|reply filter out}: {text}",
            "smtpd_reject_filter_maps changed a reply (since 3.11).", "mail.example.org[192.0.2.1]: reply filter in: 550 5.1.1 no"),
        new("smtpd.discarding", EventKind.SessionNotice, "{topic:discarding EHLO keywords}: {text}",
            "Keywords were left out of a reply to EHLO, or ignored in a server's (smtpd_discard_ehlo_keywords, smtp_discard_ehlo_keywords).", "discarding EHLO keywords: CHUNKING"),
        new("smtpd.dsn", EventKind.Diagnostic, "{topic:mapping DSN status} {dsn} into {text}",
            "A status code of a table does not fit what it is said of, and is changed (smtpd_dsn_fix.c).", "mapping DSN status 5.1.8 into Recipient address status 5.1.2"),
    ];

    private static readonly LineForm[] Warnings =
    [
        new("smtpd.sasl-failed", EventKind.Authentication, "{level:warning}: {client}: SASL {saslMethod} authentication {action:failed}: {reason}[, sasl_username={saslUsername}]",
            "A client failed to authenticate; the user name since 3.5 (smtpd_sasl_glue.c).", "warning: unknown[192.0.2.1]: SASL LOGIN authentication failed: authentication failure, sasl_username=alice@example.org"),
        new("smtpd.sasl-aborted", EventKind.Authentication, "{level:warning}: {client}: SASL {saslMethod} authentication {action:aborted}",
            "A client broke off its authentication.", "warning: unknown[192.0.2.1]: SASL LOGIN authentication aborted"),
        new("smtpd.limit", EventKind.Limit,
            "{level:warning}: {limit:Connection concurrency|Connection rate|Message delivery request rate|Recipient address rate|New TLS session rate|AUTH command rate} limit exceeded: {count} from {client} for service {service}",
            "A client did more than it may in the time unit of anvil; its command is refused for now.", "warning: Connection rate limit exceeded: 61 from unknown[192.0.2.1] for service smtp"),
        new("smtpd.limit.old", EventKind.Limit, "{level:warning}: {limit:Too many connections|Too frequent connections}: {count} from {client} for service {service}",
            "The same before 2.2.", "warning: Too many connections: 51 from unknown[192.0.2.1] for service smtp"),
        new("smtpd.refusing", EventKind.Limit, "{level:warning}: Refusing {limit:STARTTLS request|TLS service request} from {client} for service {service}",
            "A client set up more TLS sessions than it may.", "warning: Refusing STARTTLS request from unknown[192.0.2.1] for service smtp"),
        new("smtpd.non-smtp", EventKind.SessionNotice, "{level:warning}: {topic:non-SMTP command} from {client}: {text}",
            "A header line or a command of another protocol (smtpd_forbidden_commands); the session ends.", "warning: non-SMTP command from unknown[192.0.2.1]: GET / HTTP/1.1"),
        new("smtpd.syntax", EventKind.SessionNotice, "{level:warning}: {topic:Illegal address syntax} from {client} in {stage} command: {text}",
            "An address that is none.", "warning: Illegal address syntax from unknown[192.0.2.1] in MAIL command: <a b@example.org>"),
        new("smtpd.long-request", EventKind.SessionNotice, "{level:warning}: {client}: {topic:request longer than} {size}: {text}",
            "A command longer than line_length_limit, and how it begins.", "warning: unknown[192.0.2.1]: request longer than 2048: EHLO aaaaaaaaaaaaaaaaaaaaaaaaa..."),
        new("smtpd.queue-file-size", EventKind.Diagnostic, "{level:warning}: {queueId}: {topic:queue file size limit exceeded}",
            "The message is larger than message_size_limit.", "warning: 4F1A2B3C4D: queue file size limit exceeded"),
        new("smtpd.space", EventKind.Diagnostic, "{level:warning}: {topic:not enough free space in mail queue}: {reason}",
            "The queue's file system is nearly full: mail is refused for now.", "warning: not enough free space in mail queue: 12345678 bytes < 1.5*message size limit"),
        new("smtpd.list-lookup", EventKind.Diagnostic, "{level:warning}: {service}: {topic:RBL lookup error}: {reason}",
            "A DNS block list did not answer: the name that was looked up.", "warning: 1.2.0.192.zen.example.org: RBL lookup error: Host or domain name not found. Name service error for name=1.2.0.192.zen.example.org type=A: Host not found, try again"),
        new("smtpd.host-lookup", EventKind.SessionNotice, "{level:warning}: {topic:Unable to look up} {recordType:MX|NS|A} host {name} for {text~}: {reason}",
            "check_*_mx_access or check_*_ns_access could not find the host's address.", "warning: Unable to look up MX host mx.example.org for Sender address a@example.org: Host not found"),
        new("smtpd.etrn", EventKind.SessionNotice, "{level:warning}: {topic:reject: ETRN|bad ETRN} {text~}... from {client}",
            "An ETRN request for a domain that is not served.", "warning: reject: ETRN example.org... from mail.example.org[192.0.2.1]"),
        new("smtpd.proxy-lost", EventKind.Diagnostic, "{level:warning}: {topic:lost connection with proxy|timeout talking to proxy} {service}",
            "The before-queue filter hung up or fell silent.", "warning: lost connection with proxy 127.0.0.1:10025"),
        new("smtpd.proxy-rejected", EventKind.Diagnostic, "{level:warning}: proxy {service} {topic:rejected} \"{command}\": \"{reason}\"",
            "The before-queue filter refused a command.", "warning: proxy 127.0.0.1:10025 rejected \"MAIL FROM:<a@example.org>\": \"451 4.3.0 Error\""),
        new("smtpd.proxy-garbage", EventKind.Diagnostic, "{level:warning}: {topic:received garbage from proxy} {service}: {reason}",
            "The before-queue filter does not keep to the protocol.", "warning: received garbage from proxy 127.0.0.1:10025: hello"),
        new("smtpd.access-table", EventKind.Diagnostic, "{level:warning}: access table {table}: {reason}",
            "An action of an access table or policy server cannot be used.", "warning: access table inet:127.0.0.1:10023: action PREPEND must be used before smtpd_end_of_data_restrictions"),
        new("smtpd.restriction", EventKind.Diagnostic, "{level:warning}: {topic:unknown smtpd restriction}: \"{setting}\"",
            "The configuration names what is no restriction.", "warning: unknown smtpd restriction: \"reject_foo\""),
        new("smtpd.bdat", EventKind.SessionNotice, "{level:warning}: {queueId?NOQUEUE}: {topic:null BDAT request|BDAT request} from {client}[ {reason}]",
            "A BDAT command that cannot be met.", "warning: 4F1A2B3C4D: BDAT request from unknown[192.0.2.1] exceeds message size limit"),
        new("smtpd.bdat-syntax", EventKind.SessionNotice, "{level:warning}: {queueId?NOQUEUE}: {topic:malformed BDAT command syntax} from {client}: {text}",
            "A BDAT command that is none.", "warning: NOQUEUE: malformed BDAT command syntax from unknown[192.0.2.1]: BDAT x"),
        new("smtpd.wrapper", EventKind.TlsNotice, "{level:warning}: {topic:Wrapper-mode request dropped} from {client} for service {service}. {reason}",
            "TLS cannot be had on a port that has nothing else.",
            "warning: Wrapper-mode request dropped from unknown[192.0.2.1] for service smtps. TLS context initialization failed. For details see earlier warnings in your logs.")
            { TlsNotice = TlsNoticeKind.LibraryProblem },
    ];

    public static readonly ProgramGrammar Grammar = PostfixProgram.New("smtpd",
        Forms, Verdicts.Access, Verdicts.Proxy, PostfixTls.Summary, Warnings, PostfixTls.Notices, PostfixSasl.Forms, PostfixMilters.Forms, Notices, Verdicts.Old);
}
