namespace MailLog.Parsing;

/// <summary>Something uncommon about a session or its peer: bad syntax, commands at the wrong time, a name that is not confirmed, a workaround.</summary>
/// <remarks>Source: Postfix smtpd, smtp, postscreen, tlsproxy.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct SessionNoticeEvent
{
    internal SessionNoticeEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The mail that was under way; most lines have none.</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>The other side: the client, or the server that mail goes to; missing where the line names none.</summary>
    public Endpoint Peer => Line.Endpoint(Line.Text(Field.Client).HasValue ? Field.Client : Field.Relay);

    /// <summary>Postfix' own fixed words: <c>non-SMTP command</c>, <c>improper command pipelining</c>, <c>does not resolve to address</c>…</summary>
    public Utf8Text Topic => Line.Text(Field.Topic);

    /// <summary>The command at which or after which it happened.</summary>
    public Utf8Text Stage => Line.Text(Field.Stage);

    /// <summary>The command or reply that is meant, as the peer sent it; a stranger's text.</summary>
    public Utf8Text Command => Line.Text(Field.Command);

    /// <summary>What the peer sent, or what takes the command's place.</summary>
    public Utf8Text Text => Line.Text(Field.Text);

    /// <summary>The name that was looked up.</summary>
    public Utf8Text Host => Line.Text(Field.Host);

    /// <summary>The address that was looked up.</summary>
    public Utf8Text Address => Line.Text(Field.Address);

    /// <summary>Why, where the line says it.</summary>
    public Utf8Text Reason => Line.Text(Field.Reason);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a notice about a session.</summary>
    /// <param name="notice">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.SessionNotice"/>.</returns>
    public bool TryGet(out SessionNoticeEvent notice)
    {
        notice = new SessionNoticeEvent(this);
        return Kind == EventKind.SessionNotice;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a notice about a session, see <see cref="LogLine.TryGet(out SessionNoticeEvent)"/>.</summary>
    /// <param name="notice">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.SessionNotice"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out SessionNoticeEvent notice) => Line.TryGet(out notice);
}
