namespace MailLog.Parsing;

/// <summary>A step of an SMTP session that the server logs: a command, or what it set.</summary>
/// <remarks>Source: qpsmtpd, which logs what the client sent; the logging patches of notqmail and netqmail for qmail-smtpd, which log what was accepted.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct SmtpCommandEvent
{
    internal SmtpCommandEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>
    /// The command in capitals: <c>HELO</c>, <c>EHLO</c>, <c>MAIL</c>, <c>RCPT</c>, <c>AUTH</c>, <c>QUIT</c>…; <c>CONNECT</c> when the server begins to serve the client. Missing when what came is no
    /// command that is known: the text of a message arrives so after its sender was refused.
    /// </summary>
    public Utf8Text Command
    {
        get
        {
            Utf8Text word = Line.Text(Field.Command);
            if (Line.System == MailSystem.Qpsmtpd)
                return SmtpCommandText.Verb(Line.Text(Field.Text).Bytes);
            if (!word.HasValue)
                return new Utf8Text("CONNECT"u8);
            return word == "Sender"u8 ? new Utf8Text("MAIL"u8) : word == "Recipient"u8 ? new Utf8Text("RCPT"u8) : word;
        }
    }

    /// <summary>The whole line that the client sent, where it is logged; of AUTH only the mechanism and the user. A stranger's text, not always UTF-8.</summary>
    public Utf8Text Text => Line.Text(Field.Text);

    /// <summary>The client's address; missing where the process id alone is logged.</summary>
    public Endpoint Client => Line.Endpoint(Field.Client);

    /// <summary>The name the client gave itself, with HELO, EHLO and LHLO; a stranger's text.</summary>
    public Utf8Text Helo => Line.Text(Field.Helo) is { HasValue: true } helo ? helo : Command.Bytes.EndsWith("LO"u8) ? SmtpCommandText.Argument(Text.Bytes) : default;

    /// <summary>The envelope sender, with MAIL, without angle brackets; empty for the null sender. qmail's patches log it when it was accepted, with <c>_</c> for some bytes.</summary>
    public Utf8Text Sender => Line.Text(Field.Sender) is { HasValue: true } sender ? sender : Command == "MAIL"u8 ? SmtpCommandText.Path(Text.Bytes) : default;

    /// <summary>The recipient, with RCPT, in the same way.</summary>
    public Utf8Text Recipient => Line.Text(Field.Recipient) is { HasValue: true } recipient ? recipient : Command == "RCPT"u8 ? SmtpCommandText.Path(Text.Bytes) : default;

    /// <summary>The mechanism, with AUTH; missing otherwise.</summary>
    public Utf8Text Mechanism => Command == "AUTH"u8 ? SmtpCommandText.Mechanism(SmtpCommandText.Argument(Text.Bytes).Bytes) : default;

    /// <summary>The user, with AUTH, where the mechanism shows it; missing otherwise, and when <see cref="MailLogOptions.KeepSecrets"/> leaves the argument as it was.</summary>
    public Utf8Text User => Command == "AUTH"u8 ? SmtpCommandText.User(SmtpCommandText.Argument(Text.Bytes).Bytes) : default;

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
