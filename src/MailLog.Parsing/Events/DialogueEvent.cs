namespace MailLog.Parsing;

/// <summary>A piece of what passed over a connection, as it was.</summary>
/// <remarks>Source: recordio (ucspi-tcp).
/// Borrowed: valid as long as <see cref="Line"/>.</remarks>
public readonly ref struct DialogueEvent
{
    internal DialogueEvent(LogLine line) => Line = line;

    /// <summary>The line.</summary>
    public LogLine Line { get; }

    /// <summary>True when the client sent it, false when the server did.</summary>
    public bool IsFromClient => Line.Text(Field.Direction) == "<"u8;

    /// <summary>What was sent, with its carriage return; <c>[EOF]</c> at the end. A stranger's text, passwords included.</summary>
    public Utf8Text Text
    {
        get
        {
            Utf8Text text = Line.Text(Field.Text);
            ReadOnlySpan<byte> bytes = text.Bytes;
            return bytes.EndsWith("+"u8) || bytes.EndsWith(" "u8) ? new Utf8Text(bytes.Slice(0, bytes.Length - 1)) : text;
        }
    }

    /// <summary>The line of the dialogue goes on in a later piece of the same process.</summary>
    public bool GoesOn => Line.Text(Field.Text).Bytes.EndsWith("+"u8);

    /// <summary>The line as an object of its own, to keep.</summary>
    public MailLogEvent ToOwned() => Line.ToOwned();
}

public readonly ref partial struct LogLine
{
    /// <summary>The line as a piece of a dialogue.</summary>
    /// <param name="dialogue">The view; without use when the line is of another kind.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Dialogue"/>.</returns>
    public bool TryGet(out DialogueEvent dialogue)
    {
        dialogue = new DialogueEvent(this);
        return Kind == EventKind.Dialogue;
    }
}

public sealed partial class MailLogReader
{
    /// <summary>The current line as a piece of a dialogue, see <see cref="LogLine.TryGet(out DialogueEvent)"/>.</summary>
    /// <param name="dialogue">The view, valid until the next <c>Read</c>.</param>
    /// <returns>True when the line is of kind <see cref="EventKind.Dialogue"/>.</returns>
    /// <exception cref="InvalidOperationException">There is no line: <c>Read</c> was not called or returned false.</exception>
    public bool TryGet(out DialogueEvent dialogue) => Line.TryGet(out dialogue);
}
