using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests;

public class SploggerTextTests
{
    // Of a header without offset, splogger's stamp is all that is known; of one with an offset, that stays.
    [Theory]
    [InlineData("Nov 20 06:29:32 vm smtpd: ", "Rfc3164|2026-11-20 06:29:32.3826970/6UTC|vm|")]
    [InlineData("<22>Nov 20 06:29:32 vm smtpd: ", "Rfc3164|2026-11-20 06:29:32.3826970/6UTC|vm|")]
    [InlineData("Nov 20 2026 06:29:32 vm smtpd: ", "Rfc3164|2026-11-20 06:29:32.3826970/6UTC|vm|")]
    [InlineData("2026-11-20T06:29:32.382718+00:00 vm smtpd: ", "Iso8601|2026-11-20 06:29:32.3826970/6Z|vm|")]
    [InlineData("2026-11-20T07:29:32.382718+01:00 vm smtpd: ", "Iso8601|2026-11-20 07:29:32.3826970/6+60|vm|")]
    [InlineData("2026-11-20T01:29:32-05:00 smtpd: ", "Iso8601|2026-11-20 01:29:32.3826970/6-300||")]
    [InlineData("2026-11-20 06:29:32 vm smtpd: ", "Iso8601|2026-11-20 06:29:32.3826970/6UTC|vm|")]
    [InlineData("2026-11-20_06:29:32.38272 smtpd: ", "Iso8601|2026-11-20 06:29:32.3826970/6UTC||")]
    [InlineData("<22>1 2026-11-20T06:29:32.382718+00:00 vm smtpd - - -  ", "Rfc5424|2026-11-20 06:29:32.3826970/6Z|vm|")]
    [InlineData("<22>1 - vm smtpd - - - ", "Rfc5424|2026-11-20 06:29:32.3826970/6UTC|vm|")]
    [InlineData("<22>1 2026-11-20T06:29:32 vm smtpd - - - ", "Rfc5424|2026-11-20 06:29:32.3826970/6UTC|vm|")]
    public void The_stamp_of_splogger_takes_the_place_of_syslogs(string syslog, string expected)
    {
        Assert.Equal(expected + "tcpserver|-1|status: 1/40", HeaderText.Of(syslog + "1795156172.382697 tcpserver: status: 1/40"));
        Assert.Equal(expected + "qmail-smtpd|4424|x", HeaderText.Of(syslog + "1795156172.382697 qmail-smtpd[4424]: x"));
        Assert.Equal(expected + "smtpd|-1|status: 1/40", HeaderText.Of(syslog + "1795156172.382697 status: 1/40"));
        Assert.Equal(expected + "smtpd|-1|no tag: x", HeaderText.Of(syslog + "1795156172.382697 no tag: x"));
        Assert.Equal(expected + "smtpd|-1|", HeaderText.Of(syslog + "1795156172.382697 "));
        Assert.Equal(expected + "smtpd|-1|tcpserver: x", HeaderText.Of(syslog + "1795156172.382697+tcpserver: x"));
        Assert.Equal(expected + "smtpd|-1|", HeaderText.Of(syslog + "1795156172.382697+"));
    }

    [Theory]
    [InlineData("1795156172.382697")]
    [InlineData("1795156172.382697: x")]
    [InlineData("1795156172.38269 x")]
    [InlineData("1795156172.3826977 x")]
    [InlineData("1795156172.382697-x")]
    [InlineData("179515617.382697 x")]
    [InlineData("1795156172,382697 x")]
    [InlineData("1795156172 x")]
    [InlineData("253402300800.000000 x")]
    [InlineData("17951561721234.000000 x")]
    [InlineData("x 1795156172.382697 x")]
    [InlineData(" 1795156172.382697 x")]
    public void Other_text_is_left_alone(string text)
    {
        Assert.Equal("Rfc3164|?-11-20 06:29:32|vm|smtpd|-1|" + text, HeaderText.Of("Nov 20 06:29:32 vm smtpd: " + text));
    }

    [Theory]
    [InlineData("Nov 20 06:29:32 vm smtpd[7]: 1795156172.382697 x", HeaderFlags.Splogger | HeaderFlags.Bare)]
    [InlineData("Nov 20 06:29:32 vm smtpd[7]: 1795156172.382697 a: x", HeaderFlags.Splogger)]
    [InlineData("Nov 20 06:29:32 vm smtpd[7]: 1795156172.382697+a: x", HeaderFlags.Splogger | HeaderFlags.Continuation)]
    [InlineData("@400000006affe6523a360fbc 1795156172.382697 a: x", HeaderFlags.Bare)]
    [InlineData("2026-11-20 06:29:32 1795156172.382697 a: x", HeaderFlags.None)]
    [InlineData("1795156172.382697 1795156172.382697 a: x", HeaderFlags.Bare)]
    public void What_is_known_of_a_line(string line, object expected)
    {
        HeaderCache cache = default;
        Assert.True(SyslogHeader.TryParse(Encoding.UTF8.GetBytes(line), ref cache, out LineHeader header));
        Assert.Equal(expected, header.Flags);
        Assert.Equal(header.IsSplogger && header.ProgramLength == 5 ? 7 : -1, header.ProcessId);
    }

    [Theory]
    [InlineData("0001-01-01T00:00:00+14:00")]
    [InlineData("9999-12-31T23:59:59-14:00")]
    public void The_ends_of_the_calendar_are_no_trap(string stamp)
    {
        Assert.Contains("|vm|a|-1|x", HeaderText.Of(stamp + " vm smtpd: 253402300799.999999 a: x"), StringComparison.Ordinal);
        Assert.Contains("|vm|a|-1|x", HeaderText.Of(stamp + " vm smtpd: 0000000000.000000 a: x"), StringComparison.Ordinal);
    }
}
