using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>Prints mails.</summary>
internal interface IMailWriter : IDisposable
{
    void Write(Mail mail);

    /// <summary>A mail with its archives.</summary>
    void Write(ArchivedMail archived);
}
