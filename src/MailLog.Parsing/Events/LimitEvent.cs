namespace MailLog.Parsing;

/// <summary>A limit was exceeded or reached: too many connections, messages, recipients, TLS sessions or AUTH commands of one client, or processes of a service.</summary>
/// <remarks>Source: Postfix smtpd with anvil, master (<c>master_avail.c</c>).
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct LimitEvent
{
    internal LimitEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>Which limit: <c>Connection rate</c>, <c>Connection concurrency</c>, <c>Message delivery request rate</c>, <c>Recipient address rate</c>, <c>New TLS session rate</c>, <c>AUTH command rate</c>, <c>STARTTLS request</c>, <c>process limit</c>…</summary>
    public Utf8Text Limit => Line.Text(Field.Limit);

    /// <summary>What was counted; for a process limit, the limit. Missing where the line has no count.</summary>
    public int? Count => Line.Number32(Field.Count);

    /// <summary>The client; missing for limits of a service.</summary>
    public Endpoint Client => Line.Endpoint(Field.Client);

    /// <summary>The service that the client talks to, or that is at its limit: <c>smtp</c>, <c>submission</c>, <c>192.0.2.1:25</c>.</summary>
    public Utf8Text Service => Line.Text(Field.Service);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a limit that was exceeded or reached.</summary>
    /// <param name="limit">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Limit"/>.</returns>
    public bool TryGet(out LimitEvent limit)
    {
        limit = new LimitEvent(this);
        return Kind == EventKind.Limit;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a limit that was exceeded or reached, see <see cref="LogLine.TryGet(out LimitEvent)"/>.</summary>
    /// <param name="limit">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Limit"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out LimitEvent limit) => Line.TryGet(out limit);
}
