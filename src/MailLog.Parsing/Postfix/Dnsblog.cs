namespace MailLog.Parsing;

/// <summary>dnsblog(8): asks DNS lists for postscreen.</summary>
internal static class Dnsblog
{
    private static readonly LineForm[] Forms =
    [
        new("dnsblog.listed", EventKind.Screening, "addr {address} listed by domain {list} as {response}",
            "A DNS list has the client's address; one line per answer.", "addr 192.0.2.1 listed by domain zen.example.org as 127.0.0.4"),
        new("dnsblog.lookup", EventKind.Diagnostic, "{level:warning}: dnsblog_query: {topic:lookup error for DNS query} {service}: {reason}",
            "A DNS list did not answer: the name that was looked up.",
            "warning: dnsblog_query: lookup error for DNS query 1.2.0.192.zen.example.org: Host or domain name not found. Name service error for name=1.2.0.192.zen.example.org type=A: Host not found, try again"),
    ];

    public static readonly ProgramGrammar Grammar = PostfixProgram.New("dnsblog", Forms);
}
