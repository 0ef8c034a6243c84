namespace MailLog.Parsing;

/// <summary>The programs of the qmail family, and those that are run with them.</summary>
internal static class QmailPrograms
{
    /// <summary>Lines without a tag, or under the tag that splogger and logger are mostly given: qmail-send's, recordio's, and what old or patched servers write.</summary>
    public static readonly ProgramGrammar Untagged = new(MailSystem.Qmail, "qmail", QmailSend.Forms, QmailSmtpd.Untagged, Recordio.Forms) { IsTentative = true };

    /// <summary>One line per tag: this is where a program of the family is registered.</summary>
    public static readonly ProgramGrammar[] All =
    [
        QmailSend.Grammar,
        Untagged,
        QmailSmtpd.Grammar,
        QmailPopup.Grammar,
        Ucspi.TcpServer,
        Ucspi.SslServer,
        Rblsmtpd.Grammar,
        .. QmailNeighbours.All,
    ];
}
