namespace MailLog.Parsing;

/// <summary>
/// An RFC 3339 stamp before <c>host tag[pid]: message</c>, as rsyslog's file format and others write it, or before the text alone, as svlogd and s6-log do.
/// </summary>
internal static class Iso8601Header
{
    private const int MaxOffsetMinutes = 14 * 60;

    /// <summary>svlogd writes UTC, with so many digits; with an underscore (<c>-tt</c>), which is only its own, or a T (<c>-ttt</c>).</summary>
    private const int SvlogdDigits = 5;

    /// <summary>Reads the header that starts at a position; false if there is no valid stamp.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, int position, ref HeaderCache cache, ref LineHeader header)
    {
        if (!TryReadStamp(line.Slice(position), ref cache, out Stamp stamp, out int length))
            return false;
        header.Format = HeaderFormat.Iso8601;
        header.Stamp = stamp;
        byte separator = line[position + 10];
        position = StampText.SkipBlanks(line, position + length);
        if (stamp.HasOffset)
        {
            HostAndTag.Read(line, position, ref header);
            return true;
        }

        ReadLocal(line, position, ref header);
        if (separator == '_' || (separator == 'T' && stamp.FractionDigits == SvlogdDigits && header.HostLength == 0))
            header.Stamp = Stamp.OfInstant(stamp.CivilTicks, stamp.FractionDigits);
        return true;
    }

    /// <summary>Writers that know a host mostly write the offset as well. svlogd and s6-log write neither, and what follows is all text.</summary>
    private static void ReadLocal(ReadOnlySpan<byte> line, int position, ref LineHeader header)
    {
        if (BareText.TryReadKnown(line, position, ref header))
            return;
        HostAndTag.Read(line, position, ref header);
        if (header.ProgramLength != 0)
            return;
        header.HostStart = 0;
        header.HostLength = 0;
        BareText.SetBare(position, ref header);
    }

    /// <summary>Reads the stamp alone, up to the blank or the end of text behind it.</summary>
    public static bool TryReadStamp(ReadOnlySpan<byte> text, ref HeaderCache cache, out Stamp stamp, out int length)
    {
        stamp = default;
        length = 0;
        if (text.Length < 19)
            return false;
        if (!cache.TryGetMinute(text, out long ticks))
        {
            if (!TryReadMinute(text, out ticks))
                return false;
            cache.SetMinute(text, ticks);
        }

        int i = 16;
        if (!StampText.TryReadSeconds(text, ref i, out long seconds, out int digits))
            return false;
        ticks += seconds;
        if ((uint)i >= (uint)text.Length || text[i] == ' ')
        {
            stamp = new Stamp(ticks, hasYear: true, digits);
        }
        else
        {
            if (!TryReadOffset(text, ref i, out int offset) || ((uint)i < (uint)text.Length && text[i] != ' '))
                return false;
            stamp = new Stamp(ticks, digits, (short)offset);
        }

        length = i;
        return true;
    }

    /// <summary>Reads <c>2026-11-18T10:00</c>; between date and time also a small t, a blank, or the underscore of svlogd.</summary>
    private static bool TryReadMinute(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        int hour = StampText.TwoDigits(text, 11), minute = StampText.TwoDigits(text, 14);
        if (text[4] != '-' || text[7] != '-' || text[13] != ':'
            || text[10] is not ((byte)'T' or (byte)'t' or (byte)' ' or (byte)'_')
            || hour is < 0 or > 23 || minute is < 0 or > 59
            || !StampText.TryGetDate(StampText.FourDigits(text, 0), StampText.TwoDigits(text, 5), StampText.TwoDigits(text, 8), out ticks))
        {
            return false;
        }

        ticks += hour * TimeSpan.TicksPerHour + minute * TimeSpan.TicksPerMinute;
        return true;
    }

    /// <summary>Reads <c>Z</c>, <c>+hh:mm</c>, <c>+hhmm</c> or <c>+hh</c>.</summary>
    private static bool TryReadOffset(ReadOnlySpan<byte> text, ref int position, out int minutes)
    {
        minutes = 0;
        byte sign = text[position++];
        if (sign is (byte)'Z' or (byte)'z')
            return true;
        int hour = StampText.TwoDigits(text, position);
        if (sign is not ((byte)'+' or (byte)'-') || hour < 0)
            return false;
        position += 2;
        bool hasColon = (uint)position < (uint)text.Length && text[position] == ':';
        int minute = StampText.TwoDigits(text, hasColon ? position + 1 : position);
        if (minute >= 0)
            position += hasColon ? 3 : 2;
        else if (hasColon)
            return false;
        else
            minute = 0;
        minutes = hour * 60 + minute;
        if (minute > 59 || minutes > MaxOffsetMinutes)
            return false;
        if (sign == '-')
            minutes = -minutes;
        return true;
    }
}
