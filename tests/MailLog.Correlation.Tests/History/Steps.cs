using System.Globalization;
using MailLog.Tests;

namespace MailLog.Correlation.Tests;

/// <summary>A history as text, and the mails of real logs.</summary>
internal static class Steps
{
    /// <summary>A line a step: when, what, under which id, for whom, which attempt, what came of it. Without what the log says of it.</summary>
    public static string Of(MailHistoryEntry e) => string.Join(' ', new[]
    {
        e.Step.ToString(), e.QueueId ?? e.FilterId, e.Recipient, e.Original is { } original ? "for " + original : null,
        e.Attempt > 0 ? e.Attempt.ToString(CultureInfo.InvariantCulture) : null, e.Notice?.ToString(), e.NextId is { } next ? "> " + next : null,
    }.Where(part => part is not null));

    public static string WithTime(MailHistoryEntry e) => e.At + " " + Of(e) + " | " + e.Detail;

    public static string[] Of(Mail mail) => [.. mail.History.Select(Of)];

    /// <summary>The mails of every real log, each with the name of its log.</summary>
    public static IEnumerable<(string Log, Mail Mail)> OfAllLogs()
    {
        foreach (string log in LogFiles.All)
            foreach (Mail mail in Correlating.Mails(LogFiles.Read(log)))
                yield return (log, mail);
        foreach (QmailRun run in new[] { QmailRun.Notqmail, QmailRun.Sqmail, QmailRun.Conditions, QmailRun.Splogger })
            foreach (Mail mail in run.Mails)
                yield return (run.Name, mail);
    }
}
