namespace MailLog.Parsing;

/// <summary>What happens to a queue file as a whole.</summary>
public enum QueueFileAction : byte
{
    /// <summary>It is removed: by the queue manager when all is done, by cleanup when the mail was canceled or discarded, by postsuper.</summary>
    Removed,

    /// <summary>It was too old, or made to expire: recipients still open are returned to the sender.</summary>
    Expired,

    /// <summary>postsuper marked it to expire at the next attempt.</summary>
    ExpiryForced,

    /// <summary>postsuper put it back to the start: it gets a new queue id.</summary>
    Requeued,

    /// <summary>postsuper put it on hold.</summary>
    Held,

    /// <summary>postsuper released it from hold.</summary>
    Released,

    /// <summary>It has come into the queue (qmail: <c>new msg</c>).</summary>
    Created,

    /// <summary>Its bounce could not be delivered, and is given up: no further notice is sent (qmail: <c>double bounce: discarding</c>, <c>triple bounce: discarding</c>).</summary>
    BounceDiscarded,

    /// <summary>The queue manager leaves it for now: an agent of before a reload still works on it.</summary>
    Skipped,
}
