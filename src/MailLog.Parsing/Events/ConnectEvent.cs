namespace MailLog.Parsing;

/// <summary>A client connected.</summary>
/// <remarks>Source: Postfix smtpd <c>connect from</c>; pmg-smtp-filter <c>CONNECT TCP</c>; tcpserver and sslserver <c>pid … from</c>; qpsmtpd, which may log a connection twice (<c>Accepted connection</c>, <c>Connection from</c>).
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct ConnectEvent
{
    internal ConnectEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The client; its name is <c>unknown</c> when it could not be confirmed.</summary>
    public Endpoint Client => Line.System == MailSystem.Qpsmtpd ? new(Line.Text(Field.Host), Line.Text(Field.ClientAddress)) : Line.Endpoint(Field.Client);

    /// <summary>The address the client connected to, where the line says it.</summary>
    public Endpoint Server => Line.Endpoint(Field.Server);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as the start of a session.</summary>
    /// <param name="connect">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Connect"/>.</returns>
    public bool TryGet(out ConnectEvent connect)
    {
        connect = new ConnectEvent(this);
        return Kind == EventKind.Connect;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as the start of a session, see <see cref="LogLine.TryGet(out ConnectEvent)"/>.</summary>
    /// <param name="connect">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Connect"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out ConnectEvent connect) => Line.TryGet(out connect);
}
