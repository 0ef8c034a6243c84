namespace MailLog.Parsing;

/// <summary>The word behind <c>status=</c> in a delivery attempt's line.</summary>
public enum DeliveryStatus : byte
{
    /// <summary>A word that is not known.</summary>
    Other,

    /// <summary>Delivered or passed on.</summary>
    Sent,

    /// <summary>Tried in vain, to be tried again.</summary>
    Deferred,

    /// <summary>Failed for good.</summary>
    Bounced,

    /// <summary>Would have bounced, but <c>soft_bounce</c> keeps it in the queue.</summary>
    SoftBounced,

    /// <summary>An address probe or report: the mail would be taken.</summary>
    Deliverable,

    /// <summary>An address probe or report: the mail would not be taken.</summary>
    Undeliverable,

    /// <summary>A report of an expansion.</summary>
    Expanded,
}
