namespace MailLog.Correlation;

/// <summary>What became of a mail as a whole.</summary>
public enum MailOutcome : byte
{
    /// <summary>Nothing is final, and the mail is still under way (or the log ends before it is told).</summary>
    InProgress,

    /// <summary>Every recipient was delivered to.</summary>
    Delivered,

    /// <summary>Some recipients were delivered to, and some not.</summary>
    Partial,

    /// <summary>No recipient was delivered to, none failed for good, and at least one is to be tried again.</summary>
    Deferred,

    /// <summary>No recipient was delivered to; some bounced.</summary>
    Bounced,

    /// <summary>No recipient was delivered to and none bounced; some were given up because the mail was too old.</summary>
    Expired,

    /// <summary>No recipient was ever accepted, or the content was refused.</summary>
    Rejected,

    /// <summary>Dropped, with success told to the client; or a queue file that was opened and never used.</summary>
    Discarded,

    /// <summary>On hold.</summary>
    Held,

    /// <summary>Deleted by hand.</summary>
    Deleted,

    /// <summary>In a quarantine.</summary>
    Quarantined,

    /// <summary>Blocked by a content filter.</summary>
    Blocked,
}
