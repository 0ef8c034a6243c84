using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests.Dialects;

[Collection(nameof(AloneCollection))]
public class AllocationTests
{
    /// <summary>Lines of the dialect, of every form and none, among those of a mail system: a line costs nothing, and a view that a user writes over it neither.</summary>
    [Fact]
    public void Reading_with_a_dialect_allocates_nothing_per_line()
    {
        byte[] Log(int times) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(
            """
            Nov 20 10:00:01 mx1 tagscan[7]: 4F1A2B3C4D: score=5.2 verdict=spam took=12.5ms client=a.example[192.0.2.1] note=three links
            Nov 20 10:00:01 mx1 filters/tagscan[7]: NONE: 192.0.2.1 is on own.list
            Nov 20 10:00:01 mx1 tagscan[7]: gibberish
            Nov 20 10:00:02 mx1 postfix/qmgr[8]: 4F1A2B3C4D: removed
            Nov 20 10:00:02 mx1 other[8]: nobody's

            """.ReplaceLineEndings("\n"), times)));
        byte[] once = Log(3_000), twice = Log(6_000);
        var buffer = new LogLineBuffer();
        Allocations.AssertSame(() => Read(once, buffer), () => Read(twice, buffer));
    }

    private static long Read(byte[] log, LogLineBuffer buffer)
    {
        long lines = 0, score = 0;
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log), DialectLine.With(DialectLine.Tagscan));
        reader.IsAhead = false;
        reader.Threads = 1;
        while (reader.Read())
        {
            lines++;
            if (reader.Line.Kind == EventKind.Custom && reader.Line.TryGetField("score", out Utf8Text text) && text.TryGetDouble(out double value))
                score += (long)value;
            buffer.Clear();
            buffer.Add(reader.Line);
        }
        Assert.Equal(lines / 5 * 5, score);
        return lines;
    }
}
