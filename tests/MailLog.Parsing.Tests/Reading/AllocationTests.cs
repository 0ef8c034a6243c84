using System.Reflection;
using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

[Collection(nameof(AloneCollection))]
public class AllocationTests
{
    [Theory]
    [InlineData("postfix")]
    [InlineData("qmail")]
    public void Reading_with_every_view_allocates_nothing_per_line(string system)
    {
        byte[] once = LogFiles.Repeat([.. (system == "qmail" ? LogFiles.Below(system) : LogFiles.All).SelectMany(LogFiles.Read)]), twice = [.. once, .. once];
        AssertSameBytes(once, twice);
    }

    /// <summary>Traffic of each system in each framing, as it is measured: the promise that <c>docs/performance.md</c> repeats.</summary>
    [Theory]
    [MemberData(nameof(TrafficTests.Kinds), MemberType = typeof(TrafficTests))]
    public void Traffic_of_every_system_and_framing_is_read_without_allocating(string kind)
    {
        byte[] once = TrafficTests.Make(kind, 20_000), twice = [.. once, .. once];
        AssertSameBytes(once, twice);
    }

    /// <summary>The first step alone, which foreign lines do not get beyond.</summary>
    [Theory]
    [MemberData(nameof(TrafficTests.Kinds), MemberType = typeof(TrafficTests))]
    public void Headers_are_read_without_allocating(string kind)
    {
        List<byte[]> once = LogFiles.Split(TrafficTests.Make(kind, 5_000)), twice = [.. once, .. once];
        Allocations.AssertSame(() => Headers(once), () => Headers(twice));

        static long Headers(List<byte[]> lines)
        {
            var cache = new HeaderCache();
            foreach (byte[] line in lines)
                Assert.True(SyslogHeader.TryParse(line, ref cache, out _));
            return lines.Count;
        }
    }

    [Fact]
    public void Foreign_lines_are_passed_over_without_allocating()
    {
        byte[] Log(int times) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(
            """
            Nov 18 10:00:01 mx1 CRON[4711]: (root) CMD (test -x /usr/sbin/anacron)
            Nov 18 10:00:01 mx1 kernel: [12345.678901] eth0: link up
            2026-11-18T10:00:02.123456+00:00 mx1 systemd[1]: Started session-1.scope - Session 1 of User root.
            <86>1 2026-11-18T10:00:03.123456+00:00 mx1 sshd 4712 - -  Accepted publickey for root from 192.0.2.1 port 50022 ssh2
            <30>Nov 18 10:00:04 mx1 named[77]: zone example.com/IN: loaded serial 7
            no header at all

            """.ReplaceLineEndings("\n"), times)));
        AssertSameBytes(Log(3_000), Log(6_000));
    }

    /// <summary>The forms that the real logs do not have: the example of each.</summary>
    [Fact]
    public void Every_form_is_read_without_allocating()
    {
        byte[] Log(int times) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(string.Concat(FormReading.AllForms.Select(f =>
            $"2026-11-20T10:00:00Z mx1 {(f.Program.System == MailSystem.Postfix ? "postfix/" : "")}{f.Program.Name}[1]: {f.Form.Example}\n")), times)));
        AssertSameBytes(Log(5), Log(10));
    }

    /// <summary>The stamps of loggers that are not syslog, in a mixed log: the zone, the year and what labels are ahead by are worked out anew again and again.</summary>
    [Fact]
    public void Other_stamps_are_read_without_allocating()
    {
        byte[] Log(int times) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(
            """
            @400000006affe6523a360fbc new msg 1
            @400000006affe652 tcpserver: status: 0/20
            @400000006affe66d3a59a202 2026-11-20 06:18:48.978952706  new msg 1
            1795156172.391107 info msg 1: bytes 339 from <a@b> qp 1 uid 2
            2026-11-20_06:18:51.31400 qmail-smtpd[4424]: New session
            2026-11-20T06:18:48.97702 delivery 1: success: did_1+0+0/
            2026-11-20 07:18:48.983117087  simscan:[210394]:CLEAN (-1.21/9999.00):3.3608s:x
            @400000006affe6523b9aca00 no label

            """.ReplaceLineEndings("\n"), times)));
        AssertSameBytes(Log(3_000), Log(6_000));
    }

    /// <summary>Lines that splogger cut, adjacent and not: what is put together stands in memory of its own, which is made once.</summary>
    [Fact]
    public void Lines_in_parts_are_read_without_allocating()
    {
        string part = new('x', 799), log = $"""
            2026-11-20T06:29:31+00:00 vm qmail: 1795156171.377811 info msg 1: {part.Substring(12)}
            2026-11-20T06:29:31+00:00 vm smtpd: 1795156171.377812 postfix/smtpd[7]: connect from {part.Substring(31)}
            2026-11-20T06:29:31+00:00 vm qmail: 1795156171.377811+{part}
            2026-11-20T06:29:31+00:00 vm smtpd: 1795156171.377812+[192.0.2.1]
            2026-11-20T06:29:31+00:00 vm qmail: 1795156171.377811+rest
            2026-11-20T06:29:33+00:00 vm qmail: 1795156173.377811+no first

            """.ReplaceLineEndings("\n");
        byte[] Log(int times) => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(log, times)));
        AssertSameBytes(Log(500), Log(1_000));
    }

    /// <summary>A log full of invented tags: what is remembered of them is bounded, and the others cost nothing.</summary>
    [Fact]
    public void Tags_beyond_the_bound_allocate_nothing()
    {
        static byte[] Log(int tags) =>
            Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, tags).Select(i => $"2026-11-20T10:00:00Z mx1 a{i:D6}/smtpd2[1]: connect from a[192.0.2.1]\n")));
        byte[] few = Log(20_000), many = Log(40_000);
        AssertSameBytes(few, many);
    }

    [Fact]
    public void The_views_are_all_looked_at()
    {
        static int Views(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Instance).Count(m => m.Name == "TryGet");
        Assert.Equal(Parsing.Tests.Views.Count, Views(typeof(LogLine)));
        Assert.Equal(Parsing.Tests.Views.Count, Views(typeof(MailLogReader)));
    }

    [Fact]
    public void Asking_a_table_for_a_known_key_allocates_nothing()
    {
        var table = new Utf8Table<int>();
        table["mx.example.org"u8]++;
        for (int i = 0; i < 100; i++)
            Count(table);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
            Count(table);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Equal(10_101, table["mx.example.org"u8]);

        static void Count(Utf8Table<int> table) => table[new Utf8Text("mx.example.org"u8)]++;
    }

#if !LIBRARY_NETSTANDARD
    // There the pool allocates for each block that it is asked to make.
    [Fact]
    public void Reading_ahead_allocates_nothing_per_block()
    {
        byte[] once = LogFiles.Repeat(TrafficTests.Make("Postfix Rfc3164", 20_000)), twice = [.. once, .. once];
        Allocations.AssertSameOnAllThreads(() => Views.TouchAll(once, isAhead: true), () => Views.TouchAll(twice, isAhead: true), once.Length / (256 * 1024));
    }
#endif

    private static void AssertSameBytes(byte[] once, byte[] twice) => Allocations.AssertSame(() => Views.TouchAll(once), () => Views.TouchAll(twice));
}
