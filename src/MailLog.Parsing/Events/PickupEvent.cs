namespace MailLog.Parsing;

/// <summary>A local submission is picked up.</summary>
/// <remarks>Source: Postfix pickup.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct PickupEvent
{
    internal PickupEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The queue id.</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>The submitting user's numeric id on the host.</summary>
    public long? UserId => Line.Number64(Field.Uid);

    /// <summary>The envelope sender as submitted: qmgr logs it complete.</summary>
    public Utf8Text Sender => Line.Text(Field.Sender);

    /// <summary>The id that the mail had before it was requeued; missing for a new submission.</summary>
    public Utf8Text OriginalQueueId => Line.Text(Field.OriginalQueueId);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a local submission.</summary>
    /// <param name="pickup">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Pickup"/>.</returns>
    public bool TryGet(out PickupEvent pickup)
    {
        pickup = new PickupEvent(this);
        return Kind == EventKind.Pickup;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a local submission, see <see cref="LogLine.TryGet(out PickupEvent)"/>.</summary>
    /// <param name="pickup">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Pickup"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out PickupEvent pickup) => Line.TryGet(out pickup);
}
