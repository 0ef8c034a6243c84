using System.Globalization;
using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>The stamps of qmail's loggers, through the reader: the instants of their lines.</summary>
public class StampTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    public static TheoryData<string, string> RealLogs
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach (string row in File.ReadLines(LogFiles.PathOf("qmail/framing/truth.tsv")))
                if (row[0] != '#')
                    data.Add(row.Split('\t')[0], row.Split('\t')[2]);
            return data;
        }
    }

    [Theory, MemberData(nameof(RealLogs))]
    public void Real_logs(string log, string first)
    {
        TimeZoneInfo? zone = log.Contains("berlin", StringComparison.Ordinal) ? Berlin : null;
        TaiOffset offset = log == "s6log_t.log" ? TaiOffset.LeapTable : TaiOffset.Auto;
        using MailLogReader reader = MailLogReader.Open(LogFiles.PathOf("qmail/framing/" + log), new MailLogOptions { TimeZone = zone, TaiOffset = offset });
        for (int i = 1; i <= 3; i++)
        {
            Assert.True(reader.Read());
            DateTimeOffset expected = DateTimeOffset.Parse(first[..27] + "Z", CultureInfo.InvariantCulture);
            if (i == 1)
                Assert.Equal(expected, reader.Line.Time);
            Assert.InRange(reader.Line.Time - expected, TimeSpan.Zero, TimeSpan.FromSeconds(1));
            Assert.Equal(zone is null ? TimeSpan.Zero : TimeSpan.FromHours(1), reader.Line.Time.Offset);
            Assert.True(reader.Line.HasHeader && reader.Line.HasTime && reader.Line.HasYear);
            Assert.Equal(zone is null, reader.Line.HasOffset);
            Assert.Equal("new msg " + i, reader.Line.Message.ToString());
            Assert.False(reader.Line.Host.HasValue || reader.Line.Program.HasValue);
            Assert.Equal(MailSystem.Qmail, reader.Line.System);
        }
        Assert.False(reader.Read());
    }

    [Theory]
    [InlineData("@400000006affe5b530255334", TaiOffset.Constant10, "2026-11-20T06:16:11.8077525+00:00")]
    [InlineData("@400000003b4a39c23294b13c", TaiOffset.Constant10, "2001-07-09T23:09:44.8486055+00:00")]
    [InlineData("@4000000037c219bf2ef02e94", TaiOffset.Auto, "1999-08-24T04:04:05.7874925+00:00")]
    [InlineData("@400000006affe66d3a59a202", TaiOffset.LeapTable, "2026-11-20T06:18:48.9789527+00:00")]
    [InlineData("@4000000037c219bf2ef02e94", TaiOffset.LeapTable, "1999-08-24T04:03:43.7874925+00:00")] // 32 then
    [InlineData("@400000000000000a", TaiOffset.LeapTable, "1970-01-01T00:00:00.0000000+00:00")]
    [InlineData("@40000000586846a4", TaiOffset.LeapTable, "2016-12-31T23:59:59.9999999+00:00")] // the leap second
    [InlineData("@40000000586846a5", TaiOffset.LeapTable, "2017-01-01T00:00:00.0000000+00:00")]
    public void Labels(string label, TaiOffset offset, string expected) => Assert.Equal(expected, Times(label + " new msg 1", new MailLogOptions { TaiOffset = offset }));

    [Theory]
    [InlineData(TaiOffset.Auto, "06:18:47+00:00 07:18:21+01:00 07:18:22+01:00")]
    [InlineData(TaiOffset.Constant10, "06:18:47+00:00 07:18:48+01:00 07:18:49+01:00")]
    [InlineData(TaiOffset.LeapTable, "06:18:20+00:00 07:18:21+01:00 07:18:22+01:00")]
    public void A_pair_proves_the_offset_and_the_zone_for_the_lines_behind_it(TaiOffset offset, string expected)
    {
        const string Log = "@400000006affe6513a360fbc new msg 1\n@400000006affe6523a360fbc 2026-11-20 07:18:21.976621500  new msg 2\n@400000006affe6533a360fbc new msg 3";
        Assert.Equal(expected, Times(Log, new MailLogOptions { TaiOffset = offset }, "HH:mm:sszzz"));
    }

    [Theory]
    [InlineData("@400000006affe6520000000a 2026-11-20 06:18:22.000000010  a\n@40000000374d9ac3 b", "06:18:22 19:18:55")] // 36, an old table: it is all that is known
    [InlineData("@400000006affe6520000000a 2026-11-20 06:18:21.000000010  a\n@40000000374d9ac3 b", "06:18:21 19:18:59")] // 37, the table: 32 in 1999
    [InlineData("@400000006affe6520000000a 2026-11-20 06:18:48.000000010  a\n@40000000374d9ac3 b", "06:18:48 19:19:21")]
    [InlineData("@400000006affe6520000000a 2026-11-20 06:18:21.000000010  a\n@400000006affe6520000000a 2026-11-20 06:18:48.000000010  b\n@400000006affe652 c", "06:18:21 06:18:48 06:18:48")]
    public void What_was_proved_last_holds(string log, string expected) => Assert.Equal(expected, Times(log, new MailLogOptions(), "HH:mm:ss"));

    /// <summary>Whatever the instant, the zone and the writer's way: a label alone gives the instant back when the way is told, a pair gives all of it.</summary>
    [Fact]
    public void Labels_and_pairs_give_back_what_was_written()
    {
        Random random = PropertyCheck.NewRandom();
        for (int n = 0; n < 2_000 * PropertyCheck.Times; n++)
        {
            long unix = random.NextInt64(63_072_000, 7_258_118_400), utc = DateTime.UnixEpoch.Ticks + unix * TimeSpan.TicksPerSecond; // 1972 to 2200
            int nanoseconds = random.Next(1_000_000_000), zone = 15 * random.Next(-56, 57);
            bool isTable = random.Next(2) == 0;
            int offset = isTable ? Enumerable.Range(10, 28).Last(o => LeapSeconds.At(utc + o * TimeSpan.TicksPerSecond) == o) : 10;
            var instant = new DateTimeOffset(utc + nanoseconds / 100, TimeSpan.Zero);
            string label = string.Create(CultureInfo.InvariantCulture, $"@{(1L << 62) + unix + offset:x16}{nanoseconds:x8}");
            string wallClock = string.Create(CultureInfo.InvariantCulture, $"{instant.AddMinutes(zone):yyyy-MM-dd HH:mm:ss}.{nanoseconds:000000000}");

            var told = new MailLogOptions { TaiOffset = isTable ? TaiOffset.LeapTable : TaiOffset.Constant10 };
            Assert.Equal(instant.ToString("O", CultureInfo.InvariantCulture), Times(label + " new msg 1", told));
            Assert.True(instant.ToOffset(TimeSpan.FromMinutes(zone)).ToString("O", CultureInfo.InvariantCulture) == Times(label + " " + wallClock + "  new msg 1", new MailLogOptions()), PropertyCheck.SeedText);
        }
    }

    // What shows no zone of its own is local time, also behind stamps that are UTC whatever the zone.
    [Theory]
    [InlineData("2026-11-20 07:18:48.983117087  x", "07:18:48+01:00")]
    [InlineData("2026-11-20 07:18:48.983117087 x", "07:18:48+01:00")]
    [InlineData("2026-11-20T07:18:48.98311 mx1 a[1]: x", "07:18:48+01:00")]
    [InlineData("Nov 20 07:18:48 mx1 a[1]: x", "07:18:48+01:00")]
    [InlineData("2026-11-20T06:18:48.98311 x", "06:18:48+00:00")]
    public void Instants_do_not_tell_the_zone_of_other_lines(string line, string expected)
    {
        var options = new MailLogOptions { TimeProvider = new FixedClock("2026-12-01T00:00:00Z", Berlin) };
        foreach (string instant in (string[])["@400000006affe6523a360fbc x", "1795156172.391107 x", "2026-11-20_06:18:51.31400 x", "2026-11-20T06:18:48.97702 x",
            "@400000006affe6523a360fbc 2026-11-20 04:18:48.976621500  x"])
        {
            Assert.EndsWith(" " + expected, Times(instant + "\n" + line, options, "HH:mm:sszzz"), StringComparison.Ordinal);
            if (!expected.EndsWith("+00:00", StringComparison.Ordinal))
                Assert.EndsWith(" 07:18:48-05:00", Times("2026-11-20T01:00:00-05:00 mx1 a: x\n" + instant + "\n" + line, options, "HH:mm:sszzz"), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_label_tells_the_year_of_the_lines_behind_it()
    {
        Assert.Equal("2001-07-09 2001-07-10 2002-01-01", Times("@400000003b4a39c23294b13c x\nJul 10 10:00:00 mx1 a: x\nJan  1 10:00:00 mx1 a: x", new MailLogOptions { TimeZone = TimeZoneInfo.Utc }, "yyyy-MM-dd"));
    }

    [Theory]
    [InlineData("new msg 11879282", MailSystem.Qmail)]
    [InlineData("status: what no version writes", MailSystem.Qmail)]
    [InlineData("no tag, and no beginning of ours", MailSystem.None)]
    [InlineData("", MailSystem.None)]
    [InlineData("tcpflow: new msg 1", MailSystem.None)]
    [InlineData("postfix/smtpd[1]: connect from a[192.0.2.1]", MailSystem.Postfix)]
    public void A_bare_line_is_of_qmail_if_it_begins_so(string text, MailSystem system)
    {
        foreach (string stamp in (string[])["@400000006affe6523a360fbc", "1795156172.391107", "2026-11-20_06:18:51.31400", "2026-11-20T06:18:48.97702", "2026-11-20 06:18:48.976621500"])
        {
            using MailLogReader reader = Open(stamp + " " + text, new MailLogOptions());
            Assert.True(reader.Read());
            Assert.Equal(system, reader.Line.System);
            Assert.Equal(system == MailSystem.None, reader.Line.Kind == EventKind.Foreign);
            Assert.True(reader.Line.HasHeader);
        }
    }

    [Fact]
    public void A_ledger_tells_the_shape_of_a_bare_line_that_is_not_known()
    {
        var ledger = new LogLedger();
        using MailLogReader reader = Open("@400000006affe6523a360fbc status: what no version writes", new MailLogOptions());
        Assert.True(reader.Read());
        ledger.Add(reader.Line);
        UnknownShape shape = Assert.Single(ledger.UnknownShapes);
        Assert.Equal(("", "qmail-send: status: what no version writes"), (shape.Program, shape.Shape));
        Assert.Contains("qmail-send", shape.Reason, StringComparison.Ordinal);
    }

    private static string Times(string log, MailLogOptions options, string format = "yyyy-MM-ddTHH:mm:ss.fffffffzzz")
    {
        var times = new List<string>();
        using MailLogReader reader = Open(log, options);
        while (reader.Read())
            times.Add(reader.Line.Time.ToString(format, CultureInfo.InvariantCulture));
        return string.Join(" ", times);
    }

    private static MailLogReader Open(string log, MailLogOptions options) => MailLogReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(log)), options);
}
