namespace MailLog.Correlation;

/// <summary>A step in the life of a mail in its queue. The same words for every system; more may come.</summary>
/// <remarks>docs/correlation.md has the line of each system that each step is told by.</remarks>
public enum MailStep : byte
{
    /// <summary>A queue took the mail: it has a queue id. The first step of a queue file, unless the log begins behind it.</summary>
    Queued,

    /// <summary>The queue manager took it up, again at each retry; or a filter began its run over it.</summary>
    Activated,

    /// <summary>An attempt for a recipient began. Postfix logs only how one ended.</summary>
    AttemptBegun,

    /// <summary>An attempt for a recipient failed for now.</summary>
    Deferred,

    /// <summary>Delivered to a recipient, or passed on to a server outside of the log.</summary>
    Delivered,

    /// <summary>An attempt for a recipient failed for good.</summary>
    Bounced,

    /// <summary>Given up because it was too old: the mail as a whole (Postfix), or for a recipient (qmail).</summary>
    Expired,

    /// <summary>A notification was sent about it: <see cref="MailHistoryEntry.Notice"/>, with its queue id in <see cref="MailHistoryEntry.NextId"/>.</summary>
    Notified,

    /// <summary>
    /// Handed to a content filter, or by it: <see cref="MailHistoryEntry.NextId"/> is the filter's run, or the queue file as which the mail went on. Also when a decision
    /// named a filter for it.
    /// </summary>
    Filtered,

    /// <summary>
    /// Sent on to another address: by an alias or a <c>.forward</c>, then <see cref="MailHistoryEntry.NextId"/> is the queue file of what was sent on; or by a decision.
    /// </summary>
    Redirected,

    /// <summary>Put on hold, by a decision or by hand.</summary>
    Held,

    /// <summary>Released from hold.</summary>
    Released,

    /// <summary>Put into the queue anew by hand, as <see cref="MailHistoryEntry.NextId"/>.</summary>
    Requeued,

    /// <summary>Marked by hand to expire at the next attempt.</summary>
    ExpiryForced,

    /// <summary>Dropped without a word to the sender: by a decision; of qmail, a bounce of a bounce that could not be delivered.</summary>
    Discarded,

    /// <summary>Refused: a recipient, the sender, or the content.</summary>
    Rejected,

    /// <summary>A filter kept a copy, and the mail goes on.</summary>
    Archived,

    /// <summary>A filter moved it to a quarantine, where it is <see cref="MailHistoryEntry.NextId"/>.</summary>
    Quarantined,

    /// <summary>A filter blocked it.</summary>
    Blocked,

    /// <summary>Its queue file is gone: the last step of one, but for late lines.</summary>
    Removed,

    /// <summary>A server without a queue of its own took it for the next system (qpsmtpd), where it is <see cref="MailHistoryEntry.NextId"/>.</summary>
    HandedOver,

    /// <summary>
    /// A program that the user described (<see cref="MailLog.Parsing.LogDialect"/>) said something about it, told in <see cref="MailHistoryEntry.Detail"/>. It changes nothing of what became of the mail.
    /// </summary>
    Noted,
}
