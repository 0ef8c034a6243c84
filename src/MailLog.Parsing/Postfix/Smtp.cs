namespace MailLog.Parsing;

/// <summary>smtp(8) and lmtp(8): one program, two names.</summary>
internal static class Smtp
{
    private static readonly LineForm[] Troubles =
    [
        new("smtp.said", EventKind.DeliveryTrouble, "{queueId}: host {relay} {reason:said|refused to talk to me}: {response}",
            "One server refused; another may be tried (smtp_trouble.c).", "4F1A2B3C4D: host mx.example.org[192.0.2.1] said: 451 4.7.1 later (in reply to RCPT TO command)"),
        new("smtp.lost", EventKind.DeliveryTrouble, "{queueId}: {reason:lost connection with} {relay} while {response}",
            "One server hung up; another may be tried.", "4F1A2B3C4D: lost connection with mx.example.org[192.0.2.1] while sending RCPT TO"),
        new("smtp.timeout", EventKind.DeliveryTrouble, "{queueId}: {reason:conversation} with {relay} timed out while {response}",
            "One server fell silent; another may be tried.", "4F1A2B3C4D: conversation with mx.example.org[192.0.2.1] timed out while sending RCPT TO"),
        new("smtp.connect", EventKind.DeliveryTrouble, "{reason:connect} to {relay}: {response}",
            "One address could not be reached, the next is tried; no queue id (smtp_connect.c).", "connect to mx.example.org[192.0.2.1]:25: Connection refused"),
    ];

    private static readonly LineForm[] Notices =
    [
        new("smtp.offered", EventKind.TlsNotice, "Host offered STARTTLS: \\[{client}\\]",
            "A server offers TLS that is not used (smtp_tls_note_starttls_offer).", "Host offered STARTTLS: [mx.example.org]") { TlsNotice = TlsNoticeKind.Offered },
        new("smtp.requiretls", EventKind.TlsNotice, "{queueId}: {topic:Sender requested REQUIRETLS}, but REQUIRETLS support was not offered by host {client}",
            "The sender's demand cannot be met by this server (since 3.11).", "4F1A2B3C4D: Sender requested REQUIRETLS, but REQUIRETLS support was not offered by host mx.example.org[192.0.2.1]:25")
            { TlsNotice = TlsNoticeKind.RequireTls },
        new("smtp.requiretls.reason", EventKind.TlsNotice, "{queueId}: {topic:Sender requested REQUIRETLS}, but {reason}. The last attempted server was {client}",
            "The sender's demand cannot be met by the configuration (since 3.11).",
            "4F1A2B3C4D: Sender requested REQUIRETLS, but my configured TLS security level 'may' disables certificate matching. The last attempted server was mx.example.org[192.0.2.1]:25")
            { TlsNotice = TlsNoticeKind.RequireTls },
        new("smtp.pix", EventKind.SessionNotice, "{queueId}: {topic:enabling PIX workarounds}: {text~} for {relay}",
            "A firewall that is known to break SMTP is treated with care.", "4F1A2B3C4D: enabling PIX workarounds: disable_esmtp delay_dotcrlf for mx.example.org[192.0.2.1]:25"),
        new("smtp.pix.old", EventKind.SessionNotice, "{queueId}: {topic:enabling PIX <CRLF>.<CRLF> workaround} for {relay}",
            "The same before 2.4.", "4F1A2B3C4D: enabling PIX <CRLF>.<CRLF> workaround for mx.example.org[192.0.2.1]"),
        new("smtp.long-line", EventKind.SessionNotice, "{queueId}: {topic:breaking line} > {bytes} bytes with <CR><LF>SPACE",
            "A line of the message is too long for SMTP (since 3.7).", "4F1A2B3C4D: breaking line > 998 bytes with <CR><LF>SPACE"),
        new("smtp.discarding", EventKind.SessionNotice, "{topic:discarding EHLO keywords}: {text}",
            "Keywords of a server's reply to EHLO are ignored (smtp_discard_ehlo_keywords).", "discarding EHLO keywords: CHUNKING"),
        new("smtp.smtputf8", EventKind.SessionNotice, "host {relay} {topic:offers SMTPUTF8 support, but not 8BITMIME}",
            "A server breaks RFC 6531.", "host mx.example.org[192.0.2.1]:25 offers SMTPUTF8 support, but not 8BITMIME"),
        new("smtp.reply-filter", EventKind.SessionNotice, "{relay}: {topic:replacing server reply} \"{command}\" with \"{text}\"",
            "smtp_reply_filter changed a server's reply.", "mx.example.org[192.0.2.1]:25: replacing server reply \"250-CHUNKING\" with \"250-X\""),
        new("smtp.wrapper-mode", EventKind.SessionNotice, "{topic:SMTPS wrappermode|CLIENT wrappermode} ({origin}) {text}",
            "Port 465 needs a setting of its own.", "SMTPS wrappermode (TCP port 465) requires setting \"smtp_tls_wrappermode = yes\", and \"smtp_tls_security_level = encrypt\" (or stronger)"),
        new("smtp.wrapper-mode.hint", EventKind.SessionNotice, "{topic:instead, send to} ({origin}) {text}",
            "What to do instead, before 3.0.", "instead, send to (port submission/587) with STARTTLS"),
        new("smtp.native", EventKind.SessionNotice, "{setting}: {topic:native lookup result}: {text}", "A name was found without the DNS.", "smtp_addr_one: native lookup result: 192.0.2.1"),
        new("smtp.srv", EventKind.SessionNotice, "{topic:skipping SRV lookup} for {domain}: {reason}", "Another way to a domain was taken (since 3.8).", "skipping SRV lookup for example.org: Host not found"),
        new("smtp.addresses", EventKind.SessionNotice, "{topic:begin|end} {text} address list", "The addresses of a destination (verbose).", "begin mx.example.org address list"),
        new("smtp.address", EventKind.SessionNotice, "{topic:pref} {text}", "One address of a destination (verbose).", "pref   10 host mx.example.org/192.0.2.1"),
        new("smtp.compatibility", EventKind.Daemon, "using {action:using backwards-compatible default setting} {setting}={value}[ {text}]",
            "A default of an older version is in effect; Postfix writes using twice.", "using using backwards-compatible default setting smtp_tlsrpt_skip_reused_handshakes=yes"),
    ];

    private static readonly LineForm[] Warnings =
    [
        new("smtp.warned", EventKind.DeliveryTrouble, "{level:warning}: host {relay} {reason:said}: {response}",
            "A server's reply does not fit the command.", "warning: host mx.example.org[192.0.2.1]:25 said: 500 what (in reply to end of DATA command)"),
        new("smtp.loop", EventKind.SessionNotice, "{level:warning}: host {relay} {topic:greeted me with my own hostname|replied to HELO/EHLO with my own hostname} {name}",
            "The server is this host, or says so.", "warning: host mx.example.org[192.0.2.1]:25 greeted me with my own hostname mx1.example.org"),
        new("smtp.no-host", EventKind.Diagnostic, "{level:warning}: no {recordType:MX|SRV} host for {domain} {topic:has a valid address record}",
            "A domain's mail servers cannot be found.", "warning: no MX host for example.org has a valid address record"),
        new("smtp.mailer-loop", EventKind.Diagnostic, "{level:warning}: {topic:mailer loop: best MX host} for {domain} is local",
            "The DNS says that this host takes mail for the domain, the configuration does not (before 2.3).", "warning: mailer loop: best MX host for example.org is local"),
        new("smtp.bind", EventKind.Diagnostic, "{level:warning}: {topic:smtp_connect_addr}: bind {address}: {reason}",
            "smtp_bind_address is not this host's.", "warning: smtp_connect_addr: bind 192.0.2.1: Cannot assign requested address"),
    ];

    private static readonly LineForm[] Rest =
    [
        new("smtp.trouble", EventKind.DeliveryTrouble, "{queueId}: {response}",
            "Something else went wrong with one server; another may be tried.", "4F1A2B3C4D: Cannot start TLS: handshake failure"),
    ];

    public static readonly ProgramGrammar Grammar = New("smtp");

    public static readonly ProgramGrammar LmtpGrammar = New("lmtp");

    private static ProgramGrammar New(string name) => new(MailSystem.Postfix, name, Deliveries.Forms, Troubles, Verdicts.Delivery, PostfixTls.Summary, Warnings, Notices, PostfixTls.Notices,
        PostfixSasl.Forms, PostfixServer.Forms, PostfixMaps.Forms, Rest, PostfixDiagnostics.Levels);
}
