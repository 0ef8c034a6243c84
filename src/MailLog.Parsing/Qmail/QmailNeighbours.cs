namespace MailLog.Parsing;

/// <summary>Filters and checkers that are run with qmail. What they log comes from their sources and documentation, and from logs that others have published.</summary>
internal static class QmailNeighbours
{
    private static readonly LineForm[] Simscan =
    [
        // simscan.c: the process is its parent, qmail-smtpd.
        new("simscan.result", EventKind.FilterResult, "\\[{pid}\\]:{details} ({score}/{threshold}):{seconds}s:{subject~}:{clientAddress}:{from}:{to}",
            "A message was looked at: what was found, score and limit, time taken.", "[210394]:CLEAN (-1.21/9999.00):3.3608s:Subject here:192.0.2.224:a@example.org:b@example.com"),
    ];

    private static readonly LineForm[] Spamdyke =
    [
        new("spamdyke.decision", EventKind.Policy,
            "{action} from: {sender~} to: {recipient} origin_ip: {clientAddress} origin_rdns: {name}[ auth: {user}][ encryption: {details}][ reason: {reason}]",
            "A recipient was let through (ALLOWED) or refused, and why.",
            "DENIED_RDNS_MISSING from: a@example.org to: b@example.com origin_ip: 192.0.2.66 origin_rdns: (unknown) auth: (unknown) encryption: (none) reason: (empty)"),
    ];

    private const string Vchkpw = "{service:vchkpw-smtp|vchkpw-smtps|vchkpw-submission|vchkpw-pop3|vchkpw-pop3s|vchkpw-imap|vchkpw-imaps}: ";

    private static readonly LineForm[] Vpopmail =
    [
        new("vpopmail.failed", EventKind.Login, Vchkpw + "{reason:password fail|null password given|vpopmail user not found|pop access denied|smtp access denied} {user~}:{clientAddress}",
            "A login failed.", "vchkpw-smtp: password fail alice@example.com:192.0.2.1"),
        new("vpopmail.login", EventKind.Login, Vchkpw + "({method}) {status:login success} {user~}:{clientAddress}",
            "A user logged in.", "vchkpw-pop3: (PLAIN) login success alice@example.com:192.0.2.1"),
    ];

    private static readonly LineForm[] Scanner =
    [
        new("qmail-scanner.result", EventKind.FilterResult, "{details}:RC:{count}({clientAddress}):{text}",
            "A message was looked at.", "Clear:RC:0(192.0.2.1):SA:0(0.1/5.0): 0.5 1234 a@example.org b@example.com"),
    ];

    private static readonly LineForm[] PolicyCheck =
    [
        new("policy-check.decision", EventKind.Policy, "{origin:remote|local} {sender~} -> {direction:remote|local} {recipient}",
            "Who writes to whom (qmail toaster).", "remote a@example.org -> local b@example.com"),
    ];

    public static readonly ProgramGrammar[] All =
    [
        new(MailSystem.Neighbour, "simscan", Simscan),
        new(MailSystem.Neighbour, "spamdyke", Spamdyke),
        new(MailSystem.Neighbour, "vpopmail", Vpopmail),
        new(MailSystem.Neighbour, "qmail-scanner", Scanner),
        new(MailSystem.Neighbour, "policy_check", PolicyCheck),
    ];
}
