using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests;

public class HeaderFuzzTests
{
    private static readonly string[] Good =
    [
        "Nov 18 10:00:00 mx1 postfix/smtpd[123]: connect from unknown[192.0.2.1]",
        "<22>Nov  1 10:00:00.123 2026 mx1.example.com postfix[99]: x",
        "Feb 29 2024 23:59:60 2001:db8::1 foo[bar]: last message repeated 3 times",
        "2026-11-20T06:58:23.650085+00:00 mx1 postfix/qmgr[9584]: 4dT1cS0zFGz: removed",
        "2026-11-20 06:58:23,123456789-0530 mx1 dovecot: lmtp(1): x",
        "<191>1 2026-11-20T06:29:31.377874+14:00 vm qmail 77 ID1 [a b=\"\\]\\\"\"][c] \uFEFFstatus: local 0/10",
        "1 2026-11-20T06:29:31Z - - - - -  x",
        "@400000006affe6523a360fbc tcpserver: status: 0/20",
        "@400000006affe66d3a59a202 2026-11-20 06:18:48.978952706  new msg 1",
        "@40000000386d4380 qmail-smtpd[4424]: x",
        "1063526289.292776 starting delivery 1: msg 2 to local a@b",
        "2026-11-20_06:18:51.31400 simscan:[7]:CLEAN (0.1/5.0):x",
        "2026-11-20T06:18:48.97702 new msg 1",
        "Nov 20 06:29:32 vm smtpd: 1795156172.382697 tcpserver: status: 1/40",
        "2026-11-20T06:29:31.377874+00:00 vm qmail: 1795156171.377811 status: local 0/10 remote 0/8",
        "<22>1 2026-11-20T06:29:32.394885+00:00 vm smtpd - - -  1795156172.394860+ccc@example.com>",
    ];

    [Fact]
    public void Mutations_never_throw_and_positions_lie_in_the_line()
    {
        var random = new Random(5424);
        byte[][] good = Array.ConvertAll(Good, Encoding.UTF8.GetBytes);
        byte[] odd = Encoding.UTF8.GetBytes(" :[]<>-+.,0123456789TZ@af_\"\\\0\r\uFEFF");
        HeaderCache cache = default;
        for (int n = 0; n < 100_000; n++)
        {
            var line = new List<byte>(good[random.Next(good.Length)]);
            for (int edits = random.Next(1, 6); edits > 0 && line.Count > 0; edits--)
            {
                int at = random.Next(line.Count);
                switch (random.Next(5))
                {
                    case 0: line.RemoveAt(at); break;
                    case 1: line.Insert(at, odd[random.Next(odd.Length)]); break;
                    case 2: line[at] = (byte)random.Next(256); break;
                    case 3: line.RemoveRange(at, line.Count - at); break;
                    default: line[at] = odd[random.Next(odd.Length)]; break;
                }
            }

            Check([.. line], ref cache);
        }
    }

    [Fact]
    public void A_line_over_the_maximum_is_read_by_its_start()
    {
        HeaderCache cache = default;
        foreach (string good in Good)
        {
            Check(Encoding.UTF8.GetBytes(good + new string('x', 70_000)), ref cache);
            Check(Encoding.UTF8.GetBytes(good.Split(':')[0] + new string(' ', 70_000)), ref cache);
        }

        Check(Encoding.UTF8.GetBytes("Nov 18 10:00:00 " + new string('x', 70_000)), ref cache);
        Check(Encoding.UTF8.GetBytes("Nov 18 10:00:00 x " + new string('[', 70_000)), ref cache);
    }

    private static void Check(byte[] line, ref HeaderCache cache)
    {
        HeaderCache empty = default;
        bool found = SyslogHeader.TryParse(line, ref cache, out LineHeader header);
        Assert.Equal(found, SyslogHeader.TryParse(line, ref empty, out LineHeader fresh));
        Assert.Equal(fresh, header);
        Assert.Equal(found, header.Format != HeaderFormat.None);
        Assert.True(header.HostStart + header.HostLength <= line.Length);
        Assert.True(header.ProgramStart + header.ProgramLength <= line.Length);
        Assert.True(header.MessageStart <= line.Length);
        Assert.True(header.ProcessId >= -1);
        if (found && header.HostLength > 0)
            Assert.True(header.HostStart + header.HostLength <= header.MessageStart);
        if (found && header.ProgramLength > 0)
            Assert.True(header.ProgramStart + header.ProgramLength <= header.MessageStart);

        if (!header.Stamp.IsMissing)
        {
            var resolver = new TimeResolver(null, FixedClock.Vienna, null, new FixedClock("2026-11-20T00:00:00Z"));
            resolver.Resolve(header.Stamp, out long utc, out short offset);
            _ = new DateTimeOffset(utc + offset * TimeSpan.TicksPerMinute, TimeSpan.FromMinutes(offset));
        }
    }
}
