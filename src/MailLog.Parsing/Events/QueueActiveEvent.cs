namespace MailLog.Parsing;

/// <summary>A mail enters the active queue, in Postfix again at every retry; in qmail, what is known of a message that came into the queue.</summary>
/// <remarks>Source: Postfix qmgr; qmail-send <c>info msg</c>.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct QueueActiveEvent
{
    internal QueueActiveEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The queue id.</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>The envelope sender, complete and rewritten; empty for the null sender.</summary>
    public Utf8Text Sender => Line.Text(Field.Sender);

    /// <summary>Bytes of the content records in the queue file: the message's size with CRLF, and a little more; in qmail the message with its Received fields.</summary>
    public long? Size => Line.Number64(Field.Size);

    /// <summary>How many recipients are open: all at the first time, at a retry those that wait; null in qmail.</summary>
    public int? RecipientCount => Line.Number32(Field.RecipientCount);

    /// <summary>Of a message of qmail: the qmail-queue process that put it into the queue. Process ids come again; null elsewhere.</summary>
    public int? QueuePid => Line.Number32(Field.Qp);

    /// <summary>Of a message of qmail: the numeric user id of that process, by which SMTP, bounces and local users can be told apart; null elsewhere.</summary>
    public int? UserId => Line.Number32(Field.Uid);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as an entry into the active queue.</summary>
    /// <param name="active">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.QueueActive"/>.</returns>
    public bool TryGet(out QueueActiveEvent active)
    {
        active = new QueueActiveEvent(this);
        return Kind == EventKind.QueueActive;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as an entry into the active queue, see <see cref="LogLine.TryGet(out QueueActiveEvent)"/>.</summary>
    /// <param name="active">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.QueueActive"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out QueueActiveEvent active) => Line.TryGet(out active);
}
