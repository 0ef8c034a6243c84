using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>Prints the mails that a filter lets through, up to a limit, and counts.</summary>
internal sealed class MailPrinter(IMailWriter writer, MailFilter filter, int limit)
{
    /// <summary>How many mails there were to choose from.</summary>
    public long Seen { get; private set; }

    public long Printed { get; private set; }

    /// <summary>No more is to be printed.</summary>
    public bool IsDone => Printed >= limit;

    public void Take(Mail mail)
    {
        Seen++;
        if (IsDone || !filter.Matches(mail))
            return;
        writer.Write(mail);
        Printed++;
    }

    public void Take(ArchivedMail mail)
    {
        Seen++;
        if (IsDone || !filter.Matches(mail.Mail))
            return;
        writer.Write(mail);
        Printed++;
    }
}
