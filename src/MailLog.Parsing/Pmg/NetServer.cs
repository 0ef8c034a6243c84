namespace MailLog.Parsing;

/// <summary>What Net::Server, under pmg-smtp-filter and pmgpolicy, writes about itself; some lines carry a stamp of its own.</summary>
internal static class NetServer
{
    public static readonly LineForm[] Connects =
    [
        // Net::Server::TCP::accept; the only link to smtpd's or lmtp's session is the port.
        new("netserver.connect", EventKind.Connect, "{stamp} CONNECT TCP Peer: \"{client}\" Local: \"{server}\"",
            "Postfix connected. Port 10023 takes outbound mail, 10024 inbound mail.",
            "2019/12/18-15:04:15 CONNECT TCP Peer: \"[127.0.0.1]:47958\" Local: \"[127.0.0.1]:10023\""),
    ];

    /// <summary>They stand last: <c>WARNING: </c> and <c>ERROR: </c> are the daemons' own as well.</summary>
    public static readonly LineForm[] News =
    [
        new("netserver.server", EventKind.Diagnostic, "{stamp} {topic:Server closing!|Re-exec server during HUP}",
            "The server stops, or starts itself anew.", "2019/12/18-02:00:29 Server closing!"),
        new("netserver.starting", EventKind.Diagnostic, "{stamp} {topic:main} (type {service}) starting! pid({process})",
            "The server starts.", "2019/12/18-02:00:29 main (type Net::Server::PreForkSimple) starting! pid(453)"),
        new("netserver.news", EventKind.Diagnostic, "{topic:Received a SIG HUP|Binding open file descriptors|Setting up serialization via flock}",
            "A step of its start.", "Received a SIG HUP"),
        new("netserver.binding", EventKind.Diagnostic, "{topic:Binding to TCP port|Reassociating file descriptor} {text}",
            "It listens on a port.", "Binding to TCP port 10022 on host 127.0.0.1 with IPv4"),
        new("netserver.default", EventKind.Diagnostic, "{topic:Group Not Defined.|User Not Defined.}  {text}",
            "It keeps the user and group it was started with.", "Group Not Defined.  Defaulting to EGID '0'"),
        new("netserver.prefork", EventKind.Diagnostic, "{topic:Beginning prefork} ({count} processes)",
            "It starts its workers.", "Beginning prefork (5 processes)"),
        new("netserver.children", EventKind.Diagnostic, "{topic:Starting} \"{count}\" children",
            "It starts its workers.", "Starting \"5\" children"),
        new("netserver.level", EventKind.Diagnostic, "{level:WARNING|ERROR}: {text}",
            "A warning or error of the daemon.", "WARNING: Pid_file created by this same process. Doing nothing."),
    ];
}
