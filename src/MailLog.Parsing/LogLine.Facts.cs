namespace MailLog.Parsing;

public readonly ref partial struct LogLine
{
    /// <summary>False when the line has no stamp of its own: <see cref="Time"/> is then that of the line before.</summary>
    public bool HasTime => !Record.Header.Stamp.IsMissing;

    /// <summary>False when the stamp lacks the year (<c>Nov 18 10:00:00</c>): the year of <see cref="Time"/> was then worked out.</summary>
    public bool HasYear => Record.Header.Stamp.HasYear;

    /// <summary>False when the stamp lacks the offset from UTC: the offset of <see cref="Time"/> was then worked out.</summary>
    public bool HasOffset => Record.Header.Stamp.HasOffset;

    /// <summary>The queue id that the line is about, whatever its kind. A line of Postfix whose form is not known is about the id it begins with, if any.</summary>
    public Utf8Text QueueId => Record.Form != LineRecord.NoForm ? Text(Field.QueueId) : LeadingId(MailSystem.Postfix);

    /// <summary>The run of a content filter that the line is about, whatever its kind. A filter's line whose form is not known is about the id it begins with, if any.</summary>
    public Utf8Text FilterId
    {
        get
        {
            if (Record.Form == LineRecord.NoForm)
                return LeadingId(MailSystem.Pmg);
            Utf8Text id = Text(Field.FilterId);
            return id.HasValue ? id : Text(Field.Run);
        }
    }

    /// <summary>The line says again what was logged before (qpsmtpd's <c>logging/adaptive</c>, at the end of each transaction).</summary>
    public bool IsCopy => Record.Header.IsCopy;

    /// <summary>The number of the queue that a message of qmail is in, where a host has several (indimail); missing otherwise. Message numbers mean nothing without it.</summary>
    public Utf8Text Queue => Text(Field.Queue);

    private Utf8Text LeadingId(MailSystem system)
    {
        if (System != system)
            return default;
        ReadOnlySpan<byte> message = Message.Bytes;
        int length = system == MailSystem.Pmg ? MailLog.Parsing.QueueId.ScanFilterId(message) : MailLog.Parsing.QueueId.Scan(message);
        return length > 0 && message.Slice(length).StartsWith(": "u8) ? new Utf8Text(message.Slice(0, length)) : default;
    }
}
