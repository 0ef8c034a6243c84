namespace MailLog.Parsing;

/// <summary>A warning, an error, or news of a daemon about itself.</summary>
/// <remarks>Source: Postfix <c>msg_output.c</c>; pmg-smtp-filter and pmgpolicy.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct DiagnosticEvent
{
    internal DiagnosticEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary><c>warning</c>, <c>error</c>, <c>fatal</c>, <c>panic</c>, as logged (<c>ERROR</c>); missing for plain news.</summary>
    public Utf8Text Level => Line.Text(Field.Level);

    /// <summary>The queue id of the mail it is about, where the line names one.</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>The id of the filter run it is about, where the line names one.</summary>
    public Utf8Text FilterId => Line.Text(Field.FilterId);

    /// <summary>The daemon's own fixed words, where the form is known: <c>starting database maintenance</c>.</summary>
    public Utf8Text Topic => Line.Text(Field.Topic);

    /// <summary>What it says, or what it adds to <see cref="Topic"/>.</summary>
    public Utf8Text Text => Line.Text(Field.Text);

    /// <summary>The service or server that gives trouble, where the form is known: <c>inet:127.0.0.1:8891</c>, <c>private/policy</c>, a block list's domain.</summary>
    public Utf8Text Service => Line.Text(Field.Service);

    /// <summary>The lookup table that gives trouble, where the form is known.</summary>
    public Utf8Text Table => Line.Text(Field.Table);

    /// <summary>Why, where the form is known: <c>Connection refused</c>.</summary>
    public Utf8Text Reason => Line.Text(Field.Reason);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a diagnostic.</summary>
    /// <param name="diagnostic">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Diagnostic"/>.</returns>
    public bool TryGet(out DiagnosticEvent diagnostic)
    {
        diagnostic = new DiagnosticEvent(this);
        return Kind == EventKind.Diagnostic;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a diagnostic, see <see cref="LogLine.TryGet(out DiagnosticEvent)"/>.</summary>
    /// <param name="diagnostic">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Diagnostic"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out DiagnosticEvent diagnostic) => Line.TryGet(out diagnostic);
}
