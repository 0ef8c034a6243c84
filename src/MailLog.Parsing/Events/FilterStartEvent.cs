namespace MailLog.Parsing;

/// <summary>A content filter starts with a mail.</summary>
/// <remarks>Source: pmg-smtp-filter <c>new mail message-id=</c>; amavis <c>Checking</c>; spamd <c>processing message</c>.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct FilterStartEvent
{
    internal FilterStartEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The id of the filter run.</summary>
    public Utf8Text FilterId => Line.Text(Field.FilterId).HasValue ? Line.Text(Field.FilterId) : Line.Text(Field.Run);

    /// <summary>The message id as logged; may be empty.</summary>
    public Utf8Text MessageId => Line.Text(Field.MessageId);

    /// <summary>The envelope sender, from amavis.</summary>
    public Utf8Text Sender => Line.Text(Field.Sender);

    /// <summary>The recipient, or the first of them, from amavis.</summary>
    public Utf8Text Recipient => Line.Text(Field.Recipient);

    /// <summary>The user whose settings are used, from spamd.</summary>
    public Utf8Text User => Line.Text(Field.User);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as the start of a filter run.</summary>
    /// <param name="start">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.FilterStart"/>.</returns>
    public bool TryGet(out FilterStartEvent start)
    {
        start = new FilterStartEvent(this);
        return Kind == EventKind.FilterStart;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as the start of a filter run, see <see cref="LogLine.TryGet(out FilterStartEvent)"/>.</summary>
    /// <param name="start">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.FilterStart"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out FilterStartEvent start) => Line.TryGet(out start);
}
