namespace MailLog.Parsing;

/// <summary>The text of a line that has no host and perhaps no tag: qmail-send writes none, and its logger puts only a stamp before the text.</summary>
internal static class BareText
{
    private const int LongestTag = 40;

    /// <summary>Fills program, process id and message of text that stands directly behind a stamp: bare, unless it begins with a tag.</summary>
    public static void Read(ReadOnlySpan<byte> line, int position, ref LineHeader header)
    {
        if (!QpsmtpdText.TryRead(line, position, ref header) && !TryReadKnown(line, position, ref header))
            SetBare(position, ref header);
    }

    /// <summary>The same for text that may begin with a host: false if it begins neither like qmail-send's nor with a tag.</summary>
    public static bool TryReadKnown(ReadOnlySpan<byte> line, int position, ref LineHeader header)
    {
        if (IsOfSend(line.Slice(position)))
        {
            SetBare(position, ref header);
            return true;
        }

        return StartsWithTag(line.Slice(position)) && HostAndTag.TryReadTag(line, position, ref header);
    }

    public static void SetBare(int position, ref LineHeader header)
    {
        header.Flags |= HeaderFlags.Bare;
        header.MessageStart = (ushort)position;
    }

    /// <summary>Whether a text begins as one of qmail-send does (<c>qmail-send.c</c>, <c>qsutil.c</c>; <c>mail recv: </c> is of a patched qmail-smtpd).</summary>
    public static bool IsOfSend(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
            return false;
        switch (text[0])
        {
            case (byte)'s':
                return text.StartsWith("status: "u8) || text.StartsWith("starting delivery "u8);
            case (byte)'d':
                return (text.StartsWith("delivery "u8) && text.Length > 9 && StampText.IsDigit(text[9])) || text.StartsWith("double bounce: "u8);
            case (byte)'n':
                return text.StartsWith("new msg "u8) || text.StartsWith("number in queue"u8);
            case (byte)'i':
                return text.StartsWith("info msg "u8);
            case (byte)'e':
                return text.StartsWith("end msg "u8);
            case (byte)'b':
                return text.StartsWith("bounce msg "u8);
            case (byte)'t':
                return text.StartsWith("triple bounce: "u8);
            case (byte)'w':
                return text.StartsWith("warning: "u8);
            case (byte)'a':
                return text.StartsWith("alert: "u8);
            case (byte)'m':
                return text.StartsWith("mail recv: "u8);
            default:
                return false;
        }
    }

    /// <summary>
    /// A tag here has few bytes, all of them letters, digits and <c>._-/</c>, and a colon behind it: text is not to be taken for one. No blank need follow when
    /// a bracket does (<c>simscan:[210394]:CLEAN</c>).
    /// </summary>
    private static bool StartsWithTag(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (length < text.Length && length <= LongestTag && IsOfTag(text[length]))
            length++;
        if (length is 0 or > LongestTag)
            return false;
        int colon = length;
        if (colon < text.Length && text[colon] == '[')
        {
            colon++;
            while (colon < text.Length && StampText.IsDigit(text[colon]))
                colon++;
            if (colon == length + 1 || colon >= text.Length || text[colon] != ']')
                return false;
            colon++;
        }

        return colon < text.Length && text[colon] == ':' && (colon + 1 == text.Length || text[colon + 1] is (byte)' ' or (byte)'[');
    }

    private static bool IsOfTag(byte b) => (uint)((b | 0x20) - 'a') <= 25 || StampText.IsDigit(b) || b is (byte)'.' or (byte)'_' or (byte)'-' or (byte)'/';
}
