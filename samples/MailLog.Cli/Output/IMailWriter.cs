using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>Prints mails.</summary>
internal interface IMailWriter : IDisposable
{
    void Write(Mail mail);
}
