using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>Prints dialogues in one form.</summary>
internal interface IDialogueWriter : IDisposable
{
    void Write(SmtpDialogue dialogue);
}
