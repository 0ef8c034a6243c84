using System.Globalization;
using System.Text;
using System.Text.Json.Serialization;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>One attempt to deliver a mail to one recipient.</summary>
public sealed class DeliveryAttempt : ITimed
{
    private readonly byte[] _facts;
    private readonly int _relay, _delay, _delays, _dsn, _response, _reply, _queueId;

    internal DeliveryAttempt(byte[] facts, in Fact fact, in FactFields fields, int queueId)
    {
        _facts = facts;
        _relay = fields.Place(FactField.Relay);
        _delay = fields.Place(FactField.Delay);
        _delays = fields.Place(FactField.Delays);
        _dsn = fields.Place(FactField.Dsn);
        _response = fields.Place(FactField.Response);
        _reply = fields.Place(FactField.Reply);
        _queueId = queueId;
        At = fact.Time;
        Sequence = fact.Sequence;
        Status = (DeliveryStatus)fields.Byte(FactField.Status) switch
        {
            DeliveryStatus.Sent or DeliveryStatus.Deliverable or DeliveryStatus.Expanded => RecipientStatus.Delivered,
            DeliveryStatus.Bounced or DeliveryStatus.Undeliverable => RecipientStatus.Bounced,
            _ => RecipientStatus.Deferred,
        };
    }

    internal long Sequence { get; }

    long ITimed.Sequence => Sequence;

    /// <summary>When its line was logged.</summary>
    public LogTime At { get; }

    /// <summary>Its result.</summary>
    public RecipientStatus Status { get; }

    /// <summary>Its enhanced status code; the default value when there is none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public EnhancedStatus Dsn => EnhancedStatus.TryParse(MailText.At(_facts, _dsn).Bytes, out EnhancedStatus dsn) ? dsn : default;

    /// <summary>Where it went, as logged.</summary>
    public string? Relay => RelayText.Value;

    /// <summary><see cref="Relay"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText RelayText => MailText.At(_facts, _relay);

    /// <summary>Seconds from the mail's arrival in the queue to the end of the attempt.</summary>
    public double? Delay => double.TryParse(DelayText.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double delay) ? delay : null;

    /// <summary>The digits of <see cref="Delay"/> as logged.</summary>
    [JsonIgnore]
    public MailText DelayText => MailText.At(_facts, _delay);

    /// <summary>Seconds before the queue manager, in it, in connection set-up, in transmission; empty when not logged.</summary>
    public IReadOnlyList<double> Delays
    {
        get
        {
            string? text = DelaysText.Value;
            if (text is null)
                return [];
            var delays = new List<double>(4);
            foreach (string part in text.Split('/'))
                if (double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out double delay))
                    delays.Add(delay);
            return delays;
        }
    }

    /// <summary><see cref="Delays"/> as logged, with <c>/</c> between them.</summary>
    [JsonIgnore]
    public MailText DelaysText => MailText.At(_facts, _delays);

    /// <summary>The text in the parentheses of the status, whole.</summary>
    public string? Response => ResponseText.Value;

    /// <summary><see cref="Response"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText ResponseText => MailText.At(_facts, _response);

    /// <summary>The remote server's own words in it, from its code on; null when no server spoke.</summary>
    public string? Reply => ReplyText.Value;

    /// <summary><see cref="Reply"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText ReplyText => MailText.At(_facts, _reply);

    /// <summary>The queue id the mail had.</summary>
    public string? QueueId => QueueIdText.Value;

    /// <summary><see cref="QueueId"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText QueueIdText => MailText.At(_facts, _queueId);

    /// <summary>A line that came twice: nothing in it differs, not even the time it took.</summary>
    internal bool IsSameLine(DeliveryAttempt other) => At == other.At && Status == other.Status && DelayText.Bytes.SequenceEqual(other.DelayText.Bytes)
        && DelaysText.Bytes.SequenceEqual(other.DelaysText.Bytes) && RelayText.Bytes.SequenceEqual(other.RelayText.Bytes) && ResponseText.Bytes.SequenceEqual(other.ResponseText.Bytes);
}
