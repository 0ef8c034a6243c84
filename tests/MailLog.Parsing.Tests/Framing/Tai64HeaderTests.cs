using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests;

public class Tai64HeaderTests
{
    private const string Label = "@400000006affe6523a360fbc";
    private const string Stamp = "TAI 2026-11-20 06:18:58.9766215/9";

    [Theory]
    [InlineData(Label, Stamp)]
    [InlineData("@400000006AFFE6523A360FBC", Stamp)]
    [InlineData("@400000006affe652", "TAI 2026-11-20 06:18:58.0000000/0")]
    [InlineData("@400000000000000000000000", "TAI 1970-01-01 00:00:00.0000000/9")]
    [InlineData("@3fffffffffffffff3b9ac9ff", "TAI 1969-12-31 23:59:59.9999999/9")]
    [InlineData("@4000003afff4417f3b9ac9ff", "TAI 9999-12-31 23:59:59.9999999/9")]
    [InlineData("@3ffffff1886e090000000000", null)]
    [InlineData("@3ffffff1886e092500000000", "TAI 0001-01-01 00:00:37.0000000/9")]
    public void Labels(string label, string? expected)
    {
        Assert.Equal(expected is null ? "none" : $"Tai64|{expected}|||-1|new msg 1", HeaderText.Of(label + " new msg 1"));
        Assert.Equal(expected is null ? "none" : $"Tai64|{expected}|||-1|", HeaderText.Of(label));
    }

    [Theory]
    [InlineData("@")]
    [InlineData("@ new msg 1")]
    [InlineData("@400000006affe6523a360fb")]
    [InlineData("@400000006affe6523a360fb new msg 1")]
    [InlineData("@400000006affe6523a360fbcx")]
    [InlineData("@400000006affe6523a360fbc0 new msg 1")]
    [InlineData("@400000006affe6523a360fbc00000000 new msg 1")] // TAI64NA, attoseconds
    [InlineData("@400000006affe6523a360fbg new msg 1")]
    [InlineData("@400000006affe65g new msg 1")]
    [InlineData("@400000006affe6523b9aca00 new msg 1")] // 10^9 nanoseconds
    [InlineData("@400000006affe652ffffffff new msg 1")]
    [InlineData("@000000000000000000000000 new msg 1")]
    [InlineData("@7fffffffffffffff00000000 new msg 1")]
    [InlineData("@8000000000000000 new msg 1")]
    [InlineData("@ffffffffffffffff3b9ac9ff new msg 1")]
    [InlineData("@4000003afff4418000000000 new msg 1")] // 10000-01-01
    [InlineData("<22>@400000006affe6523a360fbc new msg 1")]
    [InlineData(" @400000006affe6523a360fbc new msg 1")]
    public void Not_a_header(string line) => Assert.Equal("none", HeaderText.Of(line));

    // The wall clock of s6-log behind a label proves what the label is ahead of UTC, and the zone; another stamp is text.
    [Theory]
    [InlineData("2026-11-20 06:18:48.976621500  new msg 1", Stamp + " 10 0", "new msg 1")]
    [InlineData("2026-11-20 06:18:21.976621500  new msg 1", Stamp + " 37 0", "new msg 1")]
    [InlineData("2026-11-20 06:18:21.976621500 new msg 1", Stamp + " 37 0", "new msg 1")]
    [InlineData("2026-11-20 06:18:21.976621500", Stamp + " 37 0", "")]
    [InlineData("2026-11-20 07:18:21.976621500  new msg 1", Stamp + " 37 60", "new msg 1")]
    [InlineData("2026-11-19 20:48:48.976621500  new msg 1", Stamp + " 10 -570", "new msg 1")]
    [InlineData("2026-11-20 12:03:21.976621500  new msg 1", Stamp + " 37 345", "new msg 1")]
    [InlineData("2026-11-20 20:18:21.976621500  new msg 1", Stamp + " 37 840", "new msg 1")]
    [InlineData("2026-11-20 20:33:21.976621500  new msg 1", Stamp, "new msg 1")] // there is no such zone
    [InlineData("2026-11-20 06:18:49.976621500  new msg 1", Stamp, "new msg 1")] // nor such an offset
    [InlineData("2026-11-20 06:18:20.976621500  new msg 1", Stamp, "new msg 1")]
    [InlineData("2026-11-20 06:18:49.976621500 new msg 1", Stamp, "2026-11-20 06:18:49.976621500 new msg 1")]
    [InlineData("2026-11-20 06:18:48.976621400  new msg 1", Stamp, "new msg 1")]
    [InlineData("2026-11-20 06:18:48.976621 new msg 1", Stamp, "2026-11-20 06:18:48.976621 new msg 1")]
    [InlineData("2026-11-20T06:18:48.976621500 new msg 1", Stamp, "2026-11-20T06:18:48.976621500 new msg 1")]
    [InlineData("2026-11-20 06:18:48.976621500Z new msg 1", Stamp, "2026-11-20 06:18:48.976621500Z new msg 1")]
    [InlineData("2026-11-20 06:18:48.9766215000  new msg 1", Stamp, "2026-11-20 06:18:48.9766215000  new msg 1")]
    [InlineData("2026-11-31 06:18:48.976621500  new msg 1", Stamp, "2026-11-31 06:18:48.976621500  new msg 1")]
    public void A_wall_clock_behind_the_label(string rest, string stamp, string message) =>
        Assert.Equal($"Tai64|{stamp}|||-1|{message}", HeaderText.Of(Label + " " + rest));

    [Theory]
    [InlineData("new msg 1", "|-1|new msg 1")]
    [InlineData(" new msg 1", "|-1|new msg 1")]
    [InlineData("status: local 0/10 remote 0/20", "|-1|status: local 0/10 remote 0/20")]
    [InlineData("starting delivery 1: msg 2 to local a@b", "|-1|starting delivery 1: msg 2 to local a@b")]
    [InlineData("delivery 1: success: did_1+0+0/", "|-1|delivery 1: success: did_1+0+0/")]
    [InlineData("warning: trouble opening remote/1", "|-1|warning: trouble opening remote/1")]
    [InlineData("alert: cannot start: x", "|-1|alert: cannot start: x")]
    [InlineData("mail recv: pid 1 from <a> qp 2", "|-1|mail recv: pid 1 from <a> qp 2")]
    [InlineData("10647 < QUIT^M ", "|-1|10647 < QUIT^M ")]
    [InlineData("mx1 a[1]: x", "|-1|mx1 a[1]: x")]
    [InlineData("tcpserver: status: 0/20", "tcpserver|-1|status: 0/20")]
    [InlineData("qmail-smtpd: pid 1 Accept::RCPT::x", "qmail-smtpd|-1|pid 1 Accept::RCPT::x")]
    [InlineData("qmail-smtpd[4424]: Sender <a>", "qmail-smtpd|4424|Sender <a>")]
    [InlineData("simscan:[210394]:CLEAN (-1.21/9999.00):3.3608s:x", "simscan|-1|[210394]:CLEAN (-1.21/9999.00):3.3608s:x")]
    [InlineData("postfix/smtpd[1]: connect from a", "postfix/smtpd|1|connect from a")]
    [InlineData("status:", "status|-1|")]
    [InlineData("delivery: x", "delivery|-1|x")]
    [InlineData("delivery x: y", "|-1|delivery x: y")]
    [InlineData("a:b: c", "|-1|a:b: c")]
    [InlineData("a[1] b", "|-1|a[1] b")]
    [InlineData("a[b]: c", "|-1|a[b]: c")]
    [InlineData("a[]: c", "|-1|a[]: c")]
    [InlineData("a[1", "|-1|a[1")]
    [InlineData("a(b): c", "|-1|a(b): c")]
    [InlineData("a", "|-1|a")]
    [InlineData(": c", "|-1|: c")]
    [InlineData("", "|-1|")]
    [InlineData("a123456789012345678901234567890123456789: x", "a123456789012345678901234567890123456789|-1|x")]
    [InlineData("a1234567890123456789012345678901234567890: x", "|-1|a1234567890123456789012345678901234567890: x")]
    public void Text_begins_like_qmail_send_or_with_a_tag_or_is_bare(string text, string expected)
    {
        Assert.Equal($"Tai64|{Stamp}||{expected}", HeaderText.Of(Label + " " + text));
        Assert.Equal($"Epoch|2003-09-14 07:58:09.2927760/6UTC||{expected}", HeaderText.Of("1063526289.292776 " + text));
        HeaderCache cache = default;
        Assert.True(SyslogHeader.TryParse(Encoding.UTF8.GetBytes(Label + " " + text), ref cache, out LineHeader header));
        Assert.Equal(expected[0] == '|', header.IsBare);
    }
}
