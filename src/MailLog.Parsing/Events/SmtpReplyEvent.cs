namespace MailLog.Parsing;

/// <summary>A line of a server's reply (RFC 5321 section 4.2).</summary>
/// <remarks>Source: qpsmtpd, which logs every line of every reply.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct SmtpReplyEvent
{
    internal SmtpReplyEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The reply code.</summary>
    public int Code => Line.Number32(Field.Code) ?? 0;

    /// <summary>False when more lines of the reply follow.</summary>
    public bool IsLast => Line.Message.Bytes.Length < 4 || Line.Message.Bytes[3] != '-';

    /// <summary>What follows the code.</summary>
    public Utf8Text Text => Line.Message.Bytes.Length <= 4 ? new Utf8Text(default) : new Utf8Text(Line.Message.Bytes.Slice(4));

    /// <summary>The line as a reply, with its enhanced status code if it has one.</summary>
    public SmtpReply Reply => SmtpReply.TryParse(Line.Message.Bytes, out SmtpReply reply) ? reply : default;

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a line of a reply.</summary>
    /// <param name="reply">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.SmtpReply"/>.</returns>
    public bool TryGet(out SmtpReplyEvent reply)
    {
        reply = new SmtpReplyEvent(this);
        return Kind == EventKind.SmtpReply;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a line of a reply, see <see cref="LogLine.TryGet(out SmtpReplyEvent)"/>.</summary>
    /// <param name="reply">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.SmtpReply"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out SmtpReplyEvent reply) => Line.TryGet(out reply);
}
