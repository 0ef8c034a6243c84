namespace MailLog.Parsing;

/// <summary>Something happens to a queue file as a whole.</summary>
/// <remarks>Source: Postfix qmgr, cleanup (since 3.10), postsuper; qmail-send <c>new msg</c>, <c>end msg</c>.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct QueueFileEvent
{
    internal QueueFileEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The queue id.</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>What happens.</summary>
    public QueueFileAction Action
    {
        get
        {
            ReadOnlySpan<byte> action = Line.Text(Field.Action).Bytes;
            return action.Length switch
            {
                _ when action.StartsWith("removed"u8) => QueueFileAction.Removed,
                _ when action.StartsWith("expired"u8) => Line.Text(Field.Sender).HasValue ? QueueFileAction.Expired : QueueFileAction.ExpiryForced,
                _ when action.StartsWith("force-expired"u8) => QueueFileAction.Expired,
                _ when action.StartsWith("requeued"u8) => QueueFileAction.Requeued,
                _ when action.SequenceEqual("new"u8) => QueueFileAction.Created,
                _ when action.SequenceEqual("end"u8) => QueueFileAction.Removed,
                _ when action.EndsWith("bounce"u8) => QueueFileAction.BounceDiscarded,
                _ when action.StartsWith("placed"u8) => QueueFileAction.Held,
                _ when action.StartsWith("released"u8) => QueueFileAction.Released,
                _ => QueueFileAction.Skipped,
            };
        }
    }

    /// <summary>Why, where the line says it: <c>canceled</c>, <c>discarded</c>, <c>still being delivered</c>; of qmail <c>double bounce</c>, <c>triple bounce</c>.</summary>
    public Utf8Text Reason => Action == QueueFileAction.BounceDiscarded ? Line.Text(Field.Action) : Line.Text(Field.Reason);

    /// <summary>The envelope sender, with <see cref="QueueFileAction.Expired"/>.</summary>
    public Utf8Text Sender => Line.Text(Field.Sender);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as news of a queue file.</summary>
    /// <param name="queueFile">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.QueueFile"/>.</returns>
    public bool TryGet(out QueueFileEvent queueFile)
    {
        queueFile = new QueueFileEvent(this);
        return Kind == EventKind.QueueFile;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as news of a queue file, see <see cref="LogLine.TryGet(out QueueFileEvent)"/>.</summary>
    /// <param name="queueFile">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.QueueFile"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out QueueFileEvent queueFile) => Line.TryGet(out queueFile);
}
