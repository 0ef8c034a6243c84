using System.Globalization;
using System.Text;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>One attempt to deliver a mail to one recipient.</summary>
public sealed class DeliveryAttempt : ITimed
{
    internal DeliveryAttempt()
    {
    }

    internal MailText RelayText, DelayText, DelaysText, DsnText, ResponseText, ReplyText, QueueIdText;

    internal long Sequence;

    long ITimed.Sequence => Sequence;

    /// <summary>When its line was logged.</summary>
    public LogTime At { get; internal set; }

    /// <summary>Its result.</summary>
    public RecipientStatus Status { get; internal set; }

    /// <summary>Its enhanced status code; the default value when there is none.</summary>
    public EnhancedStatus Dsn => EnhancedStatus.TryParse(DsnText.Bytes, out EnhancedStatus dsn) ? dsn : default;

    /// <summary>Where it went, as logged.</summary>
    public string? Relay => RelayText.Value;

    /// <summary>Seconds from the mail's arrival in the queue to the end of the attempt.</summary>
    public double? Delay => double.TryParse(DelayText.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double delay) ? delay : null;

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

    /// <summary>The text in the parentheses of the status, whole.</summary>
    public string? Response => ResponseText.Value;

    /// <summary>The remote server's own words in it, from its code on; null when no server spoke.</summary>
    public string? Reply => ReplyText.Value;

    /// <summary>The queue id the mail had.</summary>
    public string? QueueId => QueueIdText.Value;

    /// <summary>A line that came twice: nothing in it differs, not even the time it took.</summary>
    internal bool IsSameLine(DeliveryAttempt other) => At == other.At && Status == other.Status && DelayText.Bytes.SequenceEqual(other.DelayText.Bytes)
        && DelaysText.Bytes.SequenceEqual(other.DelaysText.Bytes) && RelayText.Bytes.SequenceEqual(other.RelayText.Bytes) && ResponseText.Bytes.SequenceEqual(other.ResponseText.Bytes);
}
