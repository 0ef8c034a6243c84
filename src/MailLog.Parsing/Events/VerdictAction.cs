namespace MailLog.Parsing;

/// <summary>What was decided about a mail or a client (access(5), header_checks(5), milter).</summary>
public enum VerdictAction : byte
{
    /// <summary>Refused, for good or for now: the reply code tells.</summary>
    Reject,

    /// <summary>Would have been refused (<c>warn_if_reject</c>): it was not.</summary>
    WarnReject,

    /// <summary>Put on hold.</summary>
    Hold,

    /// <summary>Dropped, with success told to the client.</summary>
    Discard,

    /// <summary>Sent to another address.</summary>
    Redirect,

    /// <summary>Sent through a content filter.</summary>
    Filter,

    /// <summary>Copied to another address.</summary>
    Bcc,

    /// <summary>A header was put in front.</summary>
    Prepend,

    /// <summary>A line was replaced.</summary>
    Replace,

    /// <summary>A line was left out, and logged.</summary>
    Strip,

    /// <summary>Delivery was delayed.</summary>
    Delay,

    /// <summary>Only logged.</summary>
    Info,

    /// <summary>Only logged, as a warning.</summary>
    Warn,

    /// <summary>The connection was dropped without a reply.</summary>
    Hangup,

    /// <summary>Accepted, and logged.</summary>
    Accept,

    /// <summary>Refused for now, where no reply code is logged that would tell.</summary>
    Defer,
}
