namespace MailLog.Parsing;

/// <summary>A notification about a mail was queued.</summary>
/// <remarks>Source: Postfix bounce, defer and trace; qmail-send <c>bounce msg</c>.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct NotificationEvent
{
    internal NotificationEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The queue id of the mail that the notification is about.</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>The queue id of the notification itself; missing in qmail, see <see cref="QueuePid"/>.</summary>
    public Utf8Text Notification => Line.Text(Field.Notification);

    /// <summary>What it tells.</summary>
    public NotificationKind Notice
    {
        get
        {
            ReadOnlySpan<byte> notice = Line.Text(Field.Notice).Bytes;
            return notice.IsEmpty || notice.EndsWith("non-delivery"u8) ? NotificationKind.NonDelivery : notice.EndsWith("delay"u8) ? NotificationKind.Delay : NotificationKind.Success;
        }
    }

    /// <summary>Of a bounce of qmail: the qmail-queue process that put it into the queue, as in its own <see cref="QueueActiveEvent.QueuePid"/>; null elsewhere.</summary>
    public int? QueuePid => Line.Number32(Field.Qp);

    /// <summary>True when it goes to the postmaster, not to the sender.</summary>
    public bool IsForPostmaster => Line.Text(Field.Notice).Bytes.StartsWith("postmaster"u8);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a notification.</summary>
    /// <param name="notification">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Notification"/>.</returns>
    public bool TryGet(out NotificationEvent notification)
    {
        notification = new NotificationEvent(this);
        return Kind == EventKind.Notification;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a notification, see <see cref="LogLine.TryGet(out NotificationEvent)"/>.</summary>
    /// <param name="notification">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Notification"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out NotificationEvent notification) => Line.TryGet(out notification);
}
