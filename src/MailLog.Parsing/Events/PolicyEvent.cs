namespace MailLog.Parsing;

/// <summary>A policy service decided; the line does not say about which mail.</summary>
/// <remarks>Source: pmgpolicy: greylisting, SPF, welcome lists.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct PolicyEvent
{
    internal PolicyEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>What it decided, as logged.</summary>
    public Utf8Text Action => Line.Text(Field.Action);

    /// <summary>Whom the decision names, where it does.</summary>
    public Utf8Text Text => Line.Text(Field.Text);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a decision of a policy service.</summary>
    /// <param name="policy">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Policy"/>.</returns>
    public bool TryGet(out PolicyEvent policy)
    {
        policy = new PolicyEvent(this);
        return Kind == EventKind.Policy;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a decision of a policy service, see <see cref="LogLine.TryGet(out PolicyEvent)"/>.</summary>
    /// <param name="policy">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Policy"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out PolicyEvent policy) => Line.TryGet(out policy);
}
