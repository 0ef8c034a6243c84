using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests.Qpsmtpd;

/// <summary>Stamps as <c>tsformat</c> makes them.</summary>
public class StampTemplateTests
{
    [Theory]
    [InlineData("%a %b %d %T %Y", "Fri Nov 20 06:12:47 2026", "2026-11-20T06:12:47+00:00")]
    [InlineData("%a, %e %B %Y %T %z", "Fri,  2 November 2026 06:12:47 +0100", "2026-11-02T06:12:47+01:00")]
    [InlineData("%A %F %T %Z", "Friday 2026-11-20 06:12:47 CET", "2026-11-20T06:12:47+00:00")]
    [InlineData("%d/%h/%Y:%H:%M:%S %z", "20/Nov/2026:06:12:47 -0930", "2026-11-20T06:12:47-09:30")]
    [InlineData("%D %R", "11/20/26 06:12", "2026-11-20T06:12:00+00:00")]
    [InlineData("[%Y-%j %H:%M:%S]", "[2026-324 06:12:47]", "2026-11-20T06:12:47+00:00")]
    [InlineData("%s", "1795155167", "2026-11-20T06:12:47+00:00")]
    [InlineData("%y%m%d %H%M%S", "261120 061247", "2026-11-20T06:12:47+00:00")]
    [InlineData("100%% %F %T", "100% 2026-11-20 06:12:47", "2026-11-20T06:12:47+00:00")]
    [InlineData("%b %e %T", "Nov 20 06:12:47", "2026-11-20T06:12:47+00:00")]
    public void Stamps_of_a_format_are_read(string format, string stamp, string expected)
    {
        MailLogEvent read = Assert.Single(Read(format, stamp + " vm[28281]: dispatching QUIT\n"));
        Assert.Equal(("qpsmtpd.command", "vm", 28281, "dispatching QUIT"), (read.Line.Form, read.Line.Host.ToString(), read.Line.ProcessId, read.Line.Message.ToString()));
        Assert.Equal(expected, read.Line.Time.ToString("yyyy-MM-ddTHH:mm:sszzz", System.Globalization.CultureInfo.InvariantCulture));
    }

    [Theory]
    [InlineData("%Q %F %T")]
    [InlineData("%F")]
    [InlineData("%T")]
    [InlineData("")]
    [InlineData("now")]
    [InlineData("%F %T %")]
    public void A_format_that_tells_no_time_is_refused(string format) =>
        Assert.Throws<ArgumentException>(() => MailLogReader.Open(new MemoryStream(), new MailLogOptions { QpsmtpdStamp = format }));

    /// <summary>With a format the other ways of logging stay known: parts of a log can be older than the option.</summary>
    [Fact]
    public void Lines_that_are_not_written_so_are_read_as_without_a_format()
    {
        List<MailLogEvent> lines = Read("%d.%m.%Y %T",
            "20.11.2026 06:12:47 vm[1]: dispatching QUIT\nFri Nov 20 06:12:48 2026 vm[2]: dispatching QUIT\nNov 20 06:12:49 mx postfix/smtpd[3]: connect from a[192.0.2.1]\n"
            + "32.11.2026 06:12:47 vm[4]: dispatching QUIT\n20.11.2026 06:12:47 vm: no process\n20.11.2026 06:12:47\n20.11.2026 06:12\n20.11.2026 06:12:47x vm[5]: QUIT\n");
        Assert.Equal(["qpsmtpd.command", "qpsmtpd.command", "smtpd.connect", "", "", "", "", ""], lines.Select(l => l.Line.Form));
        Assert.All(lines.Skip(3), l => Assert.Equal(EventKind.Foreign, l.Kind));
    }

    [Theory]
    [InlineData("31.11.2026 06:12:47 +0000")]
    [InlineData("20.11.2026 24:12:47 +0000")]
    [InlineData("20.11.2026 06:60:47 +0000")]
    [InlineData("20.11.2026 06:12:61 +0000")]
    [InlineData("20.11.2026 06:12:47 +1500")]
    [InlineData("20.11.2026 06:12:47 +01:0")]
    [InlineData("20.11.2026 06:12:47 0100")]
    [InlineData("20.11.0000 06:12:47 +0000")]
    public void A_time_that_is_none_is_no_stamp(string stamp) => Assert.False(Assert.Single(Read("%d.%m.%Y %H:%M:%S %z", stamp + " vm[1]: dispatching QUIT\n")).Line.HasTime);

    [Fact]
    public void A_leap_second_is_the_end_of_its_minute()
    {
        MailLogEvent read = Assert.Single(Read("%d.%m.%Y %T", "31.12.2016 23:59:60 vm[1]: dispatching QUIT\n"));
        Assert.Equal(new DateTimeOffset(2017, 1, 1, 0, 0, 0, TimeSpan.Zero).AddTicks(-1), read.Line.Time);
    }

    private static List<MailLogEvent> Read(string format, string log) => QpsmtpdLine.ReadAll(Encoding.ASCII.GetBytes(log), QpsmtpdLine.Options with { QpsmtpdStamp = format });
}
