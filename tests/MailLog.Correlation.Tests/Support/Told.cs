using System.Globalization;
using System.Text;

namespace MailLog.Correlation.Tests;

/// <summary>Everything that a mail tells, as text: two mails are the same when these are.</summary>
internal static class Told
{
    public static string All(Mail mail)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{mail.Id} {mail.System} {mail.Host} {mail.FirstSeen}..{mail.LastSeen} {mail.MessageId} {mail.Size} {mail.Client} {mail.Helo} {mail.Protocol} {mail.Sasl} {mail.Tls} {mail.SubmittedBy} ");
        text.Append(CultureInfo.InvariantCulture, $"filters={string.Join(',', mail.FilterIds)} missing={string.Join(',', mail.Missing)} of={mail.NotificationOf} qp={mail.Qp} ties={string.Join(',', mail.Ties)} ");
        text.AppendJoin(' ', mail.Notifications.Select(n => n.Kind + "=" + n.QueueId)).AppendLine();
        text.AppendLine(Story(mail));
        foreach (Verdict v in mail.Verdicts)
            text.AppendLine(Of(v));
        foreach (MailLine line in mail.Lines)
            text.Append(line).AppendLine();
        foreach (MailHistoryEntry step in mail.History)
            text.AppendLine(Steps.WithTime(step));
        return text.ToString();
    }

    /// <summary>What does not depend on sessions: path, sender, outcome, recipients with their attempts.</summary>
    public static string Story(Mail mail)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{string.Join('>', mail.QueueIds)} {mail.MessageId} <{mail.Sender}> {mail.Outcome}");
        foreach (Recipient r in mail.Recipients.OrderBy(r => r.Address, StringComparer.Ordinal).ThenBy(r => r.Original, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n  {r.Address}|{r.Original} {r.Status} {r.Dsn} {r.Relay} {r.Response} {r.Reply} {r.QueueId}");
            // Those of one second may stand in any order.
            foreach (string attempt in r.Attempts.Select(a => $"{a.At} {a.Status} {a.Dsn} {a.Relay} {a.Response} {a.QueueId} {a.Delay?.ToString(CultureInfo.InvariantCulture)} {string.Join('/', a.Delays)}").Order(StringComparer.Ordinal))
                text.Append("\n    ").Append(attempt);
        }
        return text.ToString();
    }

    public static string Of(Verdict v)
        => $"  {v.At} {v.Component} {v.Service} {v.Stage} {v.Part} {v.Action} {v.By} {v.Code} {v.Dsn} {v.Text} {v.Sender} {v.Recipient} {v.Helo} {v.QueueId}";

    public static string All(IEnumerable<Mail> mails) => string.Join('\n', mails.Select(All).Order(StringComparer.Ordinal));
}
