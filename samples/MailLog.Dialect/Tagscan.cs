using MailLog.Parsing;

namespace MailLog.Dialect;

/// <summary>The lines of tagscan, a content filter: described once, the library reads them.</summary>
internal static class Tagscan
{
    public static readonly LogDialect Dialect = new("tagscan",
        new LogForm("tagscan.verdict", "{queueId}: score={score} verdict={verdict:ham|spam|unsure} rules={rules:number} took={took:decimal}ms[ note={note:text}]",
            "4F1A2B3C4D: score=5.2 verdict=spam rules=2 took=12.5ms note=three links", "4F1A2B3C4D: score=-1 verdict=ham rules=0 took=3ms"),
        new LogForm("tagscan.skipped", "{queueId}: skipped: {why:text}", "4F1A2B3C4D: skipped: larger than 64 KB"),
        new LogForm("tagscan.loaded", "rules loaded: {rules:number}, of {lists:number} lists", "rules loaded: 212, of 3 lists"));
}

/// <summary>What tagscan thinks of a mail: a typed view, as the library has them for the lines that it knows.</summary>
/// <remarks>Borrowed: valid as long as <see cref="Line"/>.</remarks>
internal readonly ref struct TagscanVerdict(LogLine line)
{
    public LogLine Line { get; } = line;

    public Utf8Text QueueId => Line.QueueId;

    public double Score => Line.TryGetField("score", out Utf8Text text) && text.TryGetDouble(out double score) ? score : 0;

    public Utf8Text Verdict => Line.TryGetField("verdict", out Utf8Text verdict) ? verdict : default;
}

internal static class TagscanLines
{
    /// <summary>The line as a verdict of tagscan; the view is without use when it is none.</summary>
    public static bool TryGet(this LogLine line, out TagscanVerdict verdict)
    {
        verdict = new TagscanVerdict(line);
        return line.Kind == EventKind.Custom && line.Form == "tagscan.verdict";
    }
}
