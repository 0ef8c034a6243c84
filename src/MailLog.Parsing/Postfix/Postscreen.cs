namespace MailLog.Parsing;

/// <summary>postscreen(8): looks at clients before smtpd does.</summary>
internal static class Postscreen
{
    private static readonly LineForm[] Forms =
    [
        new("postscreen.connect", EventKind.Screening, "{action:CONNECT} from {client} to {server}",
            "A client connected (postscreen.c).", "CONNECT from [192.0.2.1]:34453 to [198.51.100.1]:25"),
        new("postscreen.client", EventKind.Screening,
            "{action:PASS OLD|PASS NEW|DISCONNECT|ALLOWLISTED|WHITELISTED|DENYLISTED|BLACKLISTED|ALLOWLIST VETO|WHITELIST VETO} {client}",
            "The client passed, now or before; is on a list (old words until 3.5, or with respectful_logging=no); or is done with. After PASS OLD and ALLOWLISTED smtpd has the connection.",
            "PASS NEW [192.0.2.1]:34453"),
        new("postscreen.pregreet", EventKind.Screening, "{action:PREGREET} {bytes} after {seconds} from {client}: {text}",
            "The client talked before its turn (postscreen_early.c).", "PREGREET 14 after 0.22 from [192.0.2.1]:34453: EHLO ylmf-pc\\r\\n"),
        new("postscreen.hangup", EventKind.Screening, "{action:HANGUP} after {seconds} from {client}[ in {reason}]",
            "The client hung up, and in which tests (since 2.9).", "HANGUP after 0.6 from [192.0.2.1]:34453 in tests before SMTP handshake"),
        new("postscreen.rank", EventKind.Screening, "{action:DNSBL} rank {rank} for {client}",
            "The client's weight in the DNS lists has reached the threshold; without brackets and port before 2.9.", "DNSBL rank 8 for [192.0.2.1]:34453"),
        new("postscreen.command", EventKind.Screening, "{action:COMMAND PIPELINING|NON-SMTP COMMAND} from {client} after {command}: {text}",
            "The client failed a test of the dialogue, with what it sent (postscreen_smtpd.c).", "NON-SMTP COMMAND from [192.0.2.1]:34453 after CONNECT: GET / HTTP/1.1"),
        new("postscreen.limit", EventKind.Screening, "{action:BARE NEWLINE|COMMAND TIME LIMIT|COMMAND COUNT LIMIT|COMMAND LENGTH LIMIT|COMMAND PIPELINING|NON-SMTP COMMAND} from {client} after {command}",
            "The client failed a test of the dialogue, or went over a limit.", "COMMAND TIME LIMIT from [192.0.2.1]:34453 after EHLO"),
        new("postscreen.data", EventKind.Screening, "{action:DATA|BDAT} without valid RCPT from {client}",
            "All recipients were refused, and the client goes on (since 3.5).", "DATA without valid RCPT from [192.0.2.1]:34453"),
        new("postscreen.stress", EventKind.Daemon, "{action:entering|leaving} STRESS mode with {connections} connections",
            "postscreen shortens its tests, or no longer does.", "entering STRESS mode with 90 connections"),
        new("postscreen.discarding", EventKind.SessionNotice, "{client}: {topic:discarding EHLO keywords}: {text}",
            "Keywords were left out of a reply to EHLO; Postfix writes no colon before the port.", "[192.0.2.1]34453: discarding EHLO keywords: chunking"),
        new("postscreen.replacing", EventKind.SessionNotice, "{client}: {topic:replacing command} \"{command}\" with \"{text}\"",
            "postscreen_command_filter changed a command.", "[192.0.2.1]:34453: replacing command \"HELP me\" with \"NOOP\""),
        new("postscreen.reply-timeout", EventKind.Diagnostic, "{level:warning}: {topic:dnsblog reply timeout} {seconds}s for {service}",
            "A DNS list did not answer in time.", "warning: dnsblog reply timeout 10s for zen.example.org"),
        new("postscreen.slow-cache", EventKind.Diagnostic, "{level:warning}: {topic:psc_cache_update|psc_cache_lookup|psc_addr_match_list_match}: {table} {reason:lookup|update} average delay is {milliseconds} ms",
            "The cache or a list is too slow for postscreen.", "warning: psc_cache_update: btree:/var/lib/postfix/postscreen_cache update average delay is 135 ms"),
        new("postscreen.full", EventKind.Diagnostic, "{level:warning}: {topic:cannot connect to service|cannot pass connection to service|timeout sending connection to service} {service}[: {reason}]",
            "A client that passed could not be handed to smtpd.", "warning: cannot connect to service private/smtpd: Connection refused"),
    ];

    public static readonly ProgramGrammar Grammar = PostfixProgram.New("postscreen", Forms, Verdicts.Postscreen, PostfixTls.Notices);
}
