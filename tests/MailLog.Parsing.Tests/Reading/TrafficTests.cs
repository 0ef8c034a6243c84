using MailLog.Benchmarks;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>The traffic that benchmarks and tests of memory run over is what the systems write.</summary>
public class TrafficTests
{
    public static TheoryData<string> Kinds => [.. TrafficKind.All.Select(kind => kind.ToString())];

    public static byte[] Make(string kind, int lines) => Traffic.Make(TrafficKind.All.Single(k => k.ToString() == kind), lines);

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Its_lines_are_of_known_forms(string kind)
    {
        int lines = 0, foreign = 0;
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(Make(kind, 10_000)));
        while (reader.Read())
        {
            lines++;
            Assert.NotEqual(EventKind.Unknown, reader.Line.Kind);
            if (reader.Line.Kind == EventKind.Foreign)
                foreign++;
        }
        Assert.Equal(10_000, lines);
        Assert.InRange(foreign, 0, 300);
    }

    [Fact]
    public void It_is_the_same_for_the_same_seed() => Assert.Equal(Make("Pmg Rfc3339", 5_000), Make("Pmg Rfc3339", 5_000));
}
