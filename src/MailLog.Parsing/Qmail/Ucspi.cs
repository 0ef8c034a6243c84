namespace MailLog.Parsing;

/// <summary>
/// tcpserver (ucspi-tcp, ucspi-tcp6) and sslserver (ucspi-ssl): they accept connections, and start the SMTP or POP3 server. The process id is the server's,
/// but for sslserver's <c>ssl</c> and <c>end</c>, which name its parent.
/// </summary>
internal static class Ucspi
{
    private static readonly LineForm[] Shared =
    [
        new("ucspi.status", EventKind.Statistics, "status: {count}/{limit#}",
            "How many connections there are, and how many may be.", "status: 1/20"),
        new("ucspi.connect", EventKind.Connect, "pid {pid} from {client}",
            "A client connected; this process serves it.", "pid 1770 from 192.0.2.1") { Endpoints = EndpointStyle.Address },
        new("ucspi.ok", EventKind.Screening, "{action:ok} {pid} {server} {client}",
            "The rules let the client in: own name, address and port; the client's name (if looked up), address, ident and port.",
            "ok 1770 mail.example.com:192.0.2.25:25 client.example.org:192.0.2.1::59775") { Endpoints = EndpointStyle.Ucspi },
        new("ucspi.deny", EventKind.Verdict, "{action:deny} {pid} {server} {client}",
            "The rules keep the client out.", "deny 1920 mail.example.com:192.0.2.25:25 :192.0.2.66::32867")
            { Endpoints = EndpointStyle.Ucspi, DecidedBy = VerdictSource.ConnectionRules, DecidedAt = "CONNECT" },
        new("ucspi.end", EventKind.Disconnect, "end {pid} status {exitStatus}",
            "The process that served the client has ended, with this wait(2) status: 256 is exit code 1, below 128 a signal.", "end 1770 status 0"),
        new("ucspi.usage", EventKind.Diagnostic, "{level:usage}: {text}",
            "It was not started as it should be.", "usage: tcpserver [ -1UXpPhHrRoOdDqQv ] host port program"),
        new("ucspi.trouble", EventKind.Diagnostic, "{level:fatal|warning|drop|info}: {text}",
            "Trouble, or news.", "warning: dropping connection, unable to fork: temporary failure"),
    ];

    private static readonly LineForm[] Ssl =
    [
        new("sslserver.tls", EventKind.Tls, "ssl {pid} {direction:accept} {tlsProtocol:SSLv3|TLSv1|TLSv1.1|TLSv1.2|TLSv1.3}:{cipher}",
            "TLS was set up, with STARTTLS or from the start. The process is the parent of the one that serves the client; printed near the end.",
            "ssl 20722 accept TLSv1.3:TLS_AES_256_GCM_SHA384"),
        new("sslserver.no-tls", EventKind.SessionNotice, "ssl {pid} accept {text}",
            "The client did not ask for TLS: the text is empty.", "ssl 20722 accept "),
        new("sslserver.setting", EventKind.Daemon, "{setting:cafile|ccafile|cadir|chainfile|cert|key|param|ciphers} {process} {text}",
            "A file it uses, at the start.", "cert 24897 /var/qmail/ssl/cert.pem"),
    ];

    public static readonly ProgramGrammar TcpServer = new(MailSystem.Qmail, "tcpserver", Shared);

    public static readonly ProgramGrammar SslServer = new(MailSystem.Qmail, "sslserver", Shared, Ssl);
}
