namespace MailLog.Parsing;

/// <summary>The traditional header, <c>Nov 18 10:00:00 host tag[pid]: message</c>, in the spellings that are met.</summary>
internal static class Rfc3164Header
{
    private const int NoMonth = 0;

    /// <summary>Reads the header that starts at a position; false if there is no valid stamp.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, int position, ref HeaderCache cache, ref LineHeader header)
    {
        ReadOnlySpan<byte> text = line.Slice(position);
        if (!cache.TryGetStamp(text, out Stamp stamp, out int length))
        {
            // ctime(3) has the day of the week before and the year behind; of those who write it so, only qpsmtpd's files are known.
            if (IsWeekday(text))
                return TryParseCtime(line, position + 4, ref header);
            if (!TryReadStamp(text, out stamp, out length))
                return false;

            // Only if the byte that ends the stamp is among the compared ones do equal bytes mean an equal stamp.
            if (length < HeaderCache.KeyLength && text.Length >= HeaderCache.KeyLength)
                cache.SetStamp(text, stamp, length);
        }

        header.Format = HeaderFormat.Rfc3164;
        header.Stamp = stamp;
        position = StampText.SkipBlanks(line, position + length);
        if ((uint)position < (uint)line.Length && StampText.IsDigit(line[position]) && !stamp.HasYear && TryReadTrailingYear(line, position, ref header))
            return true;
        HostAndTag.Read(line, position, ref header);
        return true;
    }

    private static bool TryParseCtime(ReadOnlySpan<byte> line, int position, ref LineHeader header)
    {
        if (!TryReadStamp(line.Slice(position), out Stamp stamp, out int length))
            return false;
        position = StampText.SkipBlanks(line, position + length);
        int year = StampText.FourDigits(line, position);
        var civil = new DateTime(stamp.CivilTicks);
        if (stamp.HasYear || (uint)position + 4 >= (uint)line.Length || line[position + 4] != ' ' || !StampText.TryGetDate(year, civil.Month, civil.Day, out long ticks)
            || !HostAndTag.TryReadTag(line, position + 5, ref header))
        {
            return false;
        }

        header.Format = HeaderFormat.Rfc3164;
        header.Stamp = new Stamp(ticks + civil.TimeOfDay.Ticks, hasYear: true, stamp.FractionDigits);
        QpsmtpdText.TakeTagForHost(ref header);
        return true;
    }

    private static bool IsWeekday(ReadOnlySpan<byte> text)
    {
        if (text.Length < 8 || text[3] != ' ')
            return false;
        ReadOnlySpan<byte> days = "SunMonTueWedThuFriSat"u8;
        for (int i = 0; i < days.Length; i += 3)
            if (text.StartsWith(days.Slice(i, 3)))
                return true;
        return false;
    }

    /// <summary>Reads the stamp alone, up to the blank or the end of text behind it.</summary>
    public static bool TryReadStamp(ReadOnlySpan<byte> text, out Stamp stamp, out int length)
    {
        stamp = default;
        length = 0;
        int month = Month(text);
        if (month == NoMonth || text.Length < 4 || text[3] != ' ')
            return false;
        int i = StampText.SkipBlanks(text, 3);
        int dayStart = i, day = 0;
        for (; i - dayStart < 2 && (uint)i < (uint)text.Length && StampText.IsDigit(text[i]); i++)
            day = day * 10 + text[i] - '0';
        int dayEnd = i;
        i = StampText.SkipBlanks(text, i);
        if (i == dayEnd)
            return false;

        int year = StampText.FourDigits(text, i);
        bool hasYear = year >= 0 && (uint)i + 4 < (uint)text.Length && text[i + 4] == ' ';
        if (hasYear)
            i = StampText.SkipBlanks(text, i + 4);
        if (!StampText.TryGetDate(hasYear ? year : Stamp.StandInYear, month, day, out long ticks)
            || !StampText.TryReadTimeOfDay(text, ref i, out long time, out int digits)
            || ((uint)i < (uint)text.Length && text[i] != ' '))
        {
            return false;
        }

        stamp = new Stamp(ticks + time, hasYear, digits);
        length = i;
        return true;
    }

    /// <summary>Reads a year between time and host. A host may be named by four digits as well, so it is a year only if host and tag follow.</summary>
    private static bool TryReadTrailingYear(ReadOnlySpan<byte> line, int position, ref LineHeader header)
    {
        int year = StampText.FourDigits(line, position);
        if (year < 0 || (uint)position + 4 >= (uint)line.Length || line[position + 4] != ' ')
            return false;
        LineHeader trial = header;
        HostAndTag.Read(line, position + 4, ref trial);
        var civil = new DateTime(header.Stamp.CivilTicks);
        if (trial.HostLength == 0 || trial.ProgramLength == 0 || !StampText.TryGetDate(year, civil.Month, civil.Day, out long ticks))
            return false;
        trial.Stamp = new Stamp(ticks + civil.TimeOfDay.Ticks, hasYear: true, header.Stamp.FractionDigits);
        header = trial;
        return true;
    }

    private static int Month(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3)
            return NoMonth;

        // The bit makes letters small and maps no other byte onto a letter.
        return ((text[0] | 0x20) << 16 | (text[1] | 0x20) << 8 | text[2] | 0x20) switch
        {
            'j' << 16 | 'a' << 8 | 'n' => 1,
            'f' << 16 | 'e' << 8 | 'b' => 2,
            'm' << 16 | 'a' << 8 | 'r' => 3,
            'a' << 16 | 'p' << 8 | 'r' => 4,
            'm' << 16 | 'a' << 8 | 'y' => 5,
            'j' << 16 | 'u' << 8 | 'n' => 6,
            'j' << 16 | 'u' << 8 | 'l' => 7,
            'a' << 16 | 'u' << 8 | 'g' => 8,
            's' << 16 | 'e' << 8 | 'p' => 9,
            'o' << 16 | 'c' << 8 | 't' => 10,
            'n' << 16 | 'o' << 8 | 'v' => 11,
            'd' << 16 | 'e' << 8 | 'c' => 12,
            _ => NoMonth,
        };
    }
}
