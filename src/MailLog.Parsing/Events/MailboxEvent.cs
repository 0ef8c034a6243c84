namespace MailLog.Parsing;

/// <summary>A mailbox server has a mail and stores, forwards, discards or rejects it: what becomes of a mail after its delivery.</summary>
/// <remarks>
/// There is no queue id: the message id, the user and the time lead back to the delivery.
/// Source: dovecot lmtp, lda and deliver, with and without sieve. Borrowed: valid as long as <see cref="Line"/>.
/// </remarks>
public readonly ref struct MailboxEvent
{
    internal MailboxEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>What was done.</summary>
    public MailboxAction Action => Line.FormOrNull?.MailboxAction ?? MailboxAction.Other;

    /// <summary>The mailbox server's user, often the mail address.</summary>
    public Utf8Text User => Line.Text(Field.User);

    /// <summary>The message id, with its angle brackets; a stranger's text. Empty or <c>unspecified</c> when the mail has none.</summary>
    public Utf8Text MessageId => Line.Text(Field.MessageId);

    /// <summary>The mailbox it was stored in, or was to be; missing for the other actions.</summary>
    public Utf8Text Mailbox => Line.Text(Field.Mailbox);

    /// <summary>The address it was forwarded to, or a reply was sent to; missing for the other actions.</summary>
    public Utf8Text Target => Line.Text(Field.Target);

    /// <summary>Why it failed or was rejected, as logged; missing for the other actions.</summary>
    public Utf8Text Reason => Line.Text(Field.Reason);

    /// <summary><c>lmtp</c>, <c>lda</c> or <c>deliver</c>.</summary>
    public Utf8Text Service => Line.Text(Field.Service);

    /// <summary>The id of the session; missing where old releases log none.</summary>
    public Utf8Text SessionId => Line.Text(Field.Session);

    /// <summary>The worker's process id, which stands in the message; null where old releases log none.</summary>
    public int? WorkerId => Line.Number32(Field.Process);


    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as the fate of a mail in its mailbox.</summary>
    /// <param name="mailbox">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Mailbox"/>.</returns>
    public bool TryGet(out MailboxEvent mailbox)
    {
        mailbox = new MailboxEvent(this);
        return Kind == EventKind.Mailbox;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as the fate of a mail in its mailbox, see <see cref="LogLine.TryGet(out MailboxEvent)"/>.</summary>
    /// <param name="mailbox">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Mailbox"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out MailboxEvent mailbox) => Line.TryGet(out mailbox);
}
