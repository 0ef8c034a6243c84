using Xunit;

namespace MailLog.Parsing.Tests;

public class Iso8601HeaderTests
{
    [Theory]
    [InlineData("2026-11-20T06:58:23.650085+00:00", "2026-11-20 06:58:23.6500850/6Z")]
    [InlineData("2026-11-20T06:58:23.650085+01:00", "2026-11-20 06:58:23.6500850/6+60")]
    [InlineData("2026-11-20T06:58:23-05:30", "2026-11-20 06:58:23-330")]
    [InlineData("2026-11-20T06:58:23+0545", "2026-11-20 06:58:23+345")]
    [InlineData("2026-11-20T06:58:23+14", "2026-11-20 06:58:23+840")]
    [InlineData("2026-11-20t06:58:23z", "2026-11-20 06:58:23Z")]
    [InlineData("2026-11-20 06:58:23Z", "2026-11-20 06:58:23Z")]
    [InlineData("2026-11-20_06:58:23Z", "2026-11-20 06:58:23Z")]
    [InlineData("2026-11-20T06:58:23", "2026-11-20 06:58:23")]
    [InlineData("2026-11-20T06:58:23,5", "2026-11-20 06:58:23.5000000/1")]
    [InlineData("2026-11-20T06:58:23.1234567Z", "2026-11-20 06:58:23.1234567/7Z")]
    [InlineData("2026-11-20T06:58:23.123456789Z", "2026-11-20 06:58:23.1234567/9Z")]
    [InlineData("2026-11-20T06:58:23.123456789123Z", "2026-11-20 06:58:23.1234567/9Z")]
    [InlineData("2024-02-29T23:59:60.5Z", "2024-02-29 23:59:59.9999999/1Z")]
    [InlineData("0001-01-01T00:00:00Z", "0001-01-01 00:00:00Z")]
    [InlineData("9999-12-31T23:59:60Z", "9999-12-31 23:59:59Z")]
    public void Stamp_forms(string stamp, string expected)
    {
        Assert.Equal($"Iso8601|{expected}|mx1|a|1|x", HeaderText.Of(stamp + " mx1 a[1]: x"));
        Assert.Equal($"Iso8601|{expected}|mx1|a|1|x", HeaderText.Of("<22>" + stamp + " mx1 a[1]: x"));
        Assert.Equal($"Iso8601|{expected}|||-1|", HeaderText.Of(stamp));
    }

    [Theory]
    [InlineData("2026-02-29T10:00:00Z")]
    [InlineData("2026-13-01T10:00:00Z")]
    [InlineData("2026-00-01T10:00:00Z")]
    [InlineData("2026-01-00T10:00:00Z")]
    [InlineData("0000-01-01T10:00:00Z")]
    [InlineData("2026-01-01T24:00:00Z")]
    [InlineData("2026-01-01T10:60:00Z")]
    [InlineData("2026-01-01T10:00:61Z")]
    [InlineData("2026-01-01T10:00Z")]
    [InlineData("2026-01-01X10:00:00Z")]
    [InlineData("2026-01-01T10:00:00.Z")]
    [InlineData("2026-01-01T10:00:00X")]
    [InlineData("2026-01-01T10:00:00Zx")]
    [InlineData("2026-01-01T10:00:00+1")]
    [InlineData("2026-01-01T10:00:00+01:")]
    [InlineData("2026-01-01T10:00:00+01:60")]
    [InlineData("2026-01-01T10:00:00+14:01")]
    [InlineData("2026-01-01T10:00:00+01:000")]
    [InlineData("20260101T100000Z")]
    public void Not_a_header(string stamp) => Assert.Equal("none", HeaderText.Of(stamp + " mx1 a[1]: x"));

    [Theory]
    [InlineData("2026-11-20_06:18:51.31400 new msg 1", "2026-11-20 06:18:51.3140000/5UTC|||-1|new msg 1")]
    [InlineData("2026-11-20T06:18:48.97702 new msg 1", "2026-11-20 06:18:48.9770200/5UTC|||-1|new msg 1")]
    [InlineData("2026-11-20T06:18:48.97702 tcpserver: status: 0/20", "2026-11-20 06:18:48.9770200/5UTC||tcpserver|-1|status: 0/20")]
    [InlineData("2026-11-20T06:18:48.97702 mx1 a[1]: x", "2026-11-20 06:18:48.9770200/5|mx1|a|1|x")]
    [InlineData("2026-11-20T06:18:48.9770 new msg 1", "2026-11-20 06:18:48.9770000/4|||-1|new msg 1")]
    [InlineData("2026-11-20t06:18:48.97702 new msg 1", "2026-11-20 06:18:48.9770200/5|||-1|new msg 1")]
    [InlineData("2026-11-20 06:18:48.97702 new msg 1", "2026-11-20 06:18:48.9770200/5|||-1|new msg 1")]
    [InlineData("2026-11-20 06:18:48.976621500 starting delivery 1: msg 2 to local a@b", "2026-11-20 06:18:48.9766215/9|||-1|starting delivery 1: msg 2 to local a@b")]
    [InlineData("2026-11-20_06:18:51 info msg 1: bytes 2 from <a: b>", "2026-11-20 06:18:51UTC|||-1|info msg 1: bytes 2 from <a: b>")]
    [InlineData("2026-11-20_06:18:51 simscan:[7]:CLEAN (0.1/5.0):x: y", "2026-11-20 06:18:51UTC||simscan|-1|[7]:CLEAN (0.1/5.0):x: y")]
    [InlineData("2026-11-20_06:18:51 qmail-smtpd[4424]: New session", "2026-11-20 06:18:51UTC||qmail-smtpd|4424|New session")]
    [InlineData("2026-11-20T06:18:51 2001:db8::1 a[1]: x", "2026-11-20 06:18:51|2001:db8::1|a|1|x")]
    [InlineData("2026-11-20T06:18:51 mx1[7] a: x", "2026-11-20 06:18:51|mx1[7]|a|-1|x")]
    [InlineData("2026-11-20 07:18:48.983117087  new msg 1", "2026-11-20 07:18:48.9831170/9|||-1|new msg 1")]
    [InlineData("2026-11-20T07:18:48Z mx1 new msg", "2026-11-20 07:18:48Z|mx1||-1|new msg")]
    public void Without_offset_and_tag_there_is_no_host(string line, string expected) => Assert.Equal("Iso8601|" + expected, HeaderText.Of(line));

    [Fact]
    public void The_cache_tells_stamps_apart()
    {
        HeaderCache cache = default;
        foreach (string stamp in (string[])["2026-11-20T06:58:23Z", "2026-11-20T06:58:24.5+01:00", "2026-11-20T06:59:24", "2026-11-20T06:58x23", "2026-11-21T06:59:24", "2026-11-20T06:58:23Z"])
        {
            string line = stamp + " mx1 a[1]: x";
            Assert.Equal(HeaderText.Of(line), HeaderText.Of(line, ref cache));
        }
    }
}
