namespace MailLog.Parsing;

/// <summary>Seconds since 1970 with a fraction before the text, <c>1063526289.292776 new msg 1</c>, as accustamp and cyclog write it.</summary>
internal static class EpochHeader
{
    /// <summary>Logs of qmail are older than ten digits of seconds: that was in September 2001.</summary>
    private const int FewestDigits = 9;
    private const int MostDigits = 12;

    /// <summary>Whether a line whose first byte is a digit is to be read as this form: a year has four digits, a version number one.</summary>
    public static bool Starts(ReadOnlySpan<byte> line) => line.Length > FewestDigits && StampText.IsDigit(line[4]) && StampText.IsDigit(line[1]);

    /// <summary>Reads the header that starts the line; false if there is no valid stamp.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, ref LineHeader header)
    {
        if (!TryReadStamp(line, out long ticks, out int digits, out int length) || (length < line.Length && line[length] != ' '))
            return TryParseSeconds(line, ref header);
        header.Format = HeaderFormat.Epoch;
        header.Stamp = Stamp.OfInstant(ticks, digits);
        BareText.Read(line, StampText.SkipBlanks(line, length), ref header);
        return true;
    }

    /// <summary>Seconds alone, <c>1795155188 vm[28725]: message</c>: a file of qpsmtpd with the stamp <c>%s</c>.</summary>
    private static bool TryParseSeconds(ReadOnlySpan<byte> line, ref LineHeader header)
    {
        int length = 0;
        long seconds = 0;
        for (; length < line.Length && length <= MostDigits && StampText.IsDigit(line[length]); length++)
            seconds = seconds * 10 + line[length] - '0';
        if (length is < FewestDigits or > MostDigits || seconds > StampText.LastUnixSecond || length >= line.Length || line[length] != ' ' || !HostAndTag.TryReadTag(line, length + 1, ref header) || header.ProcessId < 0)
            return false;
        header.Format = HeaderFormat.Epoch;
        header.Stamp = Stamp.OfInstant(StampText.UnixTicks(seconds), 0);
        QpsmtpdText.TakeTagForHost(ref header);
        return true;
    }

    /// <summary>Reads the stamp alone, as ticks of UTC; what stands behind it is not looked at.</summary>
    public static bool TryReadStamp(ReadOnlySpan<byte> text, out long ticks, out int fractionDigits, out int length)
    {
        ticks = 0;
        fractionDigits = 0;
        long seconds = 0;
        for (length = 0; length < text.Length && length <= MostDigits && StampText.IsDigit(text[length]); length++)
            seconds = seconds * 10 + text[length] - '0';
        if (length is < FewestDigits or > MostDigits || seconds > StampText.LastUnixSecond
            || length >= text.Length || text[length] != '.' || !StampText.TryReadFraction(text, ref length, out long fraction, out fractionDigits))
        {
            return false;
        }

        ticks = StampText.UnixTicks(seconds) + fraction;
        return true;
    }
}
