namespace MailLog.Parsing;

/// <summary>A delivery attempt met trouble at one server; another may be tried, so this is no recipient's fate.</summary>
/// <remarks>Source: Postfix smtp and lmtp (<c>smtp_trouble.c</c>, <c>smtp_connect.c</c>).
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct DeliveryTroubleEvent
{
    internal DeliveryTroubleEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The queue id; missing when no connection was made.</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>The server; missing where the line does not begin with one, see <see cref="Reason"/>.</summary>
    public Endpoint Relay => new(Line.Text(Field.Relay));

    /// <summary>What it said, or what went wrong.</summary>
    public Utf8Text Response => Line.Text(Field.Response);

    /// <summary>The trouble as data: what happened, with whom, at which command. Worked out when asked for.</summary>
    public DeliveryReason Reason
    {
        get
        {
            // In these lines the text as a whole is what a delivery's response would be.
            ReadOnlySpan<byte> text = Line.Message.Bytes, id = QueueId.Bytes;
            if (text.StartsWith("warning: "u8))
                text = text.Slice(9);
            if (!id.IsEmpty && text.StartsWith(id))
                text = text.Slice(id.Length + 2);
            return DeliveryReasonParser.Parse(new Utf8Text(text));
        }
    }

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as trouble at one server.</summary>
    /// <param name="trouble">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.DeliveryTrouble"/>.</returns>
    public bool TryGet(out DeliveryTroubleEvent trouble)
    {
        trouble = new DeliveryTroubleEvent(this);
        return Kind == EventKind.DeliveryTrouble;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as trouble at one server, see <see cref="LogLine.TryGet(out DeliveryTroubleEvent)"/>.</summary>
    /// <param name="trouble">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.DeliveryTrouble"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out DeliveryTroubleEvent trouble) => Line.TryGet(out trouble);
}
