namespace MailLog.Parsing;

/// <summary>Reads whichever header a line has, of syslog or of a logger that writes only a stamp. The first bytes decide on the form, so that a line is never tried under several.</summary>
internal static class SyslogHeader
{
    private const int MaxPriority = 191;

    /// <summary>Reads the header of a line; false, with nothing but <see cref="LineHeader.ProcessId"/> = -1, if it has none that is valid.</summary>
    public static bool TryParse(ReadOnlySpan<byte> line, ref HeaderCache cache, out LineHeader header)
    {
        if (line.Length > LineSplitter.MaxLineLength)
            line = line.Slice(0, LineSplitter.MaxLineLength);
        if (!TryParseOuter(line, ref cache, out header))
            return false;
        SploggerText.Read(line, ref header);
        return true;
    }

    /// <summary>The same without a look at what splogger has put behind the header; the line has no more bytes than a line can have.</summary>
    public static bool TryParseOuter(ReadOnlySpan<byte> line, ref HeaderCache cache, out LineHeader header)
    {
        header = default;
        header.ProcessId = -1;
        int start = SkipPriority(line);
        if ((uint)start + 2 >= (uint)line.Length)
            return false;
        byte first = line[start];
        if (first == '@' && start == 0)
            return Tai64Header.TryParse(line, ref cache, ref header);
        if (!StampText.IsDigit(first))
            return Rfc3164Header.TryParse(line, start, ref cache, ref header) || TryWithoutStamp(line, start, ref header);
        if (start == 0 && EpochHeader.Starts(line))
            return EpochHeader.TryParse(line, ref header) || TryWithoutStamp(line, start, ref header);
        if (first != '1' || line[start + 1] != ' ')
            return Iso8601Header.TryParse(line, start, ref cache, ref header) || TryWithoutStamp(line, start, ref header);

        // Without a priority "1 " is weak evidence: a real date has to follow then.
        return (start > 0 || StampText.IsDigit(line[2])) && Rfc5424Header.TryParse(line, start, ref cache, ref header);
    }

    /// <summary>qpsmtpd on standard error: the only program whose lines are known without a stamp.</summary>
    private static bool TryWithoutStamp(ReadOnlySpan<byte> line, int start, ref LineHeader header)
    {
        if (start > 0 || !QpsmtpdText.TryRead(line, 0, ref header))
            return false;
        header.Format = HeaderFormat.ProcessId;
        return true;
    }

    /// <summary>The position behind <c>&lt;PRI&gt;</c>; 0 if the line has none.</summary>
    private static int SkipPriority(ReadOnlySpan<byte> line)
    {
        if (line.Length < 3 || line[0] != '<')
            return 0;
        int value = 0, i = 1;
        for (; i < line.Length && i <= 3 && StampText.IsDigit(line[i]); i++)
            value = value * 10 + line[i] - '0';
        return i > 1 && i < line.Length && line[i] == '>' && value <= MaxPriority ? i + 1 : 0;
    }
}
