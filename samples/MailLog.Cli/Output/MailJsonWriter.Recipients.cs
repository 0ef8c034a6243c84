using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

// Recipients and the attempts to deliver to them.
internal sealed partial class MailJsonWriter
{
    private void WriteRecipients(IReadOnlyList<Recipient> recipients)
    {
        if (recipients.Count == 0)
            return;
        _json.Begin("recipients"u8, (byte)'[');
        for (int i = 0; i < recipients.Count; i++)
        {
            Recipient recipient = recipients[i];
            _json.Begin((byte)'{');
            _json.Text("address"u8, recipient.AddressText.Bytes);
            _json.Text("original"u8, recipient.OriginalText);
            _json.Raw("status"u8, Statuses[(int)recipient.Status]);
            Dsn(recipient.Dsn);
            _json.Text("relay"u8, recipient.RelayText);
            _json.Text("response"u8, recipient.ResponseText);
            _json.Text("reply"u8, recipient.ReplyText);
            _json.Text("queueId"u8, recipient.QueueIdText);
            WriteAttempts(recipient.Attempts);
            _json.End((byte)'}');
        }
        _json.End((byte)']');
    }

    private void WriteAttempts(IReadOnlyList<DeliveryAttempt> attempts)
    {
        if (attempts.Count == 0)
            return;
        _json.Begin("attempts"u8, (byte)'[');
        for (int i = 0; i < attempts.Count; i++)
        {
            DeliveryAttempt attempt = attempts[i];
            _json.Begin((byte)'{');
            _json.Time("at"u8, attempt.At);
            _json.Raw("status"u8, Statuses[(int)attempt.Status]);
            Dsn(attempt.Dsn);
            _json.Text("relay"u8, attempt.RelayText);
            WriteDelays(attempt);
            _json.Text("response"u8, attempt.ResponseText);
            _json.Text("queueId"u8, attempt.QueueIdText);
            _json.End((byte)'}');
        }
        _json.End((byte)']');
    }

    /// <summary>Digits that would come back as they are need not become numbers in between.</summary>
    private void WriteDelays(DeliveryAttempt attempt)
    {
        ReadOnlySpan<byte> one = attempt.DelayText.Bytes, several = attempt.DelaysText.Bytes;
        if (JsonDecimal.IsPlain(one))
            _json.Raw("delay"u8, one);
        else if (attempt.Delay is { } delay)
            _json.Number("delay"u8, delay);
        if (several.IsEmpty)
            return;
        if (several.Length <= 64 && JsonDecimal.ArePlain(several))
        {
            Span<byte> array = stackalloc byte[several.Length + 2];
            array[0] = (byte)'[';
            several.Replace(array[1..], (byte)'/', (byte)',');
            array[^1] = (byte)']';
            _json.Raw("delays"u8, array);
        }
        else if (attempt.Delays is { Count: > 0 } delays)
        {
            _json.Begin("delays"u8, (byte)'[');
            foreach (double part in delays)
                _json.Item(part);
            _json.End((byte)']');
        }
    }
}
