using Xunit;

namespace MailLog.Parsing.Tests.Dialects;

/// <summary>Lines that are kept say what they said, whatever readers they come from.</summary>
public class KeptDialectLineTests
{
    private static readonly LogDialect Other = new("other", new LogForm("other.a", "a {one:word} {two:word}"), new LogForm("other.b", "b {three:number}"));

    private const string Log = """
        Nov 20 10:00:00 mx1 tagscan[7]: 4F1A2B3C4D: score=5.2 verdict=spam took=12.5ms
        Nov 20 10:00:01 mx1 other[7]: b 7
        Nov 20 10:00:02 mx1 postfix/qmgr[7]: 4F1A2B3C4D: removed
        Nov 20 10:00:03 mx1 other[7]: a x y
        Nov 20 10:00:04 mx1 other[7]: c

        """;

    /// <summary>Each reader counts its own forms, so the same number is another form in each.</summary>
    private static LogDialect[][] Sets => [[], [DialectLine.Tagscan], [Other], [DialectLine.Tagscan, Other], [Other, DialectLine.Tagscan]];

    [Fact]
    public void A_buffer_takes_lines_of_readers_with_different_dialects()
    {
        var buffer = new LogLineBuffer();
        var again = new LogLineBuffer();
        for (int times = 0; times < 2; times++)
        {
            var expected = new List<string>();
            buffer.Clear();
            again.Clear();
            foreach (LogDialect[] dialects in Sets.Skip(times))
            {
                using MailLogReader reader = DialectLine.Open(Log, dialects);
                while (reader.Read())
                {
                    expected.Add(DialectLine.Told(reader.Line));
                    buffer.Add(reader.Line);
                }
            }
            Assert.Contains("Neighbour Custom other.a | one:Word=x | two:Word=y", expected);
            for (int i = 0; i < expected.Count; i++)
            {
                Assert.Equal(expected[i], DialectLine.Told(buffer[i]));
                again.Add(buffer[i]);
                Assert.Equal(expected[i], DialectLine.Told(again[i]));
                Assert.Equal(expected[i], DialectLine.Told(again[i].ToOwned().Line));
            }
        }
    }

    [Fact]
    public void Merged_readers_have_each_their_own()
    {
        using var merge = new MailLogMerge(Sets.Select(dialects => DialectLine.Open(Log, dialects)));
        var told = new List<string>();
        while (merge.Read())
            told.Add(DialectLine.Told(merge.Line));
        var expected = new List<string>();
        foreach (LogDialect[] dialects in Sets)
        {
            using MailLogReader reader = DialectLine.Open(Log, dialects);
            while (reader.Read())
                expected.Add(DialectLine.Told(reader.Line));
        }
        Assert.Equal(expected.Order(StringComparer.Ordinal), told.Order(StringComparer.Ordinal));
    }
}
