namespace MailLog.Parsing;

/// <summary>A client's first recipient was accepted: the mail gets a queue file, or is passed to a before-queue filter. In qmail: the message was put into the queue.</summary>
/// <remarks>Source: Postfix smtpd <c>client=</c>; patches for qmail-smtpd that log <c>qp</c>.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct ClientEvent
{
    internal ClientEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The queue id; missing when the mail goes to a before-queue filter (<c>NOQUEUE</c>), and in qmail.</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>The client of this session.</summary>
    public Endpoint Client => Line.Endpoint(Field.Client);

    /// <summary>The client that the one of this session passes on for (XFORWARD NAME and ADDR); missing when it forwards for none.</summary>
    public Endpoint OriginalClient => Line.Endpoint(Field.OriginalClient);

    /// <summary>The queue id that the mail had before, at the client (XFORWARD IDENT); missing when the client named none.</summary>
    public Utf8Text OriginalQueueId => Line.Text(Field.OriginalQueueId);

    /// <summary>The authentication mechanism; missing when the client did not authenticate.</summary>
    public Utf8Text SaslMethod => Line.Text(Field.SaslMethod);

    /// <summary>The authenticated user; missing when the client did not authenticate.</summary>
    public Utf8Text SaslUsername => Line.Text(Field.SaslUsername);

    /// <summary>The sender that the authenticated client named (AUTH= of MAIL FROM); missing when it named none.</summary>
    public Utf8Text SaslSender => Line.Text(Field.SaslSender);

    /// <summary>Of a message that qmail-smtpd took: the qmail-queue process that put it into the queue; null elsewhere.</summary>
    public int? QueuePid => Line.Number32(Field.Qp);

    /// <summary>Of such a message: how many recipients it has; null elsewhere.</summary>
    public int? RecipientCount => Line.Number32(Field.RecipientCount);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as the start of a mail.</summary>
    /// <param name="client">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Client"/>.</returns>
    public bool TryGet(out ClientEvent client)
    {
        client = new ClientEvent(this);
        return Kind == EventKind.Client;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as the start of a mail, see <see cref="LogLine.TryGet(out ClientEvent)"/>.</summary>
    /// <param name="client">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Client"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out ClientEvent client) => Line.TryGet(out client);
}
