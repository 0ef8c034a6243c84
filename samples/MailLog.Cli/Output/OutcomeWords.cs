using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>What became of a mail, in a sentence for people who do not run mail servers. It begins with the word that <c>--outcome</c> takes.</summary>
internal static class OutcomeWords
{
    /// <summary>The outcome as a word.</summary>
    public static string Word(MailOutcome outcome) => outcome == MailOutcome.InProgress ? "IN PROGRESS" : Words.Of(outcome).ToUpperInvariant();

    /// <summary>What that means for this mail; empty when the word says it all.</summary>
    public static string Meaning(Mail mail)
    {
        int delivered = mail.Recipients.Count(r => r.Status == RecipientStatus.Delivered), all = mail.Recipients.Count;
        return mail.Outcome switch
        {
            MailOutcome.Delivered => all == 1 ? "" : "to all " + all + " recipients",
            MailOutcome.Partial => "delivered to " + delivered + " of " + all + " recipients",
            MailOutcome.Deferred => "not delivered yet; it will be tried again",
            MailOutcome.Bounced => "it cannot be delivered",
            MailOutcome.Expired => "given up after waiting too long",
            MailOutcome.Rejected => mail.Verdicts.Count > 0 && mail.Verdicts.All(v => v.Code is >= 400 and < 500) ? "refused for now; the sender may try again" : "refused",
            MailOutcome.Discarded => mail.IsComplete ? "dropped without a word to the sender" : "",
            MailOutcome.Held => "it waits until somebody releases it",
            MailOutcome.Quarantined => "kept apart by a filter",
            MailOutcome.Blocked => "stopped by a filter",
            MailOutcome.Deleted => "deleted by hand from the queue",
            _ => "the log does not tell how it ended",
        };
    }

    public static StepTone ToneOf(MailOutcome outcome) => outcome switch
    {
        MailOutcome.Delivered => StepTone.Good,
        MailOutcome.Deferred or MailOutcome.InProgress or MailOutcome.Held or MailOutcome.Quarantined => StepTone.Waiting,
        _ => StepTone.Bad,
    };
}
