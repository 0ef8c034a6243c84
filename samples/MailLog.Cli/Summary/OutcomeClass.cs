using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>What an outcome means to who looks after the mails: the classes that charts show, in their order there.</summary>
internal enum OutcomeClass
{
    /// <summary>Every recipient has it.</summary>
    Delivered,

    /// <summary>Under way: to be tried again, on hold, or the log ends before it is told.</summary>
    Waiting,

    /// <summary>Accepted, and some recipient does not get it.</summary>
    Failed,

    /// <summary>Not accepted.</summary>
    Refused,

    /// <summary>Accepted, and kept from its recipients on purpose.</summary>
    SetAside,
}

internal static class OutcomeClasses
{
    public static readonly IReadOnlyList<OutcomeClass> All = Enum.GetValues<OutcomeClass>();

    public static OutcomeClass Of(MailOutcome outcome) => outcome switch
    {
        MailOutcome.Delivered => OutcomeClass.Delivered,
        MailOutcome.Partial or MailOutcome.Bounced or MailOutcome.Expired => OutcomeClass.Failed,
        MailOutcome.Rejected or MailOutcome.Blocked => OutcomeClass.Refused,
        MailOutcome.Discarded or MailOutcome.Quarantined or MailOutcome.Deleted => OutcomeClass.SetAside,
        _ => OutcomeClass.Waiting,
    };
}
