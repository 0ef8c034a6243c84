using System.Globalization;
using Xunit;

namespace MailLog.Parsing.Tests;

public class LeapSecondsTests
{
    // TAI−UTC from the start of these days on (IERS Bulletin C).
    [Theory]
    [InlineData("0001-01-01", 10)]
    [InlineData("1970-01-01", 10)]
    [InlineData("1972-01-01", 10)]
    [InlineData("1972-07-01", 11)]
    [InlineData("1973-01-01", 12)]
    [InlineData("1979-12-31", 18)]
    [InlineData("1980-01-01", 19)]
    [InlineData("1985-07-01", 23)]
    [InlineData("1988-01-01", 24)]
    [InlineData("1999-01-01", 32)]
    [InlineData("2005-12-31", 32)]
    [InlineData("2006-01-01", 33)]
    [InlineData("2012-07-01", 35)]
    [InlineData("2015-07-01", 36)]
    [InlineData("2016-12-31", 36)]
    [InlineData("2017-01-01", 37)]
    [InlineData("9999-12-31", 37)]
    public void The_offset_of_a_day(string day, int expected)
    {
        long utc = DateTime.Parse(day, CultureInfo.InvariantCulture).Ticks;
        Assert.Equal(expected, LeapSeconds.At(utc + expected * TimeSpan.TicksPerSecond));
        Assert.Equal(utc, LeapSeconds.ToUtc(utc + expected * TimeSpan.TicksPerSecond));
    }

    [Fact]
    public void A_leap_second_is_the_last_tick_of_its_minute()
    {
        long newYear = new DateTime(2017, 1, 1).Ticks, second = TimeSpan.TicksPerSecond;
        Assert.Equal(newYear - second, LeapSeconds.ToUtc(newYear + 35 * second));
        Assert.Equal(newYear - 1, LeapSeconds.ToUtc(newYear + 36 * second));
        Assert.Equal(newYear - 1, LeapSeconds.ToUtc(newYear + 37 * second - 1));
        Assert.Equal(newYear, LeapSeconds.ToUtc(newYear + 37 * second));
    }

    [Fact]
    public void Time_never_goes_back()
    {
        long last = 0;
        for (long tai = new DateTime(1970, 1, 1).Ticks; tai < new DateTime(2030, 1, 1).Ticks; tai += 12 * TimeSpan.TicksPerHour - 7)
        {
            Assert.True(LeapSeconds.ToUtc(tai) > last);
            last = LeapSeconds.ToUtc(tai);
        }
    }
}
