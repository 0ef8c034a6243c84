namespace MailLog.Parsing;

/// <summary>mimedefang.pl(8): a content filter as a milter (md_graphdefang_log). The values depend on the event; none is quoted.</summary>
internal static class Mimedefang
{
    public static readonly LineForm[] Forms =
    [
        new("mimedefang.event", EventKind.FilterResult, "MDLOG,{queueId},{action},{details~},<{sender}>,<{recipient}>,{subject}",
            "What the administrator's filter logs of a mail: an event, two values, the envelope and the subject.",
            "MDLOG,4F1A2B3C4D,spam,12.5,192.0.2.1,<a@example.org>,<b@example.net>,hello"),
    ];
}
