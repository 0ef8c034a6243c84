namespace MailLog.Parsing;

/// <summary>The programs of the qmail family, and those that are run with them.</summary>
internal static class QmailPrograms
{
    /// <summary>Lines without a tag, or under the tag that splogger and logger are mostly given: qmail-send's, recordio's, and what old or patched servers write.</summary>
    public static readonly ProgramGrammar Untagged = new(MailSystem.Qmail, "qmail", QmailSend.Forms, QmailSmtpd.Untagged, Recordio.Forms) { IsTentative = true };

    /// <summary>The program that writes a form without a tag.</summary>
    public static ReadOnlySpan<byte> NameOf(LineForm? form) =>
        form is null || form.Name.StartsWith("qmail-send.", StringComparison.Ordinal) ? "qmail-send"u8
        : form.Name.StartsWith("recordio.", StringComparison.Ordinal) ? "recordio"u8
        : "qmail-smtpd"u8;

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
