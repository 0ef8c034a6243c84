namespace MailLog.Parsing;

/// <summary>What a mailbox server does with a mail.</summary>
public enum MailboxAction : byte
{
    /// <summary>None of those below.</summary>
    Other,

    /// <summary>Stored in a mailbox.</summary>
    Stored,

    /// <summary>Sent on to another address.</summary>
    Forwarded,

    /// <summary>Marked to be dropped, unless something else stores it.</summary>
    Discarded,

    /// <summary>Sent back to its sender.</summary>
    Rejected,

    /// <summary>Not stored: an error.</summary>
    Failed,

    /// <summary>Answered automatically; the mail itself is stored by another line.</summary>
    Answered,

    /// <summary>Not sent on or answered, as that was done before for the same mail.</summary>
    Duplicate,
}
