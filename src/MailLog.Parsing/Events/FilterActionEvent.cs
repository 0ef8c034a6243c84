namespace MailLog.Parsing;

/// <summary>A content filter acts on a mail, for one recipient or for all.</summary>
/// <remarks>Source: pmg-smtp-filter, the actions of its rule system; pmgdaemon and pmgproxy, what people do with quarantined mail.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct FilterActionEvent
{
    internal FilterActionEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The id of the filter run; missing where the line names none.</summary>
    public Utf8Text FilterId => Line.Text(Field.FilterId);

    /// <summary>The recipient it is done for, or the first of them; missing when it is for all.</summary>
    public Utf8Text Recipient => Line.Text(Field.Recipient);

    /// <summary>The other recipients it is done for, as logged: <c>&lt;a@example.org&gt;, &lt;b@example.org&gt;</c>.</summary>
    public Utf8Text FurtherRecipients => Line.Text(Field.FurtherRecipients);

    /// <summary>The queue id under which the mail, a copy or a notice was queued.</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>The beginning of a long queue id: the filter cuts it at its first lower-case letter. Then <see cref="QueueId"/> is missing.</summary>
    public Utf8Text QueueIdStart => Line.Text(Field.QueueIdStart);

    /// <summary><c>spam</c>, <c>virus</c> or <c>attachment</c>.</summary>
    public Utf8Text Quarantine => Line.Text(Field.Quarantine);

    /// <summary>The id in the quarantine.</summary>
    public Utf8Text QuarantineId => Line.Text(Field.QuarantineId);

    /// <summary>The rule that asked for it, as logged; its name may hold parentheses.</summary>
    public Utf8Text Rule => Line.Text(Field.Rule);

    /// <summary>The address that a copy or a notice goes to; empty when there is none.</summary>
    public Utf8Text Target => Line.Text(Field.Target);

    /// <summary>The name of the header that was changed.</summary>
    public Utf8Text Header => Line.Text(Field.Header);

    /// <summary>The name of the attachment that was removed, a stranger's text.</summary>
    public Utf8Text Attachment => Line.Text(Field.Attachment);

    /// <summary>The content type of the attachment that was removed.</summary>
    public Utf8Text ContentType => Line.Text(Field.ContentType);

    /// <summary>Who released or deleted a quarantined mail, or for whom it was done.</summary>
    public Utf8Text User => Line.Text(Field.User);

    /// <summary>What is done.</summary>
    public FilterAction Action => Line.FormOrNull?.Action ?? FilterAction.Other;

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as an action of a content filter.</summary>
    /// <param name="action">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.FilterAction"/>.</returns>
    public bool TryGet(out FilterActionEvent action)
    {
        action = new FilterActionEvent(this);
        return Kind == EventKind.FilterAction;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as an action of a content filter, see <see cref="LogLine.TryGet(out FilterActionEvent)"/>.</summary>
    /// <param name="action">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.FilterAction"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out FilterActionEvent action) => Line.TryGet(out action);
}
