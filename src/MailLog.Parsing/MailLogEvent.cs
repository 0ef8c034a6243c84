namespace MailLog.Parsing;

/// <summary>A line kept: a copy of its own, with the same typed views as the borrowed line.</summary>
/// <remarks>Immutable, and safe to use from several threads. About 150 bytes beside the line's own.</remarks>
public sealed partial class MailLogEvent
{
    private readonly LogBlock _block;

    internal MailLogEvent(LogBlock block) => _block = block;

    /// <summary>What the line says.</summary>
    public EventKind Kind => Line.Kind;

    /// <summary>The line; valid as long as this object.</summary>
    public LogLine Line => new(_block, 0);

    /// <summary>The line as text.</summary>
    public override string ToString() => Line.Bytes.ToString();
}
