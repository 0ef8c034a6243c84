namespace MailLog.Parsing;

/// <summary>A policy service decided: asked before there is a queue id, it can seldom say about which mail.</summary>
/// <remarks>Source: pmgpolicy: greylisting, SPF, welcome lists; postgrey, sqlgrey, milter-greylist, policyd-weight, postfwd, policyd-spf.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct PolicyEvent
{
    internal PolicyEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>What it decided, in the service's own words (each has others); missing where the form says it all.</summary>
    public Utf8Text Action => Line.Text(Field.Action);

    /// <summary>Whom the decision names, where it does.</summary>
    public Utf8Text Text => Line.Text(Field.Text);

    /// <summary>The queue id; almost always missing, as policy services are asked before there is one.</summary>
    public Utf8Text QueueId => Line.Text(Field.QueueId);

    /// <summary>Why, as logged: <c>new</c>, <c>triplet found</c>, <c>early-retry (123s missing)</c>.</summary>
    public Utf8Text Reason => Line.Text(Field.Reason);

    /// <summary>The reply code, when the mail is refused; 0 when the line quotes none.</summary>
    public int Code => Line.Number32(Field.Code) ?? 0;

    /// <summary>The client, where name and address are written as one (milter-greylist, postfwd).</summary>
    public Endpoint Client => Line.Endpoint(Field.Client);

    /// <summary>The client's host name, where it is written apart from the address; missing otherwise.</summary>
    public Utf8Text ClientName => Line.Text(Field.ClientName);

    /// <summary>The client's IP address, where it is written apart from the name; missing otherwise.</summary>
    public Utf8Text ClientAddress => Line.Text(Field.ClientAddress);

    /// <summary>The name the client gave itself, a stranger's text; missing when it is not logged.</summary>
    public Utf8Text Helo => Line.Text(Field.Helo);

    /// <summary>The envelope sender. Postfix does not quote it for policy services.</summary>
    public Utf8Text Sender => Line.Text(Field.Sender);

    /// <summary>The envelope recipient in question; missing when it is not logged.</summary>
    public Utf8Text Recipient => Line.Text(Field.Recipient);

    /// <summary>How long the client has waited since it first came, in seconds; null when it is not logged.</summary>
    public double? Delay => Line.Decimal(Field.Delay);

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
