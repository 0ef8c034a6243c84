using Xunit;

namespace MailLog.Parsing.Tests;

public class Rfc3164HeaderTests
{
    [Theory]
    [InlineData("Nov 18 10:00:00 mx1 postfix/smtpd[123]: connect from a", "?-11-18 10:00:00|mx1|postfix/smtpd|123|connect from a")]
    [InlineData("<22>Nov 18 10:00:00 mx1 postfix/smtpd[123]: x", "?-11-18 10:00:00|mx1|postfix/smtpd|123|x")]
    [InlineData("<0>Nov 18 10:00:00 mx1 a: x", "?-11-18 10:00:00|mx1|a|-1|x")]
    [InlineData("<191>Nov 18 10:00:00 mx1 a: x", "?-11-18 10:00:00|mx1|a|-1|x")]
    [InlineData("Nov  1 10:00:00 mx1 a[1]: x", "?-11-01 10:00:00|mx1|a|1|x")]
    [InlineData("Nov 1 10:00:00 mx1 a[1]: x", "?-11-01 10:00:00|mx1|a|1|x")]
    [InlineData("Nov 01 10:00:00 mx1 a[1]: x", "?-11-01 10:00:00|mx1|a|1|x")]
    [InlineData("Nov   1   10:00:00   mx1   a[1]: x", "?-11-01 10:00:00|mx1|a|1|x")]
    [InlineData("NOV 18 10:00:00 mx1 a[1]: x", "?-11-18 10:00:00|mx1|a|1|x")]
    [InlineData("feb 29 23:59:59 mx1 a[1]: x", "?-02-29 23:59:59|mx1|a|1|x")]
    [InlineData("Jun 30 23:59:60 mx1 a[1]: x", "?-06-30 23:59:59|mx1|a|1|x")]
    [InlineData("Nov 18 10:00:00.123 mx1 a[1]: x", "?-11-18 10:00:00.1230000/3|mx1|a|1|x")]
    [InlineData("Nov 18 2026 10:00:00 mx1 a[1]: x", "2026-11-18 10:00:00|mx1|a|1|x")]
    [InlineData("Nov 18 2026 10:00:00 2026 a[1]: x", "2026-11-18 10:00:00|2026|a|1|x")]
    public void Stamp_forms(string line, string expected) => Assert.Equal("Rfc3164|" + expected, HeaderText.Of(line));

    [Theory]
    [InlineData("Nov 18 10:00:00 2026 mx1 a[1]: x", "2026-11-18 10:00:00|mx1|a|1|x")]
    [InlineData("Nov 18 10:00:00.5 2026 mx1 a: x", "2026-11-18 10:00:00.5000000/1|mx1|a|-1|x")]
    [InlineData("Nov 18 10:00:00 2026 a[1]: x", "?-11-18 10:00:00|2026|a|1|x")]
    [InlineData("Nov 18 10:00:00 2026 last message repeated 3 times", "?-11-18 10:00:00|2026||-1|last message repeated 3 times")]
    [InlineData("Nov 18 10:00:00 2026 x", "?-11-18 10:00:00|2026||-1|x")]
    [InlineData("Nov 18 10:00:00 2026", "?-11-18 10:00:00|2026||-1|")]
    [InlineData("Nov 18 10:00:00 20261 mx1 a[1]: x", "?-11-18 10:00:00|20261||-1|mx1 a[1]: x")]
    [InlineData("Feb 29 10:00:00 2023 mx1 a[1]: x", "?-02-29 10:00:00|2023||-1|mx1 a[1]: x")]
    [InlineData("Feb 29 10:00:00 2024 mx1 a[1]: x", "2024-02-29 10:00:00|mx1|a|1|x")]
    public void Four_digits_behind_the_time_are_a_year_only_before_host_and_tag(string line, string expected) =>
        Assert.Equal("Rfc3164|" + expected, HeaderText.Of(line));

    [Theory]
    [InlineData("mx1.example.com postfix: x", "mx1.example.com|postfix|-1|x")]
    [InlineData("192.0.2.1 a[1]: x", "192.0.2.1|a|1|x")]
    [InlineData("2001:db8::1 a[1]: x", "2001:db8::1|a|1|x")]
    [InlineData("2001:db8:: a[1]: x", "2001:db8::|a|1|x")]
    [InlineData("postfix/smtpd[1]: x y: z", "|postfix/smtpd|1|x y: z")]
    [InlineData("postfix/smtpd: x", "|postfix/smtpd|-1|x")]
    [InlineData("mx1 postfix-in/smtps/smtpd[99999]: x", "mx1|postfix-in/smtps/smtpd|99999|x")]
    [InlineData("mx1 a.b_c-(d)[7]: x", "mx1|a.b_c-(d)|7|x")]
    [InlineData("mx1 a[1] x", "mx1|a|1|x")]
    [InlineData("mx1 a[1]:x", "mx1|a|1|x")]
    [InlineData("mx1 a[1]:", "mx1|a|1|")]
    [InlineData("mx1 a[1]", "mx1|a|1|")]
    [InlineData("mx1 a[1]:  x", "mx1|a|1| x")]
    [InlineData("mx1 a:x: y", "mx1|a|-1|x: y")]
    [InlineData("mx1 a[2147483647]: x", "mx1|a|2147483647|x")]
    [InlineData("mx1 a[2147483648]: x", "mx1|a|-1|x")]
    [InlineData("mx1 a[99999999999999999999999]: x", "mx1|a|-1|x")]
    [InlineData("mx1 foo[bar]: x", "mx1|foo[bar]|-1|x")]
    [InlineData("mx1 foo[b:r]: x", "mx1|foo[b:r]|-1|x")]
    [InlineData("mx1 foo[bar][5]: x", "mx1|foo[bar]|5|x")]
    [InlineData("mx1 foo[]: x", "mx1|foo[]|-1|x")]
    [InlineData("mx1 foo[5]bar: x", "mx1|foo[5]bar|-1|x")]
    [InlineData("mx1 foo[5: x", "mx1|foo[5|-1|x")]
    [InlineData("mx1 foo[bar] x", "mx1||-1|foo[bar] x")]
    [InlineData("mx1 last message repeated 3 times", "mx1||-1|last message repeated 3 times")]
    [InlineData("mx1 -- MARK --", "mx1||-1|-- MARK --")]
    [InlineData("mx1 --MARK--", "mx1||-1|--MARK--")]
    [InlineData("mx1 : x", "mx1||-1|: x")]
    [InlineData("mx1 [1]: x", "mx1||-1|[1]: x")]
    [InlineData("mx1  x y", "mx1||-1|x y")]
    [InlineData("mx1", "mx1||-1|")]
    [InlineData("", "||-1|")]
    [InlineData("mx1 a[1]: x\ry", "mx1|a|1|x\ry")]
    [InlineData("mx1 a[1]: \0 ü", "mx1|a|1|\0 ü")]
    public void Host_and_tag(string rest, string expected)
    {
        Assert.Equal("Rfc3164|?-11-18 10:00:00|" + expected, HeaderText.Of("Nov 18 10:00:00 " + rest));
        Assert.Equal("Iso8601|2026-11-18 10:00:00Z|" + expected, HeaderText.Of("2026-11-18T10:00:00Z " + rest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("N")]
    [InlineData("Nov")]
    [InlineData("Nov 18")]
    [InlineData("Nov 18 10:00")]
    [InlineData("Nov 18 10:00: mx1 a: x")]
    [InlineData("Nov 31 10:00:00 mx1 a: x")]
    [InlineData("Feb 30 10:00:00 mx1 a: x")]
    [InlineData("Feb 29 2023 10:00:00 mx1 a: x")]
    [InlineData("Nov 0 10:00:00 mx1 a: x")]
    [InlineData("Nov 111 10:00:00 mx1 a: x")]
    [InlineData("Nov 18 24:00:00 mx1 a: x")]
    [InlineData("Nov 18 10:60:00 mx1 a: x")]
    [InlineData("Nov 18 10:00:61 mx1 a: x")]
    [InlineData("Nov 18 10:00:00. mx1 a: x")]
    [InlineData("Nov 18 10:00:00x mx1 a: x")]
    [InlineData("Nov 18 10-00-00 mx1 a: x")]
    [InlineData("Nov18 10:00:00 mx1 a: x")]
    [InlineData("November 18 10:00:00 mx1 a: x")]
    [InlineData("Nox 18 10:00:00 mx1 a: x")]
    [InlineData("<192>Nov 18 10:00:00 mx1 a: x")]
    [InlineData("<1234>Nov 18 10:00:00 mx1 a: x")]
    [InlineData("<>Nov 18 10:00:00 mx1 a: x")]
    [InlineData("<22 Nov 18 10:00:00 mx1 a: x")]
    [InlineData("<22>")]
    [InlineData("<22>\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")]
    public void Not_a_header(string line) => Assert.Equal("none", HeaderText.Of(line));

    [Fact]
    public void The_cache_tells_stamps_apart()
    {
        HeaderCache cache = default;
        foreach (string stamp in (string[])["Nov 18 10:00:00", "Nov 18 10:00:01", "Nov 1 10:00:01", "Nov 1 10:00:01.5", "Nov 1 10:00:01", "Nov 1 10:00:011", "Nov  1 2026 10:00:01", "Nov 18 10:00:00"])
        {
            string line = stamp + " mx1 a[1]: x";
            Assert.Equal(HeaderText.Of(line), HeaderText.Of(line, ref cache));
        }
    }
}
