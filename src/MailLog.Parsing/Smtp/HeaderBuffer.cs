namespace MailLog.Parsing;

/// <summary>Gathers the start of a content, up to its first empty line and 64 KiB at most, and reads the header fields in it.</summary>
internal sealed class HeaderBuffer
{
    private const int MaxLength = 64 * 1024;
    private const int MaxReceived = 100;

    private readonly byte[] _bytes = new byte[MaxLength];
    private int _length;
    private bool _isFull;

    /// <summary>The empty line was seen: what follows is the body.</summary>
    private bool _hasEnd;

    /// <summary>Nothing that is added would be looked at.</summary>
    public bool IsDone => _isFull || _hasEnd;

    public void Clear()
    {
        _length = 0;
        _isFull = _hasEnd = false;
    }

    /// <summary>Adds a whole line, without the dot that was put before it.</summary>
    public void AddLine(ReadOnlySpan<byte> line, bool isCut)
    {
        if (IsDone)
            return;
        _hasEnd = line.IsEmpty;
        // What stands behind an overlong line is not looked at: the line would seem to end where it was cut.
        _isFull = isCut || _length + line.Length + 1 > MaxLength;
        if (_isFull)
            return;
        line.CopyTo(_bytes.AsSpan(_length));
        _length += line.Length;
        _bytes[_length++] = (byte)'\n';
    }

    /// <summary>Adds bytes of a chunk.</summary>
    public void AddBytes(ReadOnlySpan<byte> bytes)
    {
        foreach (byte b in bytes)
        {
            if (IsDone)
                return;
            if (b == '\n')
            {
                if (_length > 0 && _bytes[_length - 1] == '\r')
                    _length--;
                _hasEnd = _length == 0 || _bytes[_length - 1] == '\n';
            }
            _bytes[_length++] = b;
            _isFull = _length == MaxLength;
        }
    }

    /// <summary>The fields of what was gathered.</summary>
    /// <param name="isWhole">The content came to its end, so a header that has no body ends there.</param>
    public ArchivedHeader Read(bool isWhole)
    {
        var header = new ArchivedHeader { IsComplete = _hasEnd || (isWhole && !_isFull) };
        ReadOnlySpan<byte> text = _bytes.AsSpan(0, _length);
        while (!text.IsEmpty)
        {
            // A field goes on in lines that begin with a blank.
            int end = 0;
            bool isEnded = false;
            while (!isEnded)
            {
                int line = text.Slice(end).IndexOf((byte)'\n');
                if (line < 0)
                {
                    // Without a line end it is the last of a chunk.
                    end = text.Length;
                    isEnded = header.IsComplete;
                    break;
                }
                end += line + 1;
                isEnded = end < text.Length ? text[end] is not ((byte)' ' or (byte)'\t') : header.IsComplete;
                if (end == text.Length)
                    break;
            }
            ReadOnlySpan<byte> field = text.Slice(0, end);
            int colon = Colon(field);
            if (colon < 0)
            {
                // What is no field is the body's first line, empty or not.
                header.IsComplete |= isEnded;
                break;
            }
            // A field that is not there to its end might say something else.
            if (isEnded)
                Add(header, SmtpVerbs.Trim(field.Slice(0, colon)), field.Slice(colon + 1));
            text = text.Slice(end);
        }
        return header;
    }

    /// <summary>Where the name of a field ends: it has no blanks, but perhaps some behind it (RFC 5322 section 4.5). -1 when the line is no field.</summary>
    private static int Colon(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        if (colon <= 0)
            return -1;
        ReadOnlySpan<byte> name = SmtpVerbs.Trim(line.Slice(0, colon));
        foreach (byte b in name)
            if (b is <= (byte)' ' or 127)
                return -1;
        return name.IsEmpty || line[0] is (byte)' ' or (byte)'\t' ? -1 : colon;
    }

    private static void Add(ArchivedHeader header, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        if (Utf8.EqualsAsciiIgnoreCase(name, "message-id"))
            header.MessageIdBytes ??= Unfold(value);
        else if (Utf8.EqualsAsciiIgnoreCase(name, "subject"))
            header.SubjectBytes ??= Unfold(value);
        else if (Utf8.EqualsAsciiIgnoreCase(name, "date"))
            header.DateBytes ??= Unfold(value);
        else if (Utf8.EqualsAsciiIgnoreCase(name, "received") && header.ReceivedList.Count < MaxReceived)
            header.ReceivedList.Add(ReceivedText.Parse(Unfold(value)));
    }

    /// <summary>Unfolding takes the line ends away and leaves the blanks (RFC 5322 section 2.2.3).</summary>
    private static byte[] Unfold(ReadOnlySpan<byte> value)
    {
        byte[] text = new byte[value.Length];
        int length = 0;
        foreach (byte b in value)
            if (b is not ((byte)'\n' or (byte)'\r'))
                text[length++] = b;
        return SmtpVerbs.Trim(text.AsSpan(0, length)).ToArray();
    }
}
