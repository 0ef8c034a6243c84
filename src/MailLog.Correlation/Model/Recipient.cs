using System.Text.Json.Serialization;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>One recipient of a mail, and what became of the mail for it.</summary>
public sealed class Recipient
{
    private readonly byte[] _facts;
    private readonly int _address, _original, _queueId;
    private readonly DeliveryAttempt[] _attempts;

    internal Recipient(byte[] facts, RecipientRow row)
    {
        _facts = facts;
        _address = row.Address.Place;
        _original = row.Original.Place;
        _queueId = row.QueueId.Place;
        _attempts = row.Attempts.ToArray();
        Status = row.Status;
    }

    /// <summary>The final address, as logged.</summary>
    public string Address => AddressText.ToString();

    /// <summary><see cref="Address"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText AddressText => MailText.At(_facts, _address);

    /// <summary>The address before aliases, if it was another; null otherwise.</summary>
    public string? Original => OriginalText.Value;

    /// <summary><see cref="Original"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText OriginalText => MailText.At(_facts, _original);

    /// <summary>What became of the mail.</summary>
    public RecipientStatus Status { get; }

    /// <summary>Enhanced status code of the last attempt; the default value when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public EnhancedStatus Dsn => Last?.Dsn ?? default;

    /// <summary>Where the last attempt went: <c>name[address]:port</c> or the agent's word, as logged; null without attempt.</summary>
    public string? Relay => RelayText.Value;

    /// <summary><see cref="Relay"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText RelayText => Last?.RelayText ?? default;

    /// <summary>The text in the parentheses of the last attempt's status; null without attempt.</summary>
    public string? Response => ResponseText.Value;

    /// <summary><see cref="Response"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText ResponseText => Last?.ResponseText ?? default;

    /// <summary>The remote server's own words in it, from its code on; null when no server spoke.</summary>
    public string? Reply => ReplyText.Value;

    /// <summary><see cref="Reply"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText ReplyText => Last?.ReplyText ?? default;

    /// <summary>Queue id of the last hop; null when the mail had none, or only a filter run.</summary>
    public string? QueueId => QueueIdText.Value;

    /// <summary><see cref="QueueId"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText QueueIdText => Last is { QueueIdText: { HasValue: true } last } ? last : MailText.At(_facts, _queueId);

    /// <summary>The attempts, oldest first.</summary>
    public IReadOnlyList<DeliveryAttempt> Attempts => _attempts;

    private DeliveryAttempt? Last => _attempts.Length > 0 ? _attempts[_attempts.Length - 1] : null;
}
