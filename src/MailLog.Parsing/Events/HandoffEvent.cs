using System.Buffers.Text;

namespace MailLog.Parsing;

/// <summary>A mail is handed on to the next system; the reply that takes it often has that system's name for it.</summary>
/// <remarks>Source: qpsmtpd's queue plugins.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct HandoffEvent
{
    internal HandoffEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The queue id that the next system gave the mail: Postfix' of this host, or another host's (its own words). Missing where the line has none.</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>The qmail-queue process that took the mail; null where the line has none.</summary>
    public int? QueuePid => Line.Number32(Field.Qp) ?? Line.Number32(Field.QueuedAs);

    /// <summary>When the mail was queued, to the second, as the reply says it; null where the line has none.</summary>
    public DateTimeOffset? QueuedAt => Line.Text(Field.When) is { HasValue: true } when && Utf8Parser.TryParse(when.Bytes, out uint seconds, out _) ? DateTimeOffset.FromUnixTimeSeconds(seconds) : null;

    /// <summary>The message id; missing where the line has none. A stranger's text.</summary>
    public Utf8Text MessageId => Line.Text(Field.MessageId);

    /// <summary>Where the mail is passed to, <c>host:port</c>; missing where the line has none.</summary>
    public Utf8Text Target => Line.Text(Field.Relay);

    /// <summary>The queue's program or folder; missing where the line has none.</summary>
    public Utf8Text Path => Line.Text(Field.Path);

    /// <summary>True when this is the reply that takes the mail.</summary>
    public bool IsTaken => Line.Kind == EventKind.SmtpReply;

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a hand-over.</summary>
    /// <param name="handoff">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Handoff"/>, or a reply that takes a mail.</returns>
    public bool TryGet(out HandoffEvent handoff)
    {
        handoff = new HandoffEvent(this);
        return Kind == EventKind.Handoff || (Kind == EventKind.SmtpReply && FormOrNull!.Name.StartsWith("qpsmtpd.queued", StringComparison.Ordinal));
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a hand-over, see <see cref="LogLine.TryGet(out HandoffEvent)"/>.</summary>
    /// <param name="handoff">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Handoff"/>, or a reply that takes a mail.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out HandoffEvent handoff) => Line.TryGet(out handoff);
}
