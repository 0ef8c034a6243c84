namespace MailLog.Parsing;

/// <summary>A client is looked at before it is let in: it connected, passed, failed a test, is on a list, left.</summary>
/// <remarks>Source: tcpserver and sslserver <c>ok</c>; Postfix postscreen and dnsblog.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct ScreeningEvent
{
    internal ScreeningEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>What happened.</summary>
    public ScreeningAction Action => ScreeningWords.Action(Line);

    /// <summary><see cref="Action"/> as logged; missing for <see cref="ScreeningAction.Listed"/>.</summary>
    public Utf8Text ActionText => Line.Text(Field.Action);

    /// <summary>The client as <c>[address]:port</c>; missing for <see cref="ScreeningAction.Listed"/>, which has <see cref="Address"/> only.</summary>
    public Endpoint Client => Line.Endpoint(Field.Client);

    /// <summary>The address and port that it connected to.</summary>
    public Endpoint Server => Line.Endpoint(Field.Server);

    /// <summary>The client's address, with <see cref="ScreeningAction.Listed"/>.</summary>
    public Utf8Text Address => Line.Text(Field.Address);

    /// <summary>The DNS list's domain, with <see cref="ScreeningAction.Listed"/>.</summary>
    public Utf8Text List => Line.Text(Field.List);

    /// <summary>The list's answer, with <see cref="ScreeningAction.Listed"/>: <c>127.0.0.2</c>.</summary>
    public Utf8Text Reply => Line.Text(Field.Response);

    /// <summary>The sum of the weights of the DNS lists, with <see cref="ScreeningAction.ListRank"/>.</summary>
    public int? Rank => Line.Number32(Field.Rank);

    /// <summary>How many bytes came before the greeting, with <see cref="ScreeningAction.Pregreet"/>.</summary>
    public int? Bytes => Line.Number32(Field.Bytes);

    /// <summary>How many seconds after the connection, with <see cref="ScreeningAction.Pregreet"/> and <see cref="ScreeningAction.Hangup"/>.</summary>
    public double? Seconds => Line.Decimal(Field.Seconds);

    /// <summary>The tests that were under way, with <see cref="ScreeningAction.Hangup"/>: <c>tests before SMTP handshake</c>.</summary>
    public Utf8Text Phase => Line.Text(Field.Reason);

    /// <summary>The last command before it happened; a stranger's text.</summary>
    public Utf8Text Command => Line.Text(Field.Command);

    /// <summary>What the client sent; a stranger's text, control characters escaped.</summary>
    public Utf8Text Text => Line.Text(Field.Text);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a step in the screening of a client.</summary>
    /// <param name="screening">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Screening"/>.</returns>
    public bool TryGet(out ScreeningEvent screening)
    {
        screening = new ScreeningEvent(this);
        return Kind == EventKind.Screening;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a step in the screening of a client, see <see cref="LogLine.TryGet(out ScreeningEvent)"/>.</summary>
    /// <param name="screening">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Screening"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out ScreeningEvent screening) => Line.TryGet(out screening);
}
