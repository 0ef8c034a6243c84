namespace MailLog.Parsing;

/// <summary>pmg-smtp-filter(8): Proxmox Mail Gateway's content filter.</summary>
/// <remarks>What it does with a mail is in <see cref="PmgFilterActions"/>.</remarks>
internal static class PmgSmtpFilter
{
    private static readonly LineForm[] Runs =
    [
        new("filter.new", EventKind.FilterStart, "{filterId}: new mail message-id={messageId}",
            "A run begins. The message id may be empty, and often ends in an encoded line end (#012).",
            "381C4E5DFA31DF9E90F: new mail message-id=<a@example.org>#012"),
        new("filter.done", EventKind.FilterDone, "{filterId}: processing time: {seconds} seconds ({secondsSpam}, {secondsVirus}[, {secondsCustom}])",
            "A run ends: its time, and of it SpamAssassin's, the virus scanner's and the custom check's.",
            "381C4E5DFA31DF9E90F: processing time: 3.748 seconds (3.5, 0.137, 0)"),
        new("filter.done.parts", EventKind.FilterDone, "{filterId}: processing time: {seconds} seconds ({details})",
            "A run ends, in a release with other parts.", "381C4E5DFA31DF9E90F: processing time: 3.748 seconds (3.5, 0.137, 0.01, 0)"),
    ];

    private static readonly LineForm[] Findings =
    [
        // RuleDB/Spam.pm; autolearn's value may hold a blank and further words.
        new("filter.score", EventKind.FilterResult,
            "{filterId}: SA score={score}/{threshold} time={seconds} bayes={bayes} autolearn={autolearn} hits={hits}",
            "SpamAssassin's score of the limit, and the rules that hit.",
            "381C4E5DFA31DF9E90F: SA score=1/5 time=0.950 bayes=undefined autolearn=no autolearn_force=no hits=AWL(0.270),SPF_PASS(-0.001)"),
        // bin/pmg-smtp-filter, since 2026-06: quotes are not escaped, so every text is read from the right.
        new("filter.headers", EventKind.FilterResult,
            "{filterId}: mail-headers envelope-from=<{sender}> envelope-to=<{recipient}> from=\"{from~}\" to=\"{to~}\" subject=\"{subject}\"",
            "The envelope, and headers as the sender wrote them (option log-headers): each up to 512 characters.",
            "381C4E5DFA31DF9E90F: mail-headers envelope-from=<a@example.org> envelope-to=<b@example.net> from=\"A <a@example.org>\" to=\"b@example.net\" subject=\"hello\""),
        new("filter.virus", EventKind.FilterResult, "{filterId}: virus detected: {virus~} ({scanner:clamav|avast|custom})",
            "A scanner found a virus.", "381C4E5DFA31DF9E90F: virus detected: Eicar-Signature (clamav)"),
        new("filter.list", EventKind.FilterResult, "{filterId}: sender in user ({recipient}) {list:welcomelist|blocklist|whitelist|blacklist}",
            "The sender is on the recipient's own list.", "381C4E5DFA31DF9E90F: sender in user (a@example.org) welcomelist"),
        new("filter.archive", EventKind.FilterResult, "{filterId}: found archive '{attachment~}' ({contentType})",
            "An attachment is an archive.", "381C4E5DFA31DF9E90F: found archive 'a.zip' (application/zip)"),
        new("filter.unpacked", EventKind.FilterResult, "{filterId}: unpack archive '{attachment~}' done ({milliseconds} ms)",
            "An archive was looked into.", "381C4E5DFA31DF9E90F: unpack archive 'a.zip' done (12 ms)"),
        new("filter.unpack-failed", EventKind.FilterResult, "{filterId}: unpack archive failed ({milliseconds} ms) - {text}",
            "An archive could not be unpacked.", "381C4E5DFA31DF9E90F: unpack archive failed (12 ms) - too many files"),
        new("filter.unpack-error", EventKind.FilterResult, "{filterId}: unpack failed - {text}",
            "An archive could not be unpacked.", "381C4E5DFA31DF9E90F: unpack failed - no such archiver"),
    ];

    private static readonly LineForm[] Trouble =
    [
        new("filter.dkim", EventKind.Diagnostic, "{filterId}: {topic:Could not create DKIM-Signature - disabling Signing}: {text}",
            "The mail goes on unsigned.", "381C4E5DFA31DF9E90F: Could not create DKIM-Signature - disabling Signing: no key"),
        new("filter.custom", EventKind.Diagnostic, "{filterId}: {topic:custom check}: {text}",
            "What the administrator's own check wrote to its standard error.", "381C4E5DFA31DF9E90F: custom check: script not found"),
        new("filter.custom-error", EventKind.Diagnostic, "{filterId} {topic:custom check error}{text}",
            "The administrator's own check failed.", "381C4E5DFA31DF9E90F custom check error: wrong result"),
        new("filter.parsing", EventKind.Diagnostic, "{filterId}: {topic:message caused errors during parsing}: {text} adding header",
            "The MIME parser had trouble, and a header says so.", "381C4E5DFA31DF9E90F: message caused errors during parsing: bad boundary adding header"),
        new("filter.ambiguous", EventKind.Diagnostic, "{filterId}: {topic:message has ambiguous content}[ - {text:adding header}]",
            "The mail can be read in two ways.", "381C4E5DFA31DF9E90F: message has ambiguous content - adding header"),
        new("filter.unparsed", EventKind.Diagnostic, "{filterId}: {topic:unable to parse message} - {text}",
            "The mail is no MIME message.", "381C4E5DFA31DF9E90F: unable to parse message - no header"),
        new("filter.unparsed-ignored", EventKind.Diagnostic, "{filterId}: {topic:unable to parse message ignoring errors}: {text}",
            "The mail is no MIME message even when errors are ignored.", "381C4E5DFA31DF9E90F: unable to parse message ignoring errors: no header"),
        new("filter.scan-timeout", EventKind.Diagnostic, "{filterId}: {topic:Maximum time} ({count} sec) exceeded. virus analyze ({scanner:clamav|avast}) failed: {level:ERROR}",
            "A virus scanner took too long.", "381C4E5DFA31DF9E90F: Maximum time (60 sec) exceeded. virus analyze (clamav) failed: ERROR"),
        new("filter.scan-exec", EventKind.Diagnostic, "{filterId}: {topic:can't exec clamdscan|can't exec avast scan}: {text~} : {level:ERROR}",
            "A virus scanner could not be run.", "381C4E5DFA31DF9E90F: can't exec clamdscan: No such file : ERROR"),
        new("filter.scan-output", EventKind.Diagnostic, "{filterId}: {topic:got undefined output from virus detector}: {text~} : {level:ERROR}",
            "A virus scanner said something unexpected.", "381C4E5DFA31DF9E90F: got undefined output from virus detector: ? : ERROR"),
    ];

    /// <summary>Lines without an id: passing a mail on, the administrator's script, the daemon itself.</summary>
    private static readonly LineForm[] News =
    [
        new("filter.news", EventKind.Diagnostic, "{topic:starting database maintenance|starting database maintainance|demo mode detected - not starting server"
            + "|sending NDR for rejecting recipients failed|unable to connect to localhost at port 10025}",
            "News of the daemon.", "starting database maintenance"),
        new("filter.maintained", EventKind.Diagnostic, "{topic:end database maintenance|end database maintainance} ({milliseconds} ms)",
            "Old entries were removed from the database.", "end database maintenance (12 ms)"),
        new("filter.reload", EventKind.Diagnostic, "{topic:reloading configuration} {text}",
            "The configuration changed.", "reloading configuration Proxmox_ruledb"),
        new("filter.started", EventKind.Diagnostic, "{topic:Filter daemon (re)started} (max. {count} processes)",
            "The daemon runs.", "Filter daemon (re)started (max. 5 processes)"),
        new("filter.exit", EventKind.Diagnostic, "{topic:fast exit because of errors|fast exit to reduce server load} (free {bytes} bytes)",
            "A worker ends early.", "fast exit because of errors (free 12345 bytes)"),
        new("filter.memory", EventKind.Diagnostic, "{topic:memory usage}: {bytes} bytes",
            "A worker's memory.", "memory usage: 12345 bytes"),
        new("filter.cleanup", EventKind.Diagnostic, "{topic:Cleanup failures}: {text}",
            "Old files could not be removed.", "Cleanup failures: no such directory"),
        new("filter.rules", EventKind.Diagnostic, "{topic:unable to load rulecache} : {text}",
            "The rules could not be read.", "unable to load rulecache : no database"),
        new("filter.unsigned", EventKind.Diagnostic, "{topic:not DKIM signing mail from} {text}",
            "The sender's domain is not one that is signed for.", "not DKIM signing mail from a@example.org"),
        new("filter.no-domain", EventKind.Diagnostic, "{topic:DKIM signing: no domain found in} {text}",
            "The sender has no domain.", "DKIM signing: no domain found in a"),
        new("filter.local-unsigned", EventKind.Diagnostic, "{topic:Could not DKIM-Sign local mail}: {text}",
            "A notice of the gateway goes out unsigned.", "Could not DKIM-Sign local mail: no key"),
        new("filter.reinject-error", EventKind.Diagnostic, "{topic:xforward error|smtp from error|smtp to error} - got: {code} {text}",
            "Postfix refused the mail that the filter hands back.", "smtp to error - got: 550 5.1.1 no such user"),
        new("filter.data-error", EventKind.Diagnostic, "{topic:sending data failed|unexpected SMTP result} - got: {text~} : {level:ERROR|WARNING}",
            "Postfix did not take the mail that the filter hands back.", "sending data failed - got: 451 4.3.0 try later : ERROR"),
        new("filter.data-error.plain", EventKind.Diagnostic, "{topic:sending data failed|unexpected SMTP result} - got: {text~}: {level:ERROR|WARNING}",
            "The same, without a blank.", "sending data failed - got: 451 4.3.0 try later: ERROR"),
        new("filter.too-long", EventKind.Diagnostic, "{topic:processing took} {seconds}s, longer than the timeout ({count}s)",
            "The run took longer than Postfix waits.", "processing took 700s, longer than the timeout (600s)"),
        // Before 9.0.14 what the administrator's script prints is logged as it is.
        new("filter.script", EventKind.Diagnostic, "{topic:DEBUG|pmg-custom-check}{text}",
            "Output of the administrator's own check.", "DEBUG:Scan started at: Fri Dec 18 15:04:16 2020"),
    ];

    public static readonly ProgramGrammar Grammar = new(MailSystem.Pmg, "pmg-smtp-filter",
        NetServer.Connects, Runs, PmgFilterActions.Forms, Findings, Trouble, PmgFilterActions.Plain, News, NetServer.News);
}
