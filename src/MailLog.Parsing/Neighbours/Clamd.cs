namespace MailLog.Parsing;

/// <summary>clamd(8): the virus scanner that others ask (clamd/scanner.c, scan_callback and scanstream). It knows files and streams, no mails.</summary>
internal static class Clamd
{
    public static readonly LineForm[] Forms =
    [
        new("clamd.found", EventKind.FilterResult, "{attachment~}: {virus} FOUND",
            "A virus was found in a file or stream.", "instream(127.0.0.1@54321): Eicar-Test-Signature FOUND"),
        new("clamd.clean", EventKind.FilterResult, "{attachment~}: {result:OK}",
            "No virus was found (LogClean).", "instream(127.0.0.1@54321): OK"),
    ];
}
