namespace MailLog.Parsing;

/// <summary>
/// qpsmtpd (0.94, 1.00): the dialogue, what its plugins find, and to whom it hands mails on. <c>logging/warn</c> writes <c>(hook) plugin: </c> before what a plugin says,
/// <c>logging/adaptive</c> <c>plugin plugin: </c>; <c>logging/file</c> and <c>logging/syslog</c> write neither, and the hook and the plugin are lost.
/// </summary>
internal static class Qpsmtpd
{
    private const string Warn = "({hook}) {plugin}: ", Adaptive = "{plugin} plugin: ";
    private const string Result = "{result:pass|fail|skip|error|info}[{word:, |: |; }{text}]";

    private static readonly LineForm[] Sessions =
    [
        new("qpsmtpd.command", EventKind.SmtpCommand, "dispatching {text}",
            "What the client sent as a command (TcpServer.pm); of AUTH only the mechanism and the user are left.", "dispatching MAIL FROM:<a@example.org>"),
        new("qpsmtpd.accepted", EventKind.Connect, "Accepted connection {count}/{limit#} from {clientAddress} / {name}",
            "A connection, how many there are and may be (qpsmtpd-forkserver).", "Accepted connection 0/15 from 192.0.2.1 / client.example.org"),
        new("qpsmtpd.connection", EventKind.Connect, "Connection from {name} \\[{clientAddress}\\]",
            "The session begins (TcpServer.pm).", "Connection from client.example.org [192.0.2.1]"),
        new("qpsmtpd.deny", EventKind.Verdict, "{action:deny|denysoft} mail from <{sender~}> ({text})",
            "The sender is refused, for good or for now (SMTP.pm).", "deny mail from <a@example.org> (Your envelope sender is in my badmailfrom list)") { DecidedBy = VerdictSource.Plugin, DecidedAt = "MAIL" },
        new("qpsmtpd.too-big", EventKind.Verdict, "{text:Message too big}: size: {size} (max size: {limit#})",
            "The message is refused for its size (SMTP.pm).", "Message too big: size: 30000 (max size: 20000)") { Verdict = VerdictAction.Reject, DecidedBy = VerdictSource.Plugin, DecidedAt = "DATA" },
        new("qpsmtpd.click", EventKind.Disconnect, "{reason:click, disconnecting}", "The session ends (TcpServer.pm).", "click, disconnecting"),
        new("qpsmtpd.cleaning", EventKind.Disconnect, "cleaning up after {process}", "The process of a session has ended; told by its parent (qpsmtpd-forkserver).", "cleaning up after 28281"),
        new("qpsmtpd.lost", EventKind.SessionAborted, "{reason:Connection Timed Out|Lost connection to client, cannot send response.}", "The client is gone.", "Connection Timed Out"),
        new("qpsmtpd.time", EventKind.Statistics, "[({hook}) ]{plugin:connection_time}: {seconds} s.", "How long the session took (connection_time).", "(post-connection) connection_time: 0.032 s."),
        new("qpsmtpd.time.adaptive", EventKind.Statistics, "{plugin:connection_time} plugin: {seconds} s.", "How long the session took.", "connection_time plugin: 0.032 s."),
        new("qpsmtpd.time.plain", EventKind.Statistics, "{seconds} s.", "The same; hook and plugin are lost.", "0.032 s."),
        new("qpsmtpd.spooling", EventKind.SessionNotice, "{topic:spooling message to disk}", "The message is stored while it comes in (Transaction.pm).", "spooling message to disk"),
    ];

    private static readonly LineForm[] Handoffs =
    [
        new("qpsmtpd.queued.qmail", EventKind.SmtpReply, "{code} Queued! {when} qp {qp} <{messageId}>",
            "The mail is taken: qmail-queue, with this process (queue/qmail-queue).", "250 Queued! 1795155188 qp 4711 <m1@example.org>"),
        new("qpsmtpd.queued.postfix", EventKind.SmtpReply, "{code} Queued! <{messageId~}> (Queue-Id: {queueId})",
            "The mail is taken: Postfix, under this queue id (queue/postfix-queue).", "250 Queued! <m1@example.org> (Queue-Id: 4F1A2B3C4D)"),
        new("qpsmtpd.queued", EventKind.SmtpReply, "{code} Queued![ <{messageId}>]",
            "The mail is taken (queue/maildir and others).", "250 Queued! <m1@example.org>"),
        new("qpsmtpd.queued.torn", EventKind.SmtpReply, "{code} Queued! <{text}",
            "The mail is taken; its Message-ID does not end, so that all that follows may be of it, and is the client's.", "250 Queued! <m1 (Queue-Id: 4F1A2B3C4D)"),
        new("qpsmtpd.queued.forward", EventKind.SmtpReply, "{code} queued as {queueId}[{word:).|)|.}]",
            "The mail is taken: the next host, under this queue id (queue/smtp-forward).", "250 queued as 4F1A2B3C4D"),
        new("qpsmtpd.queued.forward.other", EventKind.SmtpReply, "{code} queued as {queuedAs}",
            "The mail is taken: the next host, whose reply ends in another word; after qmail's, that is the number of a process (queue/smtp-forward).", "250 queued as 4711"),
        new("qpsmtpd.queued.postfix.bare", EventKind.SmtpReply, "{code} Queued! {messageId~} (Queue-Id: {queueId})",
            "The same of a mail whose Message-ID has no brackets, or that has none.", "250 Queued! m1@example.org (Queue-Id: 4F1A2B3C4D)"),
        new("qpsmtpd.queued.bare", EventKind.SmtpReply, "{code} Queued! {messageId}",
            "The same of a mail whose Message-ID has no brackets, or that has none.", "250 Queued! m1@example.org"),
        new("qpsmtpd.queued.said", EventKind.SmtpReply, "{code} {text~} queued as {queueId}[{word:).|)|.}]",
            "The mail is taken: the next host, in its own words, which some plugins pass on.", "250 2.0.0 Ok: queued as 4F1A2B3C4D"),
        new("qpsmtpd.forwarding", EventKind.Handoff, "[({hook}) ][{plugin}: ]forwarding to {relay}",
            "The mail is passed to this host and port (queue/smtp-forward).", "(queue) queue::smtp_2dforward: forwarding to 127.0.0.1:25"),
        new("qpsmtpd.forwarding.adaptive", EventKind.Handoff, "{plugin} plugin: forwarding to {relay}", "The same in another carrier.", "queue::smtp_2dforward plugin: forwarding to 127.0.0.1:25"),
        new("qpsmtpd.queuing", EventKind.Handoff, "[({hook}) ][{plugin}: ](for {process}) Queuing to {path}",
            "The mail is put into a queue, by the child of this process (queue/qmail-queue).", "(queue) queue::qmail_2dqueue: (for 4710) Queuing to /var/qmail/bin/qmail-queue"),
        new("qpsmtpd.queuing.adaptive", EventKind.Handoff, "{plugin} plugin: (for {process}) Queuing to {path}", "The same in another carrier.",
            "queue::qmail_2dqueue plugin: (for 4710) Queuing to /var/qmail/bin/qmail-queue"),
    ];

    private static readonly LineForm[] Replies =
    [
        new("qpsmtpd.reply.more", EventKind.SmtpReply, "{code}-{text}", "A line of a reply; more follow (TcpServer.pm).", "250-PIPELINING"),
        new("qpsmtpd.reply", EventKind.SmtpReply, "{code}[ {text}]", "The last line of a reply.", "250 OK"),
    ];

    private static readonly LineForm[] Plugins =
    [
        Plugin("qpsmtpd.returned", "[({stage}) ]Plugin {plugin}, hook {hook} returned {returnCode}[, {text}]",
            "What a plugin decided, exactly (Qpsmtpd.pm; LOGDEBUG).", "Plugin badmailfrom, hook mail returned DENY, Your envelope sender is in my badmailfrom list"),
        Plugin("qpsmtpd.result", Warn + Result, "What a plugin found (docs/logging).", "(rcpt) badrcptto: fail: rcpt match"),
        Plugin("qpsmtpd.result.adaptive", Adaptive + Result, "The same; the hook is lost.", "badrcptto plugin: fail: rcpt match"),
        Plugin("qpsmtpd.result.plain", Result, "The same; hook and plugin are lost.", "fail: rcpt match"),
        new("qpsmtpd.karma", EventKind.FilterResult, Warn + "karma {score} ({threshold})", "A plugin gave the client points; their sum (karma).", "(mail) sender_permitted_from: karma 1 (1)"),
        new("qpsmtpd.karma.adaptive", EventKind.FilterResult, Adaptive + "karma {score} ({threshold})", "The same in another carrier.", "fcrdns plugin: karma 1 (1)"),
        new("qpsmtpd.karma.plain", EventKind.FilterResult, "karma {score} ({threshold})", "The same; hook and plugin are lost.", "karma 1 (1)"),
        new("qpsmtpd.running", EventKind.Diagnostic, "[({hook}) ]{topic:running plugin}: {plugin}", "A plugin is run (LOGDEBUG).", "(mail) running plugin: rhsbl"),
        new("qpsmtpd.running.adaptive", EventKind.Diagnostic, "{topic:running plugin} ({hook}): {plugin}", "The same in another carrier.", "running plugin (mail): rhsbl"),
    ];

    private static readonly LineForm[] News =
    [
        new("qpsmtpd.fatal", EventKind.Diagnostic, "{topic:FATAL PLUGIN ERROR} \\[{service}\\]: {text}", "A plugin died, and decided nothing.", "FATAL PLUGIN ERROR [greylisting]: Can't locate object method"),
        new("qpsmtpd.loaded", EventKind.Daemon, "{action:Loaded} {text}", "A plugin was loaded.", "Loaded Qpsmtpd::Plugin::logging::warn=HASH(0x557cf9b44c80)"),
        new("qpsmtpd.listening", EventKind.Daemon, "{action:Listening on} {text}", "The server waits for connections.", "Listening on 127.0.0.1:2525"),
        new("qpsmtpd.user", EventKind.Daemon, "{action:Running as} user {text}", "The user and group of the server.", "Running as user qpsmtpd, group qpsmtpd"),
        new("qpsmtpd.plugin", EventKind.Diagnostic, Warn + "{text}", "A plugin says something else.", "(mail) rhsbl: query failed: NOERROR"),
        new("qpsmtpd.plugin.adaptive", EventKind.Diagnostic, Adaptive + "{text}", "The same in another carrier.", "rhsbl plugin: query failed: NOERROR"),
        new("qpsmtpd.text", EventKind.Diagnostic, "{text}", "Anything else: what plugins say when hook and plugin are lost.", "query failed: NOERROR"),
    ];

    public static readonly ProgramGrammar Grammar = new(MailSystem.Qpsmtpd, "qpsmtpd", Sessions, Handoffs, Replies, Plugins, News);

    private static LineForm Plugin(string name, string text, string meaning, string example) => new(name, EventKind.Verdict, text, meaning, example) { DecidedBy = VerdictSource.Plugin };
}
