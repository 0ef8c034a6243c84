namespace MailLog.Parsing;

/// <summary>A content filter is done with a mail.</summary>
/// <remarks>Source: pmg-smtp-filter <c>processing time:</c>.
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct FilterDoneEvent
{
    internal FilterDoneEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>The id of the filter run.</summary>
    public Utf8Text FilterId => Line.Text(Field.FilterId);

    /// <summary>Time it took, in seconds.</summary>
    public double? Seconds => Line.Decimal(Field.Seconds);

    /// <summary>Time of it that SpamAssassin took, in seconds.</summary>
    public double? SecondsSpam => Line.Decimal(Field.SecondsSpam);

    /// <summary>Time of it that the virus scanners took, in seconds.</summary>
    public double? SecondsVirus => Line.Decimal(Field.SecondsVirus);

    /// <summary>Time of it that the administrator's own check took, in seconds.</summary>
    public double? SecondsCustom => Line.Decimal(Field.SecondsCustom);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as the end of a filter run.</summary>
    /// <param name="done">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.FilterDone"/>.</returns>
    public bool TryGet(out FilterDoneEvent done)
    {
        done = new FilterDoneEvent(this);
        return Kind == EventKind.FilterDone;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as the end of a filter run, see <see cref="LogLine.TryGet(out FilterDoneEvent)"/>.</summary>
    /// <param name="done">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.FilterDone"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out FilterDoneEvent done) => Line.TryGet(out done);
}
