namespace MailLog.Parsing;

/// <summary>A line kept: a copy of its own, with the same typed views as the borrowed line.</summary>
/// <remarks>Immutable, and safe to use from several threads: about 270 bytes beside the line's own. The typed views are had from <see cref="Line"/>:
/// <c>kept.Line.TryGet(out DeliveryEvent delivery)</c>.</remarks>
public sealed partial class MailLogEvent
{
    private readonly LogBlock _block;

    internal MailLogEvent(LogBlock block) => _block = block;

    /// <summary>What the line says.</summary>
    public EventKind Kind => Line.Kind;

    /// <summary>The line; it and what is taken from it are valid as long as this object.</summary>
    public LogLine Line => new(_block, 0);

    /// <summary>The whole line as a new string; bytes that are not UTF-8 become U+FFFD.</summary>
    public override string ToString() => Line.Bytes.ToString();
}
