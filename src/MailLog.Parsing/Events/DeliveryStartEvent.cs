namespace MailLog.Parsing;

/// <summary>A delivery attempt for one recipient begins; its result is a <see cref="DeliveryEvent"/> with the same number.</summary>
/// <remarks>Source: qmail-send.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct DeliveryStartEvent
{
    internal DeliveryStartEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The number of the attempt: from 1 in each life of qmail-send, and unique among those that run.</summary>
    public long Number => Line.Number64(Field.Delivery) ?? 0;

    /// <summary>The message's number in the queue.</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>The recipient as the queue has it: with what a virtual domain puts in front, <c>_</c> for bytes that are not printable ASCII.</summary>
    public Utf8Text Recipient => Line.Text(Field.Recipient);

    /// <summary>True when it is delivered on this host, false when by SMTP to another.</summary>
    public bool IsLocal => Line.Text(Field.Channel) == "local"u8;

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as the start of a delivery attempt.</summary>
    /// <param name="start">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.DeliveryStart"/>.</returns>
    public bool TryGet(out DeliveryStartEvent start)
    {
        start = new DeliveryStartEvent(this);
        return Kind == EventKind.DeliveryStart;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as the start of a delivery attempt, see <see cref="LogLine.TryGet(out DeliveryStartEvent)"/>.</summary>
    /// <param name="start">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.DeliveryStart"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out DeliveryStartEvent start) => Line.TryGet(out start);
}
