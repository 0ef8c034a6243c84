namespace MailLog.Parsing;

/// <summary>A step of an SMTP session that the server logs: a command, or what it set.</summary>
/// <remarks>Source: the logging patches of notqmail and netqmail for qmail-smtpd.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct SmtpCommandEvent
{
    internal SmtpCommandEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The command: <c>HELO</c>, <c>EHLO</c>, <c>MAIL</c>, <c>RCPT</c>, <c>QUIT</c>; <c>CONNECT</c> when the server begins to serve the client.</summary>
    public Utf8Text Command
    {
        get
        {
            Utf8Text word = Line.Text(Field.Command);
            if (!word.HasValue)
                return new Utf8Text("CONNECT"u8);
            return word == "Sender"u8 ? new Utf8Text("MAIL"u8) : word == "Recipient"u8 ? new Utf8Text("RCPT"u8) : word;
        }
    }

    /// <summary>The client's address; missing where the process id alone is logged.</summary>
    public Endpoint Client => Line.Endpoint(Field.Client);

    /// <summary>The name the client gave itself, with HELO and EHLO; a stranger's text.</summary>
    public Utf8Text Helo => Line.Text(Field.Helo);

    /// <summary>The envelope sender that was accepted, with MAIL; the server puts <c>_</c> for some bytes.</summary>
    public Utf8Text Sender => Line.Text(Field.Sender);

    /// <summary>The recipient that was accepted, with RCPT; the server puts <c>_</c> for some bytes.</summary>
    public Utf8Text Recipient => Line.Text(Field.Recipient);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a step of an SMTP session.</summary>
    /// <param name="command">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.SmtpCommand"/>.</returns>
    public bool TryGet(out SmtpCommandEvent command)
    {
        command = new SmtpCommandEvent(this);
        return Kind == EventKind.SmtpCommand;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a step of an SMTP session, see <see cref="LogLine.TryGet(out SmtpCommandEvent)"/>.</summary>
    /// <param name="command">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.SmtpCommand"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out SmtpCommandEvent command) => Line.TryGet(out command);
}
