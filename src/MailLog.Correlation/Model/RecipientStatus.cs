namespace MailLog.Correlation;

/// <summary>What became of a mail for one recipient.</summary>
public enum RecipientStatus : byte
{
    /// <summary>Nothing is known yet.</summary>
    InProgress,

    /// <summary>Delivered, or passed on to a server outside of the log.</summary>
    Delivered,

    /// <summary>Tried in vain, to be tried again.</summary>
    Deferred,

    /// <summary>Failed for good.</summary>
    Bounced,

    /// <summary>Given up because the mail was too old.</summary>
    Expired,

    /// <summary>On hold.</summary>
    Held,

    /// <summary>Dropped.</summary>
    Discarded,

    /// <summary>Sent to another address instead. Not given yet: a redirected mail's recipients are those it was redirected to.</summary>
    Redirected,

    /// <summary>In a quarantine.</summary>
    Quarantined,

    /// <summary>Blocked by a content filter.</summary>
    Blocked,

    /// <summary>Deleted by hand.</summary>
    Deleted,

    /// <summary>Accepted, then refused with the content.</summary>
    Rejected,
}
