namespace MailLog.Parsing;

/// <summary>From the form of a line to <see cref="TlsNoticeKind"/>.</summary>
internal static class TlsNoticeWords
{
    public static TlsNoticeKind Kind(LogLine line) => line.FormOrNull?.TlsNotice ?? TlsNoticeKind.Detail;
}
