using MailLog.Correlation;

namespace MailLog.Routing;

/// <summary>How what happened stands to the policy.</summary>
public enum PolicyFindingKind : byte
{
    /// <summary>The delivery went where the policy says.</summary>
    Match,

    /// <summary>It went to another server. A deviation.</summary>
    WrongRelay,

    /// <summary>It went to another port of the right server, or of one of which is not known whether it is the right one. A deviation.</summary>
    WrongPort,

    /// <summary>It went to a mail server instead of a program, or the other way round. A deviation.</summary>
    WrongKind,

    /// <summary>The log and the policy together do not tell.</summary>
    Undecided,

    /// <summary>The mail was still tried, or was delivered, after the time that the policy gives it. A deviation.</summary>
    OverAge,

    /// <summary>The mail was given up for its age, and no notification to its sender is seen, though the policy wants one. A deviation.</summary>
    ExpiredWithoutNotice,

    /// <summary>No recipient in the log is one for this rule.</summary>
    NeverMatched,
}

/// <summary>What a policy says to one thing that happened.</summary>
public sealed class PolicyFinding
{
    internal PolicyFinding(PolicyFindingKind kind, Mail? mail, Recipient? recipient, DeliveryAttempt? attempt, PolicyRule? rule, NextHop? expected, string? reason)
    {
        Kind = kind;
        Mail = mail;
        Recipient = recipient;
        Attempt = attempt;
        Rule = rule;
        Expected = expected;
        Reason = reason;
    }

    /// <summary>How what happened stands to the policy.</summary>
    public PolicyFindingKind Kind { get; }

    /// <summary>What happened is not what the policy wants.</summary>
    public bool IsDeviation => Kind is PolicyFindingKind.WrongRelay or PolicyFindingKind.WrongPort or PolicyFindingKind.WrongKind or PolicyFindingKind.OverAge or PolicyFindingKind.ExpiredWithoutNotice;

    /// <summary>The mail; null for <see cref="PolicyFindingKind.NeverMatched"/>.</summary>
    public Mail? Mail { get; }

    /// <summary>The recipient; null for <see cref="PolicyFindingKind.NeverMatched"/>.</summary>
    public Recipient? Recipient { get; }

    /// <summary>The attempt that was judged; null when it is not one attempt that is meant.</summary>
    public DeliveryAttempt? Attempt { get; }

    /// <summary>The rule that the recipient is for; null when the default or the relay host for all decides.</summary>
    public PolicyRule? Rule { get; }

    /// <summary>Where the mail should have gone; null where that is not the question.</summary>
    public NextHop? Expected { get; }

    /// <summary>Where it went, as logged; null without attempt.</summary>
    public string? Actual => Attempt?.Relay;

    /// <summary>Why, in a line of English; null for <see cref="PolicyFindingKind.Match"/>.</summary>
    public string? Reason { get; }

    /// <summary>Kind, recipient, what was expected and what happened.</summary>
    public override string ToString()
        => Kind + (Recipient is null ? "" : " <" + Recipient.Address + ">") + (Expected is null ? "" : " expected " + Expected) + (Actual is null ? "" : " actual " + Actual) + (Reason is null ? "" : ": " + Reason);
}
