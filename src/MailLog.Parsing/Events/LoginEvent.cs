namespace MailLog.Parsing;

/// <summary>Somebody logged in to read mail, or could not.</summary>
/// <remarks>Source: dovecot's imap-login, pop3-login, managesieve-login and submission-login.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct LoginEvent
{
    internal LoginEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>True when the login succeeded. False also for a client that went without trying: then <see cref="Attempts"/> is null.</summary>
    public bool IsSuccess => Line.Text(Field.Status).HasValue;

    /// <summary>The user as given by the client: without success a stranger's text, often empty.</summary>
    public Utf8Text User => Line.Text(Field.User);

    /// <summary><c>PLAIN</c>, <c>CRAM-MD5</c>…; missing when it did not come so far.</summary>
    public Utf8Text Method => Line.Text(Field.Method);

    /// <summary>The client's IP address, as logged; missing when it is not logged.</summary>
    public Utf8Text ClientAddress => Line.Text(Field.ClientAddress);

    /// <summary>The IP address it connected to, as logged; missing when it is not logged.</summary>
    public Utf8Text ServerAddress => Line.Text(Field.ServerAddress);

    /// <summary>True when the session is encrypted.</summary>
    public bool IsTls => Line.Text(Field.Tls).Bytes is { Length: >= 3 } tls && tls.Slice(0, 3).SequenceEqual("TLS"u8);

    /// <summary><c>TLS</c>, <c>secured</c> (local, or by a proxy) or <c>TLS handshaking</c>; missing when the session is open to all.</summary>
    public Utf8Text Tls => Line.Text(Field.Tls);

    /// <summary>How often the client tried, when it could not log in; null when it did, did not try, or it was not logged.</summary>
    public int? Attempts => Line.Number32(Field.Attempts);

    /// <summary>Why it was no login, as logged; missing when it succeeded.</summary>
    public Utf8Text Reason => Line.Text(Field.Reason);

    /// <summary><c>imap-login</c>, <c>pop3-login</c>…; missing where it is the program itself, see <see cref="LogLine.Component"/>.</summary>
    public Utf8Text Service => Line.Text(Field.Service);

    /// <summary>The mailbox server's id of the session, the same in its other lines; missing where it is not logged.</summary>
    public Utf8Text SessionId => Line.Text(Field.Session);

    /// <summary>The process that the session is handed to; null where old releases log none.</summary>
    public int? MailProcessId => Line.Number32(Field.Process);


    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a login.</summary>
    /// <param name="login">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Login"/>.</returns>
    public bool TryGet(out LoginEvent login)
    {
        login = new LoginEvent(this);
        return Kind == EventKind.Login;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a login, see <see cref="LogLine.TryGet(out LoginEvent)"/>.</summary>
    /// <param name="login">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Login"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out LoginEvent login) => Line.TryGet(out login);
}
