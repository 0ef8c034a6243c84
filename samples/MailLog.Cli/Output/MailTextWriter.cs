using System.Text;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>A mail for people: one line that says what became of it, then what happened in the order of time.</summary>
internal sealed class MailTextWriter(Stream output, bool withLines, bool withHistory) : IMailWriter
{
    private readonly StringBuilder _text = new();

    public void Write(Mail mail) => Write(mail, null);

    public void Write(ArchivedMail archived) => Write(archived.Mail, archived);

    private void Write(Mail mail, ArchivedMail? archived)
    {
        _text.Clear();
        Line(mail.FirstSeen + "  " + Words.Of(mail.Outcome).ToUpperInvariant() + (mail.IsComplete ? "" : "  (missing: " + string.Join(", ", mail.Missing) + ")"));
        Line("  from     " + (mail.Sender is { } sender ? "<" + sender + ">" : "(unknown)") + Origin(mail));
        if (mail.MessageId is { } id)
            Line("  message  " + id + (mail.Size is { } size ? ", " + size + " bytes" : ""));
        if (mail.QueueIds.Count + mail.FilterIds.Count > 0)
            Line("  path     " + string.Join(" > ", mail.QueueIds) + (mail.FilterIds.Count > 0 ? "  filter " + string.Join(", ", mail.FilterIds) : ""));
        if (mail.NotificationOf is { } about)
            Line("  about    " + about);
        foreach (Verdict verdict in mail.Verdicts)
            Line("  " + verdict.At + "  " + Words.Of(verdict.Action) + " by " + Words.Of(verdict.By) + (verdict.Confidence == HookConfidence.Exact ? " (" + verdict.Hooks[0] + ")" : "") + " at " + verdict.Stage + Of(" for <", verdict.Recipient, ">")
                + ": " + (verdict.Code != 0 ? verdict.Code + " " : "") + (verdict.Dsn.Class != 0 ? verdict.Dsn + " " : "") + verdict.Text);
        foreach (Recipient recipient in mail.Recipients)
            WriteRecipient(recipient, mail);
        foreach (MailNotification notification in mail.Notifications)
            Line("  notice   " + Words.Of(notification.Kind) + (notification.QueueId.Length > 0 ? " as " + notification.QueueId : ""));
        if (withHistory)
            WriteHistory(mail);
        if (archived is not null)
            foreach (string line in ArchiveLines.Of(archived))
                Line(line);
        if (withLines)
            foreach (MailLine line in mail.Lines)
                Line("  | " + line.Text);
        _text.Append('\n');
        output.Write(Encoding.UTF8.GetBytes(_text.ToString()));
    }

    public void Flush()
    {
    }

    public void Dispose()
    {
    }

    private static string Origin(Mail mail)
    {
        string origin = mail.Client is { } client ? " by " + (client.Name ?? "unknown") + Of("[", client.Address, "]") : mail.SubmittedBy is { } local ? " by user " + local.UserId : "";
        string tie = string.Concat(mail.Ties.Where(t => t.What == "session" && t.Quality != TieQuality.Exact)
            .Select(t => t.Quality == TieQuality.Ambiguous ? " (one of " + t.Candidates + " possible sessions)" : " (by sender and time)"));
        return origin + tie + Of(" as ", mail.Sasl?.Username, "") + Of(" over ", mail.Tls?.Protocol, "");
    }

    private void WriteRecipient(Recipient recipient, Mail mail)
    {
        Line("  to       <" + recipient.Address + ">" + Of(" (for <", recipient.Original, ">)") + "  " + Words.Of(recipient.Status));
        foreach (DeliveryAttempt attempt in recipient.Attempts)
            Line("           " + attempt.At + "  " + Words.Of(attempt.Status) + Of(" at ", attempt.Relay, "") + Of(": ", Readable(attempt.Response, mail), ""));
    }

    private void WriteHistory(Mail mail)
    {
        string lead = "  history  ";
        foreach (MailHistoryEntry e in mail.History)
        {
            Line(lead + e.At + "  " + (e.QueueId ?? e.FilterId ?? "-") + "  " + HistoryWords.Of(e) + Of(e.Step == MailStep.Queued ? " from " : ": ", Readable(e.Detail, mail), ""));
            lead = "           ";
        }
    }

    /// <summary>qmail-send writes a report's blanks as <c>_</c>, and its line ends as <c>/</c>.</summary>
    private static string? Readable(string? text, Mail mail)
        => mail.System == MailSystem.Qmail ? text?.Replace('_', ' ').TrimEnd('/') : text;

    private static string Of(string before, string? text, string after) => text is null ? "" : before + text + after;

    private void Line(string line) => _text.Append(Printable.Of(line)).Append('\n');
}
