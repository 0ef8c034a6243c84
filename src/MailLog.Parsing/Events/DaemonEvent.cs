namespace MailLog.Parsing;

/// <summary>A daemon or the whole mail system starts, reloads, ends or adapts itself.</summary>
/// <remarks>Source: Postfix master, postfix-script, and every daemon; qmail-send; sslserver.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct DaemonEvent
{
    internal DaemonEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>What happens.</summary>
    public DaemonAction Action => DaemonWords.Action(Line.Text(Field.Action).Bytes);

    /// <summary><see cref="Action"/> as logged.</summary>
    public Utf8Text ActionText => Line.Text(Field.Action);

    /// <summary>The version, with start and reload.</summary>
    public Utf8Text Version => Line.Text(Field.Version);

    /// <summary>The configuration directory, with start and reload.</summary>
    public Utf8Text Configuration => Line.Text(Field.Configuration);

    /// <summary>The lookup table that has changed, as <c>type:name(flags)</c>.</summary>
    public Utf8Text Table => Line.Text(Field.Table);

    /// <summary>The signal that ends or ended a process.</summary>
    public int? Signal => Line.Number32(Field.Signal);

    /// <summary>With <see cref="DaemonAction.ChildFailed"/>, the exit status.</summary>
    public int? ExitStatus => Line.Number32(Field.ExitStatus);

    /// <summary>With <see cref="DaemonAction.ChildFailed"/>, the program's path.</summary>
    public Utf8Text Command => Line.Text(Field.Command);

    /// <summary>The id of the process it is about, when that is not the one that logs.</summary>
    public int? ProcessId => Line.Number32(Field.Process);

    /// <summary>The parameter whose default is that of an older version, or that the line is about.</summary>
    public Utf8Text Setting => Line.Text(Field.Setting);

    /// <summary>Its value.</summary>
    public Utf8Text Value => Line.Text(Field.Value);

    /// <summary>What else the line says.</summary>
    public Utf8Text Text => Line.Text(Field.Text);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as news of a daemon about itself.</summary>
    /// <param name="daemon">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Daemon"/>.</returns>
    public bool TryGet(out DaemonEvent daemon)
    {
        daemon = new DaemonEvent(this);
        return Kind == EventKind.Daemon;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as news of a daemon about itself, see <see cref="LogLine.TryGet(out DaemonEvent)"/>.</summary>
    /// <param name="daemon">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Daemon"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out DaemonEvent daemon) => Line.TryGet(out daemon);
}
