using System.Reflection;
using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

public class AllocationTests
{
    [Fact]
    public void Reading_with_every_view_allocates_nothing_per_line()
    {
        byte[] once = RealLines(20_000), twice = [.. once, .. once];
        Assert.True(Measure(once).Lines >= 20_000);
        AssertSameBytes(once, twice);
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

    /// <summary>
    /// Reading twice as many lines allocates exactly as much. While the runtime compiles hot code anew it allocates now and then on this thread, too, so some
    /// measurements are off: one of several must be exact, and what is allocated per line would show in all.
    /// </summary>
    private static void AssertSameBytes(byte[] once, byte[] twice)
    {
        long difference = long.MaxValue;
        for (int i = 0; i < 8 && difference != 0; i++)
        {
            (long lines, long bytes) = Measure(once);
            (long linesOfTwice, long bytesOfTwice) = Measure(twice);
            Assert.Equal(2 * lines, linesOfTwice);
            difference = bytesOfTwice - bytes;
        }
        Assert.Equal(0, difference);
    }

    private static (long Lines, long Bytes) Measure(byte[] log)
    {
        var stream = new MemoryStream(log);
        long lines = 0, sum = 0, before = GC.GetAllocatedBytesForCurrentThread();
        using (MailLogReader reader = MailLogReader.Open(stream))
        {
            // What is allocated on another thread would not be counted.
            reader.IsAhead = false;
            while (reader.Read())
            {
                lines++;
                sum += Views.Touch(reader.Line) + reader.Line.Number + reader.Line.Offset;
            }
        }
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.NotEqual(0, sum);
        return (lines, bytes);
    }

    private static byte[] RealLines(int atLeast)
    {
        byte[][] logs = [.. LogFiles.All.Select(LogFiles.Read)];
        var text = new MemoryStream();
        for (int lines = 0; lines < atLeast;)
        {
            foreach (byte[] log in logs)
            {
                text.Write(log, 0, log.Length);
                lines += log.Count(b => b == '\n');
            }
        }
        return text.ToArray();
    }
}
