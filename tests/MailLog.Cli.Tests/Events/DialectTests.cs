using System.Text;
using MailLog.Parsing;
using Xunit;

namespace MailLog.Cli.Tests.Events;

/// <summary>What writes events as JSON takes fields by their names and kinds, so those of a dialect need nothing more.</summary>
public class DialectTests
{
    [Fact]
    public void Fields_of_a_dialect_are_written_by_their_names()
    {
        var dialect = new LogDialect("tagscan", new LogForm("tagscan.verdict", "{queueId}: score={score} verdict={verdict:ham|spam} took={took:decimal}ms at {where:endpoint}[, {rules:number} rules]: {note:text}"));
        using var reader = MailLogReader.Open(new MemoryStream(Encoding.UTF8.GetBytes("2026-11-20T10:00:00Z mx1 filters/tagscan[7]: 4F1A2B3C4D: score=5.2 verdict=spam took=12.5ms at a.example[192.0.2.1]:25, 3 rules: \"x\"\n")),
            new MailLogOptions { Source = "log", Dialects = [dialect] });
        using var output = new MemoryStream();
        using var writer = new EventJsonWriter(output);
        Assert.True(reader.Read());
        writer.Write(reader.Line);
        Assert.Equal(
            """{"source":"log","line":1,"offset":0,"at":"2026-11-20T10:00:00+00:00","host":"mx1","program":"filters/tagscan","component":"tagscan","pid":7,"event":"custom","form":"tagscan.verdict","queueId":"4F1A2B3C4D","score":5.2,"verdict":"spam","took":12.5,"where":{"name":"a.example","address":"192.0.2.1","port":25},"rules":3,"note":"\"x\""}""" + "\n",
            Encoding.UTF8.GetString(output.ToArray()));
    }
}
