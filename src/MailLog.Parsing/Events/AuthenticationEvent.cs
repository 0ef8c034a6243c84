namespace MailLog.Parsing;

/// <summary>A client failed to authenticate, or gave up.</summary>
/// <remarks>Source: Postfix smtpd (<c>smtpd_sasl_glue.c</c>) and its SASL libraries.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct AuthenticationEvent
{
    internal AuthenticationEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The client; missing in a SASL library's own lines.</summary>
    public Endpoint Client => Line.Endpoint(Field.Client);

    /// <summary>The mechanism as the client named it; a stranger's text.</summary>
    public Utf8Text SaslMethod => Line.Text(Field.SaslMethod);

    /// <summary>The user name, where the line has one (since Postfix 3.5; <c>(unavailable)</c> when the client gave none); a stranger's text.</summary>
    public Utf8Text SaslUsername => Line.Text(Field.SaslUsername);

    /// <summary>True when the client broke off the dialogue; false when it failed.</summary>
    public bool IsAborted => Line.Text(Field.Action) == "aborted"u8;

    /// <summary>What the SASL library says, for instance <c>authentication failure</c> or <c>(reason unavailable)</c>; missing when aborted.</summary>
    public Utf8Text Reason => Line.Text(Field.Reason);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a failed authentication.</summary>
    /// <param name="authentication">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Authentication"/>.</returns>
    public bool TryGet(out AuthenticationEvent authentication)
    {
        authentication = new AuthenticationEvent(this);
        return Kind == EventKind.Authentication;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a failed authentication, see <see cref="LogLine.TryGet(out AuthenticationEvent)"/>.</summary>
    /// <param name="authentication">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Authentication"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out AuthenticationEvent authentication) => Line.TryGet(out authentication);
}
