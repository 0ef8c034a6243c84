using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests.Dialects;

/// <summary>An invented program, and its lines read by a reader that knows it.</summary>
internal static class DialectLine
{
    public static readonly LogDialect Tagscan = new("tagscan",
        new LogForm("tagscan.verdict", "{queueId}: score={score} verdict={verdict:ham|spam|unsure} took={took:decimal}ms[ client={client}][ note={note:text}]",
            "4F1A2B3C4D: score=5.2 verdict=spam took=12.5ms client=a.example[192.0.2.1] note=three links", "4F1A2B3C4D: score=-1 verdict=ham took=3ms"),
        new LogForm("tagscan.list", "{queueId?NONE}: {address} is on {listName:word}", "NONE: 192.0.2.1 is on own.list"),
        new LogForm("tagscan.warning", "{severity:warning|error}: {what:text}", "warning: database is old"));

    public static MailLogOptions With(params LogDialect[] dialects) => new() { Year = 2026, TimeZone = TimeZoneInfo.Utc, Dialects = dialects };

    public static MailLogReader Open(string log, params LogDialect[] dialects) => MailLogReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(log)), With(dialects));

    public static MailLogEvent Read(string tag, string message, params LogDialect[] dialects)
    {
        using MailLogReader reader = Open("Nov 20 10:00:00 mx1 " + tag + "[7]: " + message + "\n", dialects);
        Assert.True(reader.Read());
        MailLogEvent read = reader.Line.ToOwned();
        Assert.False(reader.Read());
        return read;
    }

    /// <summary>The kind, the form and the fields, each with its kind.</summary>
    public static string Told(LogLine line)
    {
        var told = new StringBuilder().Append(line.System).Append(' ').Append(line.Kind).Append(' ').Append(line.Form).Append(line.IsAmbiguous ? " ambiguous" : "");
        foreach (LogField field in line.Fields)
            told.Append(" | ").Append(field.Name).Append(':').Append(field.Kind).Append('=').Append(field.Value.ToString());
        return told.ToString();
    }
}
