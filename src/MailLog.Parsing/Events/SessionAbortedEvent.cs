namespace MailLog.Parsing;

/// <summary>A session ended before its time.</summary>
/// <remarks>Source: Postfix smtpd <c>lost connection after</c>, <c>timeout after</c>, <c>too many errors after</c>.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct SessionAbortedEvent
{
    internal SessionAbortedEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The queue id of the mail that was under way (since Postfix 3.10); missing when there was none.</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>The client.</summary>
    public Endpoint Client => Line.Endpoint(Field.Client);

    /// <summary><c>lost connection</c>, <c>timeout</c> or <c>too many errors</c>.</summary>
    public Utf8Text Reason => Line.Text(Field.Reason);

    /// <summary>The last command: <c>CONNECT</c>, <c>EHLO</c>, <c>DATA</c>…</summary>
    public Utf8Text Stage => Line.Text(Field.Stage);

    /// <summary>Bytes of message content received, after DATA and BDAT.</summary>
    public long? Size => Line.Number64(Field.Bytes);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as the untimely end of a session.</summary>
    /// <param name="aborted">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.SessionAborted"/>.</returns>
    public bool TryGet(out SessionAbortedEvent aborted)
    {
        aborted = new SessionAbortedEvent(this);
        return Kind == EventKind.SessionAborted;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as the untimely end of a session, see <see cref="LogLine.TryGet(out SessionAbortedEvent)"/>.</summary>
    /// <param name="aborted">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.SessionAborted"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out SessionAbortedEvent aborted) => Line.TryGet(out aborted);
}
