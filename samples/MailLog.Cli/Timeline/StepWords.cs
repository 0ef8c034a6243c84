using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>The steps of a mail in words for people who do not run mail servers.</summary>
internal static class StepWords
{
    public static string Of(MailHistoryEntry entry) => entry.Step switch
    {
        MailStep.Queued => "accepted",
        MailStep.Activated => entry.FilterId is null ? "taken up for delivery" : "content check begun",
        MailStep.AttemptBegun => "delivery begun" + Attempt(entry),
        MailStep.Deferred => "postponed" + Attempt(entry),
        MailStep.Delivered => "delivered" + Attempt(entry),
        MailStep.Bounced => "failed for good" + Attempt(entry),
        MailStep.Expired => "given up: too old",
        MailStep.Notified => "sender told of " + (entry.Notice switch { NotificationKind.Delay => "the delay", NotificationKind.NonDelivery => "the failure", null => "it", _ => "the delivery" }),
        MailStep.Filtered => "handed to a filter",
        MailStep.Redirected => "sent on to another address",
        MailStep.Held => "put on hold",
        MailStep.Released => "released from hold",
        MailStep.Requeued => "put into the queue anew",
        MailStep.ExpiryForced => "marked to expire by hand",
        MailStep.Discarded => "dropped without a word",
        MailStep.Rejected => "refused",
        MailStep.Archived => "copy kept",
        MailStep.Quarantined => "put into quarantine",
        MailStep.Blocked => "blocked by a filter",
        MailStep.Removed => "left the queue",
        MailStep.HandedOver => "handed over to the next system",
        MailStep.Noted => "remarked on",
        _ => Words.Of(entry.Step),
    };

    /// <summary>A decision that is no step of a mail's history, since it stopped nothing; null for those that are.</summary>
    public static string? Of(VerdictAction action) => action switch
    {
        VerdictAction.WarnReject => "would be refused (test of a rule)",
        VerdictAction.Bcc => "copied to another address",
        VerdictAction.Prepend => "a line was added",
        VerdictAction.Replace => "a line was replaced",
        VerdictAction.Strip => "a line was taken out",
        VerdictAction.Delay => "kept waiting",
        VerdictAction.Info => "noted",
        VerdictAction.Warn => "warned about",
        VerdictAction.Accept => "let through",
        _ => null,
    };

    public static StepTone ToneOf(MailStep step) => step switch
    {
        MailStep.Delivered => StepTone.Good,
        MailStep.Deferred or MailStep.Held or MailStep.Quarantined => StepTone.Waiting,
        MailStep.Bounced or MailStep.Expired or MailStep.Rejected or MailStep.Discarded or MailStep.Blocked => StepTone.Bad,
        _ => StepTone.Neutral,
    };

    private static string Attempt(MailHistoryEntry entry) => entry.Attempt > 1 || (entry.Attempt == 1 && entry.Step == MailStep.Deferred) ? ", attempt " + entry.Attempt : "";
}
