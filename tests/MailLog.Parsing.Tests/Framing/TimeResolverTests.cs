using System.Globalization;
using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests;

public class TimeResolverTests
{
    private const string Now = "2026-11-20T12:00:00Z";

    // Stamps of one source in their order and the instants they resolve to, with the offset they are shown in.
    [Theory]
    [InlineData("Nov 20 10:00:00", "2026-11-20T10:00:00+00:00")]
    [InlineData("Nov 21 10:00:00", "2026-11-21T10:00:00+00:00")] // a clock a bit ahead
    [InlineData("Nov 22 10:00:00", "2025-11-22T10:00:00+00:00")]
    [InlineData("Dec 31 23:59:59;Jan  1 00:00:00", "2025-12-31T23:59:59+00:00;2026-01-01T00:00:00+00:00")]
    [InlineData("Jan  1 00:00:01;Dec 31 23:59:59;Jan  1 00:00:02", "2026-01-01T00:00:01+00:00;2025-12-31T23:59:59+00:00;2026-01-01T00:00:02+00:00")]
    [InlineData("Mar 10 10:00:00;Mar  4 10:00:00;Mar 10 10:00:01", "2026-03-10T10:00:00+00:00;2026-03-04T10:00:00+00:00;2026-03-10T10:00:01+00:00")]
    [InlineData("Feb 29 10:00:00", "2024-02-29T10:00:00+00:00")]
    [InlineData("Feb 29 10:00:00;Mar  1 00:00:00;Feb 28 10:00:00", "2024-02-29T10:00:00+00:00;2024-03-01T00:00:00+00:00;2024-02-28T10:00:00+00:00")]
    [InlineData("Nov 10 10:00:00;Nov  1 10:00:00", "2026-11-10T10:00:00+00:00;2026-11-01T10:00:00+00:00")] // 2027 would be the future
    [InlineData("Nov 18 2019 10:00:00;Nov 18 10:00:01;Jan  1 10:00:00", "2019-11-18T10:00:00+00:00;2019-11-18T10:00:01+00:00;2020-01-01T10:00:00+00:00")]
    [InlineData("2019-12-31T23:00:00-02:00;Jan  1 01:00:00", "2019-12-31T23:00:00-02:00;2020-01-01T01:00:00-02:00")]
    public void Clock_and_neighbours(string stamps, string expected) => Check(null, null, null, stamps, expected);

    [Theory]
    [InlineData(2020, "Dec 31 10:00:00;Jan  1 10:00:00;Dec 31 11:00:00", "2020-12-31T10:00:00+00:00;2021-01-01T10:00:00+00:00;2020-12-31T11:00:00+00:00")]
    [InlineData(2030, "Nov 10 10:00:00;Nov  1 10:00:00", "2030-11-10T10:00:00+00:00;2031-11-01T10:00:00+00:00")] // the caller may know of the future
    [InlineData(2024, "Feb 29 10:00:00", "2024-02-29T10:00:00+00:00")]
    [InlineData(2025, "Feb 29 10:00:00", "2024-02-29T10:00:00+00:00")]
    [InlineData(2027, "Feb 29 10:00:00", "2028-02-29T10:00:00+00:00")]
    [InlineData(2020, "Nov 18 2019 10:00:00;Nov 19 10:00:00", "2019-11-18T10:00:00+00:00;2019-11-19T10:00:00+00:00")]
    [InlineData(0, "Nov 18 10:00:00", "2026-11-18T10:00:00+00:00")]
    public void The_callers_year_is_the_first_stamps(int year, string stamps, string expected) => Check(year, null, null, stamps, expected);

    [Theory]
    [InlineData("2023-01-05T00:00:00Z", "Dec 30 10:00:00;Jan  4 10:00:00", "2022-12-30T10:00:00+00:00;2023-01-04T10:00:00+00:00")]
    [InlineData("2023-12-31T23:00:00Z", "Jan  1 10:00:00", "2024-01-01T10:00:00+00:00")] // less than a day after
    [InlineData("2023-12-31T09:00:00Z", "Jan  1 10:00:00", "2023-01-01T10:00:00+00:00")]
    [InlineData("1970-01-01T00:00:00Z", "Nov 18 10:00:00", "2026-11-18T10:00:00+00:00")] // lost meta data
    public void Last_write(string lastWrite, string stamps, string expected) => Check(null, null, lastWrite, stamps, expected);

    [Fact]
    public void An_id_decides_before_file_time_and_clock()
    {
        TimeResolver resolver = Resolver(null, null, "2026-01-05T00:00:00Z");
        Assert.True(resolver.NeedsYear);
        resolver.Anchor(Unix("2021-11-18T09:00:00Z"));
        Assert.False(resolver.NeedsYear);
        Assert.Equal("2021-11-18T10:00:00+00:00", Resolve(resolver, "Nov 18 10:00:00"));
        Assert.Equal("2022-01-02T10:00:00+00:00", Resolve(resolver, "Jan  2 10:00:00"));
    }

    [Theory]
    [InlineData("2021-11-16T09:00:00Z")] // two days apart: the id of a mail that was queued for long
    [InlineData("1989-11-18T10:00:00Z")]
    [InlineData("2027-11-18T10:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59Z")]
    public void A_nonsense_id_is_ignored(string id)
    {
        TimeResolver resolver = Resolver(null, null, null);
        resolver.Anchor(Unix(id));
        Assert.Equal("2026-11-18T10:00:00+00:00", Resolve(resolver, "Nov 18 10:00:00"));
        resolver.Anchor(long.MaxValue);
        resolver.Anchor(long.MinValue);
        Assert.Equal("2026-11-18T10:00:01+00:00", Resolve(resolver, "Nov 18 10:00:01"));
    }

    [Fact]
    public void An_id_corrects_a_guess_but_takes_back_no_certain_year()
    {
        TimeResolver resolver = Resolver(null, null, null);
        Assert.Equal("2026-11-18T10:00:00+00:00", Resolve(resolver, "Nov 18 10:00:00"));
        resolver.Anchor(Unix("2024-11-18T10:00:00Z"));
        Assert.Equal("2024-11-18T10:00:01+00:00", Resolve(resolver, "Nov 18 10:00:01"));
        resolver.Anchor(Unix("2023-11-18T10:00:00Z"));
        Assert.Equal("2024-11-18T10:00:02+00:00", Resolve(resolver, "Nov 18 10:00:02"));
        resolver.Anchor(Unix("2025-11-18T10:00:00Z"));
        Assert.Equal("2025-11-18T10:00:03+00:00", Resolve(resolver, "Nov 18 10:00:03"));
        Assert.Equal("2025-11-18T10:00:04+00:00", Resolve(resolver, "Nov 18 10:00:04"));
    }

    [Fact]
    public void The_callers_year_stands_above_ids()
    {
        TimeResolver resolver = Resolver(2020, null, null);
        Assert.False(resolver.NeedsYear);
        resolver.Anchor(Unix("2024-11-18T10:00:00Z"));
        Assert.Equal("2020-11-18T10:00:01+00:00", Resolve(resolver, "Nov 18 10:00:01"));
    }

    [Fact]
    public void An_id_further_ahead_decides_with_the_stamp_of_its_line()
    {
        TimeResolver resolver = Resolver(null, null, null);
        Assert.False(resolver.TryAnchor(Stamp("Jan 20 10:00:00"), Unix("2022-01-10T10:00:00Z")));
        Assert.False(resolver.TryAnchor(default, Unix("2022-01-10T10:00:00Z")));
        Assert.True(resolver.TryAnchor(Stamp("Jan 20 10:00:00"), Unix("2022-01-20T09:00:00Z")));
        Assert.True(resolver.TryAnchor(Stamp("Jan 20 10:00:00"), Unix("2024-01-20T09:00:00Z")));
        Assert.False(resolver.NeedsYear);
        Assert.Equal("2021-12-30T10:00:00+00:00", Resolve(resolver, "Dec 30 10:00:00"));
        Assert.Equal("2022-01-20T10:00:00+00:00", Resolve(resolver, "Jan 20 10:00:00"));
    }

    [Theory]
    [InlineData("Mar 29 01:59:59;Mar 29 03:00:00", "2026-03-29T01:59:59+01:00;2026-03-29T03:00:00+02:00")]
    [InlineData("Mar 29 02:30:00", "2026-03-29T02:30:00+01:00")] // left out by the clock
    [InlineData("Oct 25 01:59:59;Oct 25 02:00:00;Oct 25 02:59:59;Oct 25 02:00:01;Oct 25 02:30:00;Oct 25 03:00:00", "2026-10-25T01:59:59+02:00;2026-10-25T02:00:00+02:00;2026-10-25T02:59:59+02:00;2026-10-25T02:00:01+01:00;2026-10-25T02:30:00+01:00;2026-10-25T03:00:00+01:00")]
    [InlineData("Oct 25 02:30:05;Oct 25 02:30:03;Oct 25 02:31:00", "2026-10-25T02:30:05+02:00;2026-10-25T02:30:03+02:00;2026-10-25T02:31:00+02:00")] // reordered lines
    [InlineData("Oct 25 02:50:00;Oct 25 02:20:00;Oct 25 02:18:00", "2026-10-25T02:50:00+02:00;2026-10-25T02:20:00+01:00;2026-10-25T02:18:00+01:00")]
    [InlineData("2026-07-01T10:00:00Z;Jul  1 10:00:00", "2026-07-01T10:00:00+00:00;2026-07-01T10:00:00+02:00")] // the caller's zone before other stamps
    public void Daylight_saving_time(string stamps, string expected) => Check(null, FixedClock.Vienna, null, stamps, expected);

    [Fact]
    public void The_zone_is_the_callers_else_the_other_stamps_else_the_machines()
    {
        var resolver = new TimeResolver(null, null, null, new FixedClock(Now, FixedClock.Vienna));
        Assert.Equal("2026-07-01T10:00:00+02:00", Resolve(resolver, "Jul  1 10:00:00"));
        Assert.Equal("2026-07-01T10:00:00-05:00", Resolve(resolver, "2026-07-01T10:00:00-05:00"));
        Assert.Equal("2026-07-01T10:00:01-05:00", Resolve(resolver, "Jul  1 10:00:01"));
    }

    [Fact]
    public void A_missing_stamp_is_the_last_known_instant()
    {
        Assert.Equal("2026-11-20T12:00:00+00:00", Resolve(Resolver(null, null, null), default(Stamp)));
        TimeResolver resolver = Resolver(null, FixedClock.Vienna, "2023-07-05T00:00:00Z");
        Assert.Equal("2023-07-05T02:00:00+02:00", Resolve(resolver, default(Stamp)));
        Assert.Equal("2022-11-18T10:00:00+01:00", Resolve(resolver, "Nov 18 10:00:00"));
        Assert.Equal("2022-11-18T10:00:00+01:00", Resolve(resolver, default(Stamp)));
    }

    [Fact]
    public void The_ends_of_the_calendar_are_no_trap()
    {
        string[] stamps = ["0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00", "9999-12-31T23:59:59-14:00", "9999-12-31T23:59:59", "Jan  1 00:00:00", "Feb 29 00:00:00", "Dec 31 23:59:59"];
        var random = new Random(1);
        for (int n = 0; n < 2_000; n++)
        {
            string? lastWrite = random.Next(3) switch { 0 => "0001-01-01T00:00:00Z", 1 => "9999-12-31T23:59:59Z", _ => null };
            int? year = random.Next(4) switch { 0 => 1, 1 => 9999, 2 => random.Next(-5, 10_005), _ => null };
            var zones = TimeZoneInfo.GetSystemTimeZones();
            var resolver = new TimeResolver(year, zones[random.Next(zones.Count)], lastWrite is null ? null : Time(lastWrite), new FixedClock(n % 2 == 0 ? Now : "9999-12-31T23:59:59Z"));
            for (int i = 0; i < 6; i++)
                Resolve(resolver, stamps[random.Next(stamps.Length)]);
        }
    }

    [Fact]
    public void A_year_of_lines_goes_on_without_a_step_back()
    {
        TimeResolver resolver = Resolver(2024, null, null);
        var civil = new DateTime(2024, 2, 1, 0, 0, 0);
        for (int n = 0; n < 5_000; n++, civil = civil.AddHours(7))
        {
            string stamp = civil.ToString("MMM d HH:mm:ss", CultureInfo.InvariantCulture);
            Assert.Equal(civil.ToString("s") + "+00:00", Resolve(resolver, stamp));
        }
    }

    private static void Check(int? year, TimeZoneInfo? zone, string? lastWrite, string stamps, string expected)
    {
        TimeResolver resolver = Resolver(year, zone, lastWrite);
        Assert.Equal(expected, string.Join(";", stamps.Split(';').Select(s => Resolve(resolver, s))));
    }

    private static TimeResolver Resolver(int? year, TimeZoneInfo? zone, string? lastWrite) =>
        new(year, zone, lastWrite is null ? null : Time(lastWrite), new FixedClock(Now));

    private static string Resolve(TimeResolver resolver, string stamp) => Resolve(resolver, Stamp(stamp));

    private static string Resolve(TimeResolver resolver, Stamp stamp)
    {
        resolver.Resolve(stamp, out long utc, out short offset);
        return new DateTimeOffset(utc, TimeSpan.Zero).ToOffset(TimeSpan.FromMinutes(offset)).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
    }

    private static Stamp Stamp(string text)
    {
        HeaderCache cache = default;
        Assert.True(SyslogHeader.TryParse(Encoding.UTF8.GetBytes(text + " mx1 a[1]: x"), ref cache, out LineHeader header), text);
        return header.Stamp;
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static long Unix(string text) => Time(text).ToUnixTimeSeconds();
}
