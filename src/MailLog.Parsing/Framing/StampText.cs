namespace MailLog.Parsing;

/// <summary>The parts that stamps of all forms are made of: numbers of fixed width, a time of day, a date.</summary>
internal static class StampText
{
    /// <summary>The calendar's first and last second, counted from the start of 1970.</summary>
    public const long FirstUnixSecond = -62_135_596_800, LastUnixSecond = 253_402_300_799;

    private const long UnixEpochTicks = 621_355_968_000_000_000;

    public static bool IsDigit(byte b) => (uint)(b - '0') <= 9;

    /// <summary>Reads two digits at a position that need not lie inside the text; -1 if they are not there.</summary>
    public static int TwoDigits(ReadOnlySpan<byte> text, int position)
    {
        if ((uint)position + 1 >= (uint)text.Length)
            return -1;
        int tens = text[position] - '0', ones = text[position + 1] - '0';
        return (uint)tens <= 9 && (uint)ones <= 9 ? tens * 10 + ones : -1;
    }

    /// <summary>Reads four digits; -1 if they are not there.</summary>
    public static int FourDigits(ReadOnlySpan<byte> text, int position)
    {
        int high = TwoDigits(text, position), low = TwoDigits(text, position + 2);
        return (high | low) < 0 ? -1 : high * 100 + low;
    }

    public static int SkipBlanks(ReadOnlySpan<byte> text, int position)
    {
        while ((uint)position < (uint)text.Length && text[position] == ' ')
            position++;
        return position;
    }

    /// <summary>Ticks of an instant, from the seconds since 1970; the caller sees to it that the calendar has it.</summary>
    public static long UnixTicks(long seconds) => UnixEpochTicks + seconds * TimeSpan.TicksPerSecond;

    /// <summary>Ticks of the start of a day; false if the calendar has no such day.</summary>
    public static bool TryGetDate(int year, int month, int day, out long ticks)
    {
        ticks = 0;
        if (year is < 1 or > 9999 || month is < 1 or > 12 || day < 1 || day > DateTime.DaysInMonth(year, month))
            return false;
        ticks = new DateTime(year, month, day).Ticks;
        return true;
    }

    /// <summary>Reads <c>hh:mm:ss</c> with or without a fraction, and moves the position behind it.</summary>
    public static bool TryReadTimeOfDay(ReadOnlySpan<byte> text, ref int position, out long ticks, out int fractionDigits)
    {
        ticks = 0;
        fractionDigits = 0;
        int hour = TwoDigits(text, position), minute = TwoDigits(text, position + 3);
        if (hour is < 0 or > 23 || minute is < 0 or > 59 || text[position + 2] != ':')
            return false;
        position += 5;
        if (!TryReadSeconds(text, ref position, out long seconds, out fractionDigits))
            return false;
        ticks = hour * TimeSpan.TicksPerHour + minute * TimeSpan.TicksPerMinute + seconds;
        return true;
    }

    /// <summary>Reads <c>:ss</c> with or without a fraction after '.' or ','.</summary>
    public static bool TryReadSeconds(ReadOnlySpan<byte> text, ref int position, out long ticks, out int fractionDigits)
    {
        ticks = 0;
        fractionDigits = 0;
        int second = TwoDigits(text, position + 1);
        if (second is < 0 or > 60 || text[position] != ':')
            return false;
        position += 3;
        if ((uint)position < (uint)text.Length && text[position] is (byte)'.' or (byte)',')
        {
            if (!TryReadFraction(text, ref position, out ticks, out fractionDigits))
                return false;
        }

        // A leap second has no tick of its own. The last tick of the minute keeps the line before all lines of the next minute.
        ticks = second == 60 ? TimeSpan.TicksPerMinute - 1 : ticks + second * TimeSpan.TicksPerSecond;
        return true;
    }

    /// <summary>Reads the digits behind the point that the position stands at, and moves the position behind them.</summary>
    public static bool TryReadFraction(ReadOnlySpan<byte> text, ref int position, out long ticks, out int digits)
    {
        int start = ++position;
        int value = 0, scale = (int)TimeSpan.TicksPerSecond;
        for (; (uint)position < (uint)text.Length; position++)
        {
            uint digit = (uint)(text[position] - '0');
            if (digit > 9)
                break;
            if (scale > 1)
            {
                scale /= 10;
                value = value * 10 + (int)digit;
            }
        }

        ticks = (long)value * scale;
        digits = Math.Min(position - start, 9);
        return digits > 0;
    }
}
