using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>Many texts are found at once where each would be found by itself.</summary>
public class TextSetTests
{
    [Fact]
    public void Each_is_found_wherever_it_stands()
    {
        Random random = PropertyCheck.NewRandom();
        for (int i = 0; i < 2_000 * PropertyCheck.Times; i++)
        {
            // Few letters, so that texts are in one another, begin alike, overlap and come again.
            int letters = random.Next(1, 5);
            byte[][] texts = [.. Enumerable.Range(0, random.Next(0, 40)).Select(_ => Any(random.Next(1, 3) * random.Next(2, 9), letters))];
            byte[] bytes = Any(random.Next(300), letters);
            int own = random.Next(bytes.Length + 1);
            var hits = new List<long>();
            new TextSet(texts).FindIn(bytes, own, 1000, hits);
            IEnumerable<long> expected = Enumerable.Range(0, own).Where(at => texts.Any(text => bytes.AsSpan(at).StartsWith(text))).Select(at => 1000L + at);
            Assert.True(expected.SequenceEqual(hits.Distinct().Order()), PropertyCheck.SeedText);
        }

        byte[] Any(int length, int letters) => [.. Enumerable.Range(0, length).Select(_ => (byte)('A' + random.Next(letters)))];
    }

    [Theory]
    [InlineData(5)]
    [InlineData(1000)]
    public void Ids_are_found_in_a_segment(int count)
    {
        Random random = PropertyCheck.NewRandom();
        byte[][] ids = [.. Enumerable.Range(0, count).Select(_ => Convert.ToHexString(BitConverter.GetBytes(random.NextInt64())).Select(c => (byte)c).ToArray())];
        byte[] bytes = [.. Enumerable.Range(0, LogScan.SegmentLength).Select(_ => (byte)"0123456789ABCDEF :=<>\n"[random.Next(22)])];
        var expected = new SortedSet<long>();
        foreach (byte[] id in ids)
        {
            int at = random.Next(bytes.Length / 32 - 1) * 32;
            if (expected.Add(at))
                id.CopyTo(bytes, at);
        }
        var hits = new List<long>();
        new TextSet(ids).FindIn(bytes, bytes.Length, 0, hits);
        Assert.Equal(expected, hits.Order());
    }
}
