namespace MailLog.Parsing;

/// <summary>A content filter acts on a mail, for one recipient or for all.</summary>
/// <remarks>Source: pmg-smtp-filter, the actions of its rule system; pmgdaemon and pmgproxy, what people do with quarantined mail;
/// amavis, one line per mail; opendkim, a signature; opendmarc.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct FilterActionEvent
{
    internal FilterActionEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The id of the filter run; missing where the line names none.</summary>
    public Utf8Text FilterId => Line.Text(Field.FilterId).HasValue ? Line.Text(Field.FilterId) : Line.Text(Field.Run);

    /// <summary>The recipient it is done for, or the first of them; missing when it is for all.</summary>
    public Utf8Text Recipient => Line.Text(Field.Recipient);

    /// <summary>The other recipients it is done for, as logged: <c>&lt;a@example.org&gt;, &lt;b@example.org&gt;</c>.</summary>
    public Utf8Text FurtherRecipients => Line.Text(Field.FurtherRecipients);

    /// <summary>
    /// The queue id that the line names. From pmg-smtp-filter it is the one under which the mail, a copy or a notice was queued; from amavis and milters
    /// it is that of the mail they were given, see <see cref="QueuedAs"/>.
    /// </summary>
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

    /// <summary>The queue id under which amavis handed the mail back, in the words of the server that took it.</summary>
    public Utf8Text QueuedAs => Line.Text(Field.QueuedAs);

    /// <summary>The envelope sender, from amavis.</summary>
    public Utf8Text Sender => Line.Text(Field.Sender);

    /// <summary>The message id, from amavis.</summary>
    public Utf8Text MessageId => Line.Text(Field.MessageId);

    /// <summary>amavis' own id of the mail, which its quarantine bears.</summary>
    public Utf8Text MailId => Line.Text(Field.MailId);

    /// <summary>What amavis takes the mail for: <c>CLEAN</c>, <c>SPAM</c>, <c>SPAMMY</c>, <c>BANNED</c>, <c>INFECTED</c>, <c>BAD-HEADER-7</c>…</summary>
    public Utf8Text Category => Line.Text(Field.Category);

    /// <summary>What was found: the banned parts or the viruses. In part strangers' text.</summary>
    public Utf8Text Content => Line.Text(Field.Content);

    /// <summary>What amavis did in its own words: <c>RelayedInbound</c>, <c>DiscardedInbound,Quarantined</c>.</summary>
    public Utf8Text Details => Line.Text(Field.Details);

    /// <summary>Where amavis keeps the mail: a file or an address.</summary>
    public Utf8Text QuarantineName => Line.Text(Field.QuarantineName);

    /// <summary>The score; null when spam was not looked for.</summary>
    public double? Score => Line.Decimal(Field.Score);

    /// <summary>The size in bytes.</summary>
    public long? Size => Line.Number64(Field.Size);

    /// <summary>The address of the client that handed the mail to this host.</summary>
    public Utf8Text ClientAddress => Line.Text(Field.ClientAddress);

    /// <summary>The DKIM signatures that amavis found good: <c>selector:domain</c>, separated by commas.</summary>
    public Utf8Text Signatures => Line.Text(Field.Signatures);

    /// <summary>The DKIM signatures that amavis made: <c>selector:domain</c>, separated by commas.</summary>
    public Utf8Text NewSignatures => Line.Text(Field.NewSignatures);

    /// <summary>The domain that signed, see <see cref="FilterAction.Sign"/>.</summary>
    public Utf8Text Domain => Line.Text(Field.Domain);

    /// <summary>Which key of the domain signed.</summary>
    public Utf8Text Selector => Line.Text(Field.Selector);

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
