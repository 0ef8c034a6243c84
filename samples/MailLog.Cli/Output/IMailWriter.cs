using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>Prints mails.</summary>
internal interface IMailWriter : IDisposable
{
    void Write(Mail mail);

    /// <summary>Hands everything to the output.</summary>
    void Flush();

    /// <summary>A mail with its archives.</summary>
    void Write(ArchivedMail archived);
}
