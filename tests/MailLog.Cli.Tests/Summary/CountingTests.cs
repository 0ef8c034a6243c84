using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>What counts in bounded memory tells the truth, or by how much it may be wrong.</summary>
public class CountingTests
{
    [Fact]
    public void A_list_is_exact_up_to_its_bound()
    {
        var table = new TopTable(maxKeys: 100);
        for (int i = 0; i < 100; i++)
            for (int times = 0; times <= i; times++)
                table[Encoding.UTF8.GetBytes("k" + i)].Count++;
        Assert.Equal(0, table.MaxMissed);
        Assert.Equal(["k99", "k98", "k97"], table.Top(3).Select(t => t.Key));
        Assert.Equal(100, table.Top(1)[0].Value.Count);
        Assert.Equal(100, table.Count);
    }

    [Fact]
    public void Beyond_its_bound_no_count_is_too_high_and_none_too_low_by_more_than_it_says()
    {
        Random random = PropertyCheck.NewRandom();
        for (int run = 0; run < 20 * PropertyCheck.Times; run++)
        {
            int bound = random.Next(4, 60);
            var table = new TopTable(bound);
            var truth = new Dictionary<string, long>();
            for (int i = 0; i < 3000; i++)
            {
                // A few are frequent, most come once.
                string key = random.Next(3) == 0 ? "often" + random.Next(3) : "rare" + random.Next(2000);
                truth[key] = truth.GetValueOrDefault(key) + 1;
                table[Encoding.UTF8.GetBytes(key)].Count++;
                Assert.True(table.Count <= bound);
            }
            foreach ((string key, Tally tally) in table.Top(int.MaxValue))
                Assert.True(tally.Count <= truth[key] && tally.Count + table.MaxMissed >= truth[key], PropertyCheck.SeedText);
            foreach ((string key, long count) in truth.Where(t => t.Value > table.MaxMissed))
                Assert.True(table.Top(int.MaxValue).Any(t => t.Key == key), $"{key}, {count} times, is missing. {PropertyCheck.SeedText}");
        }
    }

    [Fact]
    public void A_long_key_is_cut()
    {
        var table = new TopTable();
        table[new byte[70_000]].Count++;
        Assert.Equal(TopTable.MaxKeyLength, table.Top(1)[0].Key.Length);
    }

    [Theory]
    [InlineData(10, 1)]
    [InlineData(3000, 60)]
    [InlineData(86_400, 600)]
    [InlineData(3 * 86_400, 86_400 / 4)]
    [InlineData(400 * 86_400, 28 * 86_400)]
    public void Time_is_shown_in_steps_that_fit_its_span(int seconds, int expectedWidth)
    {
        Random random = PropertyCheck.NewRandom();
        var series = new TimeSeries();
        var start = new DateTimeOffset(2026, 11, 20, 6, 0, 0, TimeSpan.FromHours(1));
        int[] at = [0, seconds - 1, .. Enumerable.Range(0, 500).Select(_ => random.Next(seconds))];
        random.Shuffle(at);
        foreach (int second in at)
            series.Add(start.AddSeconds(second), (OutcomeClass)(second % 5), recipients: 2, bytes: 10);
        (TimeSpan width, IReadOnlyList<TimeStep> steps) = series.Read(maxSteps: seconds == 86_400 ? 150 : 50);
        Assert.Equal(expectedWidth, width.TotalSeconds);
        Assert.InRange(steps.Count, 1, 150);
        Assert.All(steps.Zip(steps.Skip(1)), pair => Assert.Equal(width.Ticks, pair.Second.Start - pair.First.Start));
        for (int i = 0; i < 5; i++)
            Assert.Equal(at.Count(s => s % 5 == i), steps.Sum(s => s.Mails[i]));
        Assert.Equal(2 * at.Length, steps.Sum(s => s.Recipients));
        Assert.Equal(at.Count(s => start.AddSeconds(s).Ticks < steps[0].Start + width.Ticks), steps[0].Total);
    }

    [Fact]
    public void A_stamp_from_the_beginning_of_time_and_one_from_its_end_cost_no_memory()
    {
        var series = new TimeSeries();
        series.Add(DateTimeOffset.MinValue, OutcomeClass.Delivered, 1, 1);
        series.Add(DateTimeOffset.MaxValue, OutcomeClass.Delivered, 1, 1);
        Assert.InRange(series.Read(31).Steps.Count, 2, 110);
        Assert.Equal(2, series.Read(31).Steps.Sum(s => s.Total));
    }

    [Fact]
    public void Percentiles_are_right_to_three_percent()
    {
        Random random = PropertyCheck.NewRandom();
        var histogram = new DelayHistogram();
        double[] delays = [.. Enumerable.Range(0, 5000).Select(_ => Math.Pow(10, random.NextDouble() * 8 - 2))];
        foreach (double delay in delays)
            histogram.Add(delay);
        Array.Sort(delays);
        foreach (double part in (double[])[0.01, 0.5, 0.95, 0.99])
        {
            double exact = delays[(int)Math.Ceiling(part * delays.Length) - 1];
            Assert.InRange(histogram.Percentile(part), exact * 0.97, exact * 1.031);
        }
        Assert.Equal(delays[^1], histogram.Longest);
        Assert.Equal(delays.Length, histogram.Read().Sum(b => b.Count));
        Assert.Equal(delays.Count(d => d is > 10 and <= 60), histogram.Read().Single(b => b.Name == "up to 1 min").Count);
    }

    [Fact]
    public void A_delay_that_is_none_is_not_counted()
    {
        var histogram = new DelayHistogram();
        histogram.Add(-1);
        histogram.Add(double.NaN);
        Assert.Equal(0, histogram.Count);
        Assert.Equal(0, histogram.Percentile(0.5));
        Assert.Empty(histogram.Read());
    }

    [Theory]
    [InlineData("550 5.1.1 <nobody@dest.test>: Recipient address rejected: User unknown", "550 5.1.1 <…>: Recipient address rejected: User unknown")]
    [InlineData("554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using zen.example.org; see", "554 5.7.1 Service unavailable; Client host … blocked using zen.example.org; see")]
    [InlineData("connect to mx-1.example.org[2001:db8::1]:25: Connection refused", "connect to …: Connection refused")]
    [InlineData("550-5.7.1 This message is likely unsolicited", "550-5.7.1 This message is likely unsolicited")]
    [InlineData("504 5.5.2 <WIN-BROWN>: Helo command rejected", "504 5.5.2 <…>: Helo command rejected")]
    [InlineData("451 4.3.0 try again in 300 seconds, id 4F1A2B3C4D", "451 4.3.0 try again in 300 seconds, id …")]
    [InlineData("see https://example.org/x?ip=1.2.3.4 for why", "see … for why")]
    [InlineData("  two   blanks ", "two blanks")]
    [InlineData("", "")]
    public void Reasons_lose_what_differs(string text, string expected) => Assert.Equal(expected, ReasonText.Reduce(text));

    [Fact]
    public void Whatever_a_reason_holds_it_is_reduced_within_its_bound()
    {
        Random random = PropertyCheck.NewRandom();
        byte[] buffer = new byte[ReasonText.MaxLength];
        for (int i = 0; i < 20_000 * PropertyCheck.Times; i++)
        {
            byte[] text = new byte[random.Next(600)];
            random.NextBytes(text);
            for (int j = 0; j < text.Length; j++)
                text[j] = random.Next(3) == 0 ? (byte)" <>@[].:_/"[random.Next(10)] : text[j];
            Assert.InRange(ReasonText.Reduce(text, blanks: random.Next(2) == 0, buffer), 0, buffer.Length);
        }
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(0.0001, "<0.001 s")]
    [InlineData(0.004, "0.004 s")]
    [InlineData(0.25, "0.25 s")]
    [InlineData(0.9996, "1 s")]
    [InlineData(59.96, "1 min")]
    [InlineData(61, "1 min 1 s")]
    [InlineData(3599.9, "60 min")]
    [InlineData(3660, "1 h 1 min")]
    [InlineData(90_000, "1 d 1 h")]
    public void Times_are_short(double seconds, string expected) => Assert.Equal(expected, Quantity.Seconds(seconds));

    [Theory]
    [InlineData(0, "0 B")]
    [InlineData(999, "999 B")]
    [InlineData(1000, "1.0 kB")]
    [InlineData(99_949, "99.9 kB")]
    [InlineData(99_950, "100 kB")]
    [InlineData(999_600, "1.0 MB")]
    [InlineData(5e15, "5.0 PB")]
    public void Sizes_are_short(double bytes, string expected) => Assert.Equal(expected, Quantity.Bytes(bytes));

    [Theory]
    [InlineData(0, 7, "0 %")]
    [InlineData(1, 5000, "<0.1 %")]
    [InlineData(4999, 5000, ">99.9 %")]
    [InlineData(7, 7, "100 %")]
    [InlineData(1, 3, "33 %")]
    [InlineData(0, 0, "0 %")]
    public void A_part_is_neither_none_nor_all(long part, long whole, string expected) => Assert.Equal(expected, Quantity.Percent(part, whole));
}
