using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>The ways in which the envelope of an s/qmail line can be read, when what clients sent imitates its tags.</summary>
internal static class EnvelopeReadings
{
    /// <summary>A hostile line must not cost more.</summary>
    private const int MaxReadings = 32;

    /// <summary>Sender and recipient in each reading: the line's own first, or those that have the session's HELO, if that is known.</summary>
    /// <param name="decision">The line.</param>
    /// <param name="helo">The session's HELO, or null.</param>
    /// <param name="known">The senders of the transaction so far: a sender that is the same need not be kept twice.</param>
    public static (byte[] Sender, byte[] Recipient)[] Of(QmailSmtpdEvent decision, byte[]? helo, List<byte[]>? known)
    {
        byte[] sender = known is { Count: > 0 } && decision.Sender == known[0] ? known[0] : decision.Sender.Bytes.ToArray();
        if (!decision.Line.IsAmbiguous)
            return [(sender, decision.Recipient.Bytes.ToArray())];
        var readings = new List<(byte[] Helo, byte[] Sender, byte[] Recipient)> { (decision.Helo.Bytes.ToArray(), sender, decision.Recipient.Bytes.ToArray()) };
        byte[] envelope = decision.Envelope.Bytes.ToArray();
        foreach (int f in Places(envelope, " F:"u8))
            foreach (int t in Places(envelope, " T:"u8))
                if (t >= f + 3 && readings.Count < MaxReadings)
                    readings.Add((envelope.AsSpan(0, f).ToArray(), envelope.AsSpan(f + 3, t - f - 3).ToArray(), envelope.AsSpan(t + 3).ToArray()));
        if (helo is not null && readings.FindAll(r => r.Helo.AsSpan().SequenceEqual(helo)) is { Count: > 0 } likely)
            readings = likely;
        return [.. readings.ConvertAll(r => (r.Sender, r.Recipient))];
    }

    private static List<int> Places(ReadOnlySpan<byte> text, ReadOnlySpan<byte> tag)
    {
        var places = new List<int>();
        for (int from = 0; places.Count < MaxReadings; )
        {
            int at = text.Slice(from).IndexOf(tag);
            if (at < 0)
                break;
            places.Add(from + at);
            from += at + 1;
        }
        return places;
    }
}
