namespace MailLog.Parsing;

/// <summary>clamsmtpd(8): a virus scanner as an SMTP proxy (clamsmtpd.c, cb_check_data). Its own number of the session stands in front.</summary>
internal static class Clamsmtpd
{
    public static readonly LineForm[] Forms =
    [
        new("clamsmtpd.virus", EventKind.FilterResult, "{run}: from={sender~}, to={recipient}, status=VIRUS:{virus}",
            "A virus was found.", "100001: from=a@example.org, to=b@example.net, status=VIRUS:Eicar-Test-Signature"),
        new("clamsmtpd.status", EventKind.FilterResult, "{run}: from={sender~}, to={recipient}, status={result}",
            "No virus was found (CLEAN), or the mail could not be scanned.", "100000: from=a@example.org, to=b@example.net, status=CLEAN"),
    ];
}
