using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>The ways in which the envelope of an s/qmail line can be read, when what clients sent imitates its tags.</summary>
internal static class EnvelopeReadings
{
    /// <summary>A hostile line must not cost more.</summary>
    private const int MaxReadings = 32;

    /// <summary>HELO, sender and recipient in each reading: the line's own first, or those that have the session's HELO, if that is known.</summary>
    public static List<(byte[] Helo, byte[] Sender, byte[] Recipient)> Of(QmailSmtpdEvent decision, byte[]? helo)
    {
        var readings = new List<(byte[] Helo, byte[] Sender, byte[] Recipient)> { (decision.Helo.Bytes.ToArray(), decision.Sender.Bytes.ToArray(), decision.Recipient.Bytes.ToArray()) };
        if (!decision.Line.IsAmbiguous)
            return readings;
        byte[] envelope = decision.Envelope.Bytes.ToArray();
        foreach (int f in Places(envelope, " F:"u8))
            foreach (int t in Places(envelope, " T:"u8))
                if (t >= f + 3 && readings.Count < MaxReadings)
                    readings.Add((envelope.AsSpan(0, f).ToArray(), envelope.AsSpan(f + 3, t - f - 3).ToArray(), envelope.AsSpan(t + 3).ToArray()));
        if (helo is not null && readings.FindAll(r => r.Helo.AsSpan().SequenceEqual(helo)) is { Count: > 0 } known)
            return known;
        return readings;
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
