using System.Globalization;
using System.Text;
using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>Mails for spreadsheets: a row for each recipient, be it accepted or refused. A mail without any has one row.</summary>
internal sealed class MailCsvWriter : IMailWriter
{
    private readonly Stream _output;
    private readonly DisplayClock _clock;

    public MailCsvWriter(Stream output, DisplayClock clock)
    {
        (_output, _clock) = (output, clock);
        Line("firstSeen", "outcome", "sender", "recipient", "original", "status", "lastAttempt", "attempts", "delay", "dsn", "relay", "words", "client", "address", "messageId", "size", "queueIds", "id");
    }

    public void Write(Mail mail)
    {
        foreach (Recipient recipient in mail.Recipients)
        {
            DeliveryAttempt? last = recipient.Attempts is [.., var attempt] ? attempt : null;
            Row(mail, recipient.Address, recipient.Original, Words.Of(recipient.Status), last is null ? null : _clock.Rfc3339(last.At), Number(recipient.Attempts.Count),
                last?.Delay is { } delay ? Convert.ToString(delay, CultureInfo.InvariantCulture) : null, recipient.Dsn.Class == 0 ? null : recipient.Dsn.ToString(), recipient.Relay,
                recipient.Reply ?? MailTimeline.Readable(recipient.Response, mail) ?? DecisionOn(mail, recipient));
        }
        int rows = mail.Recipients.Count;
        // The last word about each.
        foreach (Verdict verdict in mail.Verdicts.Where(v => v.Recipient is not null).GroupBy(v => v.Recipient, StringComparer.Ordinal).Select(v => v.Last()))
            if (StepWords.Of(verdict.Action) is null && mail.Recipients.All(r => r.Address != verdict.Recipient && r.Original != verdict.Recipient))
            {
                Refused(verdict, verdict.Recipient);
                rows++;
            }
        if (rows == 0 && mail.Verdicts is [.., var any])
            Refused(any, null);
        else if (rows == 0)
            Row(mail, null, null, null, null, null, null, null, null, null);

        void Refused(Verdict verdict, string? recipient)
            => Row(mail, recipient, null, Words.Of(verdict.Action), _clock.Rfc3339(verdict.At), null, null, verdict.Dsn.Class == 0 ? null : verdict.Dsn.ToString(), null, MailTimeline.VerdictText(verdict));
    }

    /// <summary>Why a recipient was never tried: what was decided about it, or about the mail as a whole.</summary>
    private static string? DecisionOn(Mail mail, Recipient recipient)
        => mail.Verdicts.LastOrDefault(v => StepWords.Of(v.Action) is null && (v.Recipient is null || v.Recipient == recipient.Address || v.Recipient == recipient.Original)) is { } verdict
            ? MailTimeline.VerdictText(verdict) : null;

    public void Write(ArchivedMail archived) => Write(archived.Mail);

    public void Flush()
    {
    }

    public void Dispose()
    {
    }

    private void Row(Mail mail, string? recipient, string? original, string? status, string? lastAttempt, string? attempts, string? delay, string? dsn, string? relay, string? words)
        => Line(_clock.Rfc3339(mail.FirstSeen), Words.Of(mail.Outcome), mail.Sender, recipient, original, status, lastAttempt, attempts, delay, dsn, relay, words, mail.Client?.Name, mail.Client?.Address,
            mail.MessageId, mail.Size is { } size ? Number(size) : null, string.Join(' ', mail.QueueIds), mail.Id);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private void Line(params ReadOnlySpan<string?> fields) => _output.Write(Encoding.UTF8.GetBytes(Csv.Line(fields)));
}
