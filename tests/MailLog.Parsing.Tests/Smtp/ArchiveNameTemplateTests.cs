using FsCheck;
using FsCheck.Fluent;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

public class ArchiveNameTemplateTests
{
    private static readonly DateTimeOffset Time = new DateTimeOffset(2026, 11, 20, 6, 15, 38, TimeSpan.Zero).AddTicks(4_224_610);

    [Theory]
    [InlineData("A-%F-%T.%%07d.arc", "A-2026-11-20-06:15:38.0422461.arc")]
    [InlineData("%Y/%m/%d/A-%T.%%06d", "2026/11/20/A-06:15:38.422461")]
    [InlineData("%D/%H%M%S-%%d.x", "11/20/26/061538-422461.x")]
    [InlineData("%C%y%m%e %R:%S %%9d", "20261120 06:15:38    422461")]
    [InlineData("%Y-%j-%T_%%07d%%%%%%%%", "2026-324-06:15:38_0422461%%")]
    [InlineData("%s.%%07d", "1795155338.0422461")]
    [InlineData("%b%d%Y%T%%07d", "Nov20202606:15:380422461")]
    public void A_name_and_its_time_are_made_of_each_other(string template, string name)
    {
        var names = new ArchiveNameTemplate(template, TimeZoneInfo.Utc);

        Assert.Equal(name, names.GetName(Time));
        Assert.True(names.TryGetTime("/srv/archive/2026/" + name, out DateTimeOffset time));
        Assert.Equal(Time, time);
        Assert.True(names.TryGetTime(name, out _));
    }

    [Theory]
    [InlineData("")]
    [InlineData("A-2026-11-20-06:15:38.0422461.arc.gz")]
    [InlineData("xA-2026-11-20-06:15:38.0422461.arc")]
    [InlineData("A-2026-02-30-06:15:38.0422461.arc")]
    [InlineData("A-2026-11-20-24:15:38.0422461.arc")]
    [InlineData("A-2026-11-20-06:15:38.4224610.arc")]
    [InlineData("A-2026-11-20-06:15:38.422461.arc")]
    [InlineData("A-2026-11-20-06:15:3")]
    public void A_name_that_does_not_fit_has_no_time(string name)
    {
        Assert.False(new ArchiveNameTemplate("A-%F-%T.%%07d.arc", TimeZoneInfo.Utc).TryGetTime(name, out _));
    }

    [Fact]
    public void Parts_that_contradict_each_other_do_not_fit()
    {
        var names = new ArchiveNameTemplate("%Y/%m/%F-%T", TimeZoneInfo.Utc);

        Assert.True(names.TryGetTime("2026/11/2026-11-20-06:15:38", out _));
        Assert.False(names.TryGetTime("2025/11/2026-11-20-06:15:38", out _));
        Assert.False(names.TryGetTime("2026-11-20-06:15:38", out _));
    }

    [Theory]
    [InlineData("archive")]
    [InlineData("%F-%H:%M")]
    [InlineData("%T")]
    [InlineData("%Y/%M/%D/%T %Q")]
    [InlineData("%F-%T.%07d")]
    [InlineData("%F-%T.%%07x")]
    [InlineData("%")]
    [InlineData("%F-%T%%")]
    public void A_template_that_tells_no_time_is_refused(string template)
    {
        Assert.Throws<ArgumentException>(() => new ArchiveNameTemplate(template, TimeZoneInfo.Utc));
    }

    [Fact]
    public void Names_are_in_the_proxys_zone()
    {
        var names = new ArchiveNameTemplate("%F-%T.%%07d", TimeZoneInfo.CreateCustomTimeZone("x", TimeSpan.FromHours(2), "x", "x"));

        Assert.Equal("2026-11-20-08:15:38.0422461", names.GetName(Time));
        Assert.True(names.TryGetTime("2026-11-20-08:15:38.0422461", out DateTimeOffset time));
        Assert.Equal((Time, TimeSpan.FromHours(2)), (time, time.Offset));
    }

    [Fact]
    public void Every_time_survives_and_no_name_throws()
    {
        ArchiveNameTemplate[] all = [.. new[] { "A-%F-%T.%%07d.arc", "%Y/%j/%H%M%S %%d", "%s %%7d", "%B %e %Y %T %%06d" }.Select(t => new ArchiveNameTemplate(t, TimeZoneInfo.Utc))];
        PropertyCheck.Run(Prop.ForAll(ArbMap.Default.ArbFor<int>(), ArbMap.Default.ArbFor<string>(), (seed, odd) =>
        {
            DateTimeOffset time = new DateTimeOffset(1970, 1, 1, 0, 0, 0, TimeSpan.Zero).AddSeconds((uint)seed * 7919L % 4_000_000_000).AddTicks((uint)seed * 7919L % 1_000_000 * 10);
            return all.All(t => t.TryGetTime(t.GetName(time), out DateTimeOffset read) && read == time && !t.TryGetTime(odd ?? "", out _) && !t.TryGetTime(t.GetName(time) + odd + "x", out _));
        }), 500);
    }
}
