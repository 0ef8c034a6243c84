namespace MailLog.Parsing;

/// <summary>What a notification tells (RFC 3464).</summary>
public enum NotificationKind : byte
{
    /// <summary>The mail could not be delivered.</summary>
    NonDelivery,

    /// <summary>The mail could not be delivered yet.</summary>
    Delay,

    /// <summary>The mail was delivered or relayed, or this is the report that was asked for (a delivery status notification).</summary>
    Success,
}
