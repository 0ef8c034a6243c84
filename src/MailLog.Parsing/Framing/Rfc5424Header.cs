namespace MailLog.Parsing;

/// <summary>The header of RFC 5424: <c>1 stamp host app procid msgid structured-data message</c>, each field <c>-</c> where it has no value.</summary>
internal static class Rfc5424Header
{
    /// <summary>Reads the header from its version number on; false if a field before the structured data is missing or the stamp is invalid.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, int position, ref HeaderCache cache, ref LineHeader header)
    {
        position += 2;
        if (!TryReadField(line, ref position, out int start, out int length))
            return false;
        Stamp stamp = default;
        if (length != 0
            && (length < 19 || line[start + 10] is not ((byte)'T' or (byte)'t')
                || !Iso8601Header.TryReadStamp(line.Slice(start, length), ref cache, out stamp, out int stampLength) || stampLength != length))
        {
            return false;
        }

        if (!TryReadField(line, ref position, out int hostStart, out int hostLength)
            || !TryReadField(line, ref position, out int programStart, out int programLength)
            || !TryReadField(line, ref position, out int pidStart, out int pidLength)
            || !TryReadField(line, ref position, out _, out _))
        {
            return false;
        }

        header.Format = HeaderFormat.Rfc5424;
        header.Stamp = stamp;
        header.HostStart = (ushort)hostStart;
        header.HostLength = (ushort)hostLength;
        header.ProgramStart = (ushort)programStart;
        header.ProgramLength = (ushort)programLength;
        header.ProcessId = Number(line.Slice(pidStart, pidLength));
        header.MessageStart = (ushort)SkipToMessage(line, position);
        return true;
    }

    /// <summary>Reads a field and the blank behind it. The nil value has the length 0.</summary>
    private static bool TryReadField(ReadOnlySpan<byte> line, ref int position, out int start, out int length)
    {
        start = position;
        ReadOnlySpan<byte> rest = line.Slice(position);
        length = rest.IndexOf((byte)' ');
        if (length < 0)
            length = rest.Length;
        if (length == 0)
            return false;
        position = Math.Min(start + length + 1, line.Length);
        if (length == 1 && rest[0] == '-')
            length = 0;
        return true;
    }

    private static int Number(ReadOnlySpan<byte> digits)
    {
        if (digits.Length is 0 or > 10)
            return -1;
        long value = 0;
        foreach (byte b in digits)
        {
            if (!StampText.IsDigit(b))
                return -1;
            value = value * 10 + b - '0';
        }

        return value <= int.MaxValue ? (int)value : -1;
    }

    private static int SkipToMessage(ReadOnlySpan<byte> line, int position)
    {
        // Data that breaks the grammar, or none at all, is not thrown away: the message starts there.
        if (!TrySkipStructuredData(line, ref position))
            return position;
        if (position < line.Length)
            position++;

        // A relay that got the record in the old form hands on the blank that stood behind the tag's colon.
        if (position < line.Length && line[position] == ' ')
            position++;
        return line.Slice(position).StartsWith("\uFEFF"u8) ? position + 3 : position;
    }

    /// <summary>Skips <c>-</c> or a row of <c>[id name="value" …]</c>; a blank or the end must follow.</summary>
    private static bool TrySkipStructuredData(ReadOnlySpan<byte> line, ref int position)
    {
        int i = position;
        if ((uint)i < (uint)line.Length && line[i] == '-')
        {
            i++;
        }
        else
        {
            while ((uint)i < (uint)line.Length && line[i] == '[')
            {
                i = EndOfElement(line, i + 1);
                if (i < 0)
                    return false;
            }
        }

        if (i == position || (i < line.Length && line[i] != ' '))
            return false;
        position = i;
        return true;
    }

    /// <summary>The position behind the bracket that closes an element. A bracket within quotes closes nothing, escaped (as it should be) or not.</summary>
    private static int EndOfElement(ReadOnlySpan<byte> line, int position)
    {
        bool quoted = false;
        for (int i = position; i < line.Length; i++)
        {
            byte b = line[i];
            if (b == '\\' && quoted)
                i++;
            else if (b == '"')
                quoted = !quoted;
            else if (b == ']' && !quoted)
                return i > position ? i + 1 : -1;
        }

        return -1;
    }
}
