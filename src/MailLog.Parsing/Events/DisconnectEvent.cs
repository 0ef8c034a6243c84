namespace MailLog.Parsing;

/// <summary>A session ended.</summary>
/// <remarks>Source: Postfix smtpd <c>disconnect from</c> (<c>smtpd_format_cmd_stats</c>); the end of a session of dovecot's imap and pop3; tcpserver and sslserver <c>end</c>.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct DisconnectEvent
{
    internal DisconnectEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The client.</summary>
    public Endpoint Client => Line.Endpoint(Field.Client);

    /// <summary>The commands used, as logged: <c>ehlo=1 mail=1 rcpt=1/2 commands=3/4</c>. Missing before Postfix 3.0.</summary>
    public Utf8Text Commands => Line.Text(Field.Commands);

    /// <summary>The user whose session it was; missing from SMTP servers.</summary>
    public Utf8Text User => Line.Text(Field.User);

    /// <summary>How it ended, where the line says: <c>Logged out</c>.</summary>
    public Utf8Text Reason => Line.Text(Field.Reason);

    /// <summary>The id of the session; missing from SMTP servers.</summary>
    public Utf8Text SessionId => Line.Text(Field.Session);

    /// <summary>Of tcpserver and sslserver: how the process ended that served the client, as wait(2) tells: 256 times the exit code, or a signal below 128; null elsewhere.</summary>
    public int? ExitStatus => Line.Number32(Field.ExitStatus);

    /// <summary>How often a command was used in the session.</summary>
    /// <param name="verb">The command in lower case, for instance <c>"rcpt"u8</c>; <c>"commands"u8</c> is the sum, <c>"unknown"u8</c> what was none.</param>
    /// <returns>How often it succeeded, and how often it came; both 0 when it is not listed.</returns>
    public (int Succeeded, int Total) Count(ReadOnlySpan<byte> verb)
    {
        ReadOnlySpan<byte> rest = Commands.Bytes;
        while (!rest.IsEmpty)
        {
            int end = rest.IndexOf((byte)' ');
            ReadOnlySpan<byte> one = end < 0 ? rest : rest.Slice(0, end);
            rest = end < 0 ? default : rest.Slice(end + 1);
            if (one.Length <= verb.Length + 1 || one[verb.Length] != '=' || !one.StartsWith(verb))
                continue;
            one = one.Slice(verb.Length + 1);
            if (!Utf8.TryParseNumber(one, out long succeeded, out int length))
                return default;
            long total = succeeded;
            if (length < one.Length && one[length] == '/' && !Utf8.TryParseNumber(one.Slice(length + 1), out total, out _))
                return default;
            return ((int)Math.Min(succeeded, int.MaxValue), (int)Math.Min(total, int.MaxValue));
        }
        return default;
    }

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as the end of a session.</summary>
    /// <param name="disconnect">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Disconnect"/>.</returns>
    public bool TryGet(out DisconnectEvent disconnect)
    {
        disconnect = new DisconnectEvent(this);
        return Kind == EventKind.Disconnect;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as the end of a session, see <see cref="LogLine.TryGet(out DisconnectEvent)"/>.</summary>
    /// <param name="disconnect">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Disconnect"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out DisconnectEvent disconnect) => Line.TryGet(out disconnect);
}
