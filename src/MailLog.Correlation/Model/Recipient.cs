using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>One recipient of a mail, and what became of the mail for it.</summary>
public sealed class Recipient
{
    internal Recipient()
    {
    }

    internal MailText AddressText, OriginalText, QueueIdText;
    internal readonly List<DeliveryAttempt> AttemptList = [];

    /// <summary>The final address, as logged.</summary>
    public string Address => AddressText.Value ?? "";

    /// <summary>The address before aliases, if it was another; null otherwise.</summary>
    public string? Original => OriginalText.Value;

    /// <summary>What became of the mail.</summary>
    public RecipientStatus Status { get; internal set; }

    /// <summary>Enhanced status code of the last attempt; the default value when there is none.</summary>
    public EnhancedStatus Dsn => Last?.Dsn ?? default;

    /// <summary>Where the last attempt went: <c>name[address]:port</c> or the agent's word, as logged; null without attempt.</summary>
    public string? Relay => Last?.Relay;

    /// <summary>The text in the parentheses of the last attempt's status; null without attempt.</summary>
    public string? Response => Last?.Response;

    /// <summary>The remote server's own words in it, from its code on; null when no server spoke.</summary>
    public string? Reply => Last?.Reply;

    /// <summary>Queue id of the last hop; null when the mail had none, or only a filter run.</summary>
    public string? QueueId => Last?.QueueId ?? QueueIdText.Value;

    /// <summary>The attempts, oldest first.</summary>
    public IReadOnlyList<DeliveryAttempt> Attempts => AttemptList;

    private DeliveryAttempt? Last => AttemptList.Count > 0 ? AttemptList[AttemptList.Count - 1] : null;
}
