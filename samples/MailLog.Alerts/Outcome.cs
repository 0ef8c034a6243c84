using MailLog.Correlation;

namespace MailLog.Alerts;

/// <summary>How a mail ended for one recipient.</summary>
/// <param name="Key">Whose rate it counts for: a relay, or the sender's domain.</param>
/// <param name="At">When it ended, by the log.</param>
/// <param name="Failed">It bounced, or was given up.</param>
internal readonly record struct Outcome(string Key, DateTimeOffset At, bool Failed)
{
    /// <summary>What became of a mail, by the relay that took or refused it.</summary>
    public static IEnumerable<Outcome> ByRelay(Mail mail) => Of(mail, recipient => Host(recipient.Relay));

    /// <summary>What became of a mail, by the domain of its sender; the null sender of notifications is <c>&lt;&gt;</c>.</summary>
    public static IEnumerable<Outcome> BySender(Mail mail) => Of(mail, _ => mail.Sender is null ? null : mail.Sender.Length == 0 ? "<>" : mail.Sender[(mail.Sender.LastIndexOf('@') + 1)..]);

    private static IEnumerable<Outcome> Of(Mail mail, Func<Recipient, string?> keyOf)
    {
        foreach (Recipient recipient in mail.Recipients)
            if (IsEnd(recipient.Status) && keyOf(recipient) is { } key)
                yield return new Outcome(key.ToLowerInvariant(), (recipient.Attempts is [.., { } last] ? last.At : mail.LastSeen).Value, recipient.Status != RecipientStatus.Delivered);
    }

    /// <summary>A mail that is still under way counts for nobody yet.</summary>
    private static bool IsEnd(RecipientStatus status) => status is RecipientStatus.Delivered or RecipientStatus.Bounced or RecipientStatus.Expired;

    /// <summary>The name in <c>mx.example.org[192.0.2.1]:25</c>.</summary>
    private static string? Host(string? relay) => relay?.Split('[')[0];
}
