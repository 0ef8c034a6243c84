namespace MailLog.Parsing;

/// <summary>The message id of a mail.</summary>
/// <remarks>Source: Postfix cleanup.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct MessageIdEvent
{
    internal MessageIdEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The queue id.</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>The header's value as it stands in the message, with its angle brackets if it has them; a stranger's text.</summary>
    public Utf8Text MessageId => Line.Text(Field.MessageId);

    /// <summary>True for Resent-Message-ID.</summary>
    public bool IsResent => Line.Form == "cleanup.resent-message-id";

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a message id.</summary>
    /// <param name="message">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.MessageId"/>.</returns>
    public bool TryGet(out MessageIdEvent message)
    {
        message = new MessageIdEvent(this);
        return Kind == EventKind.MessageId;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a message id, see <see cref="LogLine.TryGet(out MessageIdEvent)"/>.</summary>
    /// <param name="message">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.MessageId"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out MessageIdEvent message) => Line.TryGet(out message);
}
