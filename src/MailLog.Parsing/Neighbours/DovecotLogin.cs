namespace MailLog.Parsing;

/// <summary>
/// dovecot's imap-login, pop3-login and their like (login-common/client-common.c, with the default login_log_format_elements), and the ends of sessions. The
/// user of a failed login is a stranger's text, what follows is read from the right.
/// </summary>
internal static class DovecotLogin
{
    private const string Service = "{service:imap-login|pop3-login|managesieve-login|submission-login|sieve-login}: ";
    private const string Level = "[{level:Info}: ]";
    private const string Addresses = "rip={clientAddress}[, rport={port}], lip={serverAddress}[, mpid={process}]";
    private const string Session = "[, session=<{session}>]";
    private const string Failed = ": user=<{user~}>, [method={method}, ]" + Addresses + "[, {tls:TLS handshaking|TLS|secured|SSL}[: {rest}]]" + Session;
    private const string FailedExample = ": user=<bob>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.2, TLS, session=<aBcD/1+x>";
    private const string Aborted = "{topic:Aborted login|Login aborted|Disconnected}";

    public static readonly LineForm[] Forms = Make("dovecot.", Service, "imap-login: ");

    public static readonly LineForm[] PlainForms = Make("login.", "", "Info: ");

    public static readonly LineForm[] Ends =
    [
        // imap-client.c:client_destroy, pop3-client.c:client_destroy
        new("dovecot.session-end", EventKind.Disconnect,
            "{service:imap|pop3|managesieve}({user})[<{process}><{session}>]: " + Level
            + "{reason:Disconnected: Logged out|Disconnected: Inactivity|Disconnected: Too many invalid IMAP commands.|Disconnected for inactivity|Disconnected in IDLE|Disconnected|Logged out|Connection closed}[ {details}]",
            "A session ended, with what it cost.", "imap(alice)<1234><aBcD/1+x>: Disconnected: Logged out in=123 out=4567"),
    ];

    private static LineForm[] Make(string name, string service, string head) =>
    [
        new(name + "login", EventKind.Login, service + Level + "{status:Login|Logged in}: user=<{user~}>, method={method}, " + Addresses + "[, {tls:TLS|secured|SSL}]" + Session,
            "A user logged in.", head + "Login: user=<alice>, method=PLAIN, rip=192.0.2.1, lip=192.0.2.2, mpid=1234, TLS, session=<aBcD/1+x>"),
        new(name + "auth-failed", EventKind.Login, service + Level + Aborted + "[: {details}] ({reason:auth failed}, {attempts} attempts in {seconds} secs)[ ({word})]" + Failed,
            "A client tried passwords, and went.", head + "Aborted login (auth failed, 1 attempts in 2 secs)" + FailedExample),
        new(name + "no-login", EventKind.Login, service + Level + "{topic:Aborted login|Login aborted|Disconnected|Maximum number of connections from user+IP exceeded}[: {details}] ({reason})[ ({word})]" + Failed,
            "A client went without having logged in.", head + "Disconnected (no auth attempts in 0 secs)" + FailedExample),
        new(name + "no-login.plain", EventKind.Login, service + Level + Aborted + "[: {reason}]" + Failed,
            "The same in old releases, or without further words.", head + "Disconnected: Inactivity" + FailedExample),
    ];
}
