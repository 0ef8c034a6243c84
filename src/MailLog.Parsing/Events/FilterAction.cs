namespace MailLog.Parsing;

/// <summary>What a content filter does with a mail.</summary>
public enum FilterAction : byte
{
    /// <summary>None of those below.</summary>
    Other,

    /// <summary>Passed on: queued again, or accepted before the queue.</summary>
    Accept,

    /// <summary>Refused or dropped.</summary>
    Block,

    /// <summary>Moved to a quarantine.</summary>
    Quarantine,

    /// <summary>A copy was kept in the attachment quarantine; the mail goes on.</summary>
    QuarantineCopy,

    /// <summary>Passing it on failed.</summary>
    AcceptFailed,

    /// <summary>A copy was sent.</summary>
    Bcc,

    /// <summary>Somebody was notified.</summary>
    Notify,

    /// <summary>An attachment was removed.</summary>
    RemoveAttachment,

    /// <summary>A header was changed.</summary>
    ModifyHeader,

    /// <summary>A disclaimer was added.</summary>
    Disclaimer,

    /// <summary>The whole mail was rejected before the queue.</summary>
    Reject,

    /// <summary>A copy was not sent: that failed, or it has no recipient.</summary>
    BccFailed,

    /// <summary>A notice was not sent: that failed, or it has no recipient.</summary>
    NotifyFailed,

    /// <summary>Adding a disclaimer failed.</summary>
    DisclaimerFailed,

    /// <summary>Somebody took the mail out of the quarantine: it was delivered.</summary>
    Release,

    /// <summary>Somebody deleted the mail in the quarantine.</summary>
    Delete,

    /// <summary>A signature (DKIM) was added.</summary>
    Sign,
}
