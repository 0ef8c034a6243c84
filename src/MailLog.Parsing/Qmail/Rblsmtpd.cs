namespace MailLog.Parsing;

/// <summary>rblsmtpd (ucspi-tcp, ucspi-tcp6): it looks at DNS lists, and talks to those that are listed in place of qmail-smtpd, which otherwise takes over its process.</summary>
internal static class Rblsmtpd
{
    private static readonly LineForm[] Forms =
    [
        new("rblsmtpd.listed", EventKind.Verdict, "{client} pid {pid}: {code} {text}",
            "The client is listed: all it gets is this reply.", "192.0.2.77 pid 1922: 553 Blocked by bl.example.org")
            { Endpoints = EndpointStyle.Address, Verdict = VerdictAction.Reject, DecidedBy = VerdictSource.BlockList, DecidedAt = "CONNECT" },
        new("rblsmtpd.greetdelay", EventKind.SessionNotice, "{client} pid {pid}: {topic:greetdelay}: {seconds}",
            "The greeting is held back for so many seconds (ucspi-tcp6).", "192.0.2.77 pid 1922: greetdelay: 5") { Endpoints = EndpointStyle.Address },
        new("rblsmtpd.info", EventKind.SessionNotice, "{client} pid {pid}: {text}",
            "News about the client, for instance of a list that is only watched (ucspi-tcp6).", "192.0.2.77 pid 1922: [RBL info] listed by bl.example.org") { Endpoints = EndpointStyle.Address },
        new("rblsmtpd.trouble", EventKind.Diagnostic, "{level:fatal|warning|usage}: {text}",
            "It could not look the client up.", "fatal: unable to read $IP"),
    ];

    public static readonly ProgramGrammar Grammar = new(MailSystem.Qmail, "rblsmtpd", Forms);
}
