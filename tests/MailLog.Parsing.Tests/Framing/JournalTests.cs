using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using FsCheck.Fluent;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>What journalctl printed of a log, against the log itself. The journal was filled with a real log and three records of hostile content behind it.</summary>
public class JournalTests
{
    private static readonly MailLogOptions Options = new() { Year = 2026, TimeZone = TimeZoneInfo.Utc };

    private static List<byte[]> Real => LogFiles.Lines("postfix/outcomes.rfc3339.log");

    private static byte[] Journal(string format) => LogFiles.Read("journal/outcomes." + format);

    private static List<string> Read(Stream log)
    {
        using MailLogReader reader = MailLogReader.Open(log, Options);
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(reader.Line.Bytes.ToString());
        return lines;
    }

    [Theory]
    [InlineData("json")]
    [InlineData("export")]
    public void Records_are_the_lines_that_syslog_wrote(string format)
    {
        List<string> lines = Read(new MemoryStream(Journal(format)));
        Assert.Equal(Real.Select(Encoding.UTF8.GetString), lines.Take(lines.Count - 3));
        Assert.EndsWith("postfix/smtpd[77]: connect from a.example[192.0.2.1]#012Nov 20 10:00:00 mx1 postfix/qmgr[1]: AAAAAAAAAA: removed", lines[^3], StringComparison.Ordinal);
        Assert.EndsWith("postfix/smtpd[77]: warning: odd bytes \uFFFD\uFFFD here", lines[^2], StringComparison.Ordinal);
        Assert.EndsWith("postfix/smtpd[78]: disconnect from a.example[192.0.2.1]", lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("short-iso.txt")]
    [InlineData("short-iso-precise.txt")]
    [InlineData("short-precise.txt")]
    public void Formats_for_people_are_understood_as_the_log(string format)
    {
        using MailLogReader expected = MailLogReader.Open(new MemoryStream(LogFiles.Read("postfix/outcomes.rfc3339.log")), Options),
            reader = MailLogReader.Open(new MemoryStream(Journal(format)), Options);
        int lines = 0;
        while (expected.Read() && reader.Read())
        {
            lines++;
            Assert.Equal((expected.Line.Form, expected.Line.Host.ToString(), expected.Line.Program.ToString(), expected.Line.ProcessId, expected.Line.Message.ToString()),
                (reader.Line.Form, reader.Line.Host.ToString(), reader.Line.Program.ToString(), reader.Line.ProcessId, reader.Line.Message.ToString()));
            Assert.InRange((expected.Line.Time - reader.Line.Time).TotalSeconds, 0, 0.9999999);
        }
        Assert.Equal(273, lines);
    }

    [Theory]
    [InlineData("json")]
    [InlineData("export")]
    public async Task However_the_input_is_cut_the_lines_are_the_same(string format)
    {
        byte[] journal = Journal(format);
        List<string> expected = ParsedLines.Of(new MemoryStream(journal));
        foreach (int size in new[] { 1, 7, 1000 })
        {
            Assert.Equal(expected, ParsedLines.Of(new ChunkStream(journal, size, new Random(1))));
            Assert.Equal(expected, await ParsedLines.OfAsync(new ChunkStream(journal, size, new Random(1))));
        }
        var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(journal);
        zipped.Position = 0;
        Assert.Equal(expected, ParsedLines.Of(zipped));
    }

    [Fact]
    public void Reading_goes_on_where_it_was_left()
    {
        byte[] journal = Journal("json");
        LogPosition place = default;
        using (MailLogReader first = MailLogReader.Open(new MemoryStream(journal), Options))
        {
            for (int i = 0; i < 100; i++)
                Assert.True(first.Read());
            place = first.Line.End;
        }
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(journal), Options with { StartAt = place });
        Assert.True(reader.Read());
        Assert.Equal(Encoding.UTF8.GetString(Real[100]), reader.Line.Bytes.ToString());
        Assert.Equal(101, reader.Line.Number);
    }

    [Theory]
    [InlineData("{\"a\":1}")]
    [InlineData("{\"MESSAGE\":\"x\"}")]
    [InlineData("{\"MESSAGE\":\"x\",\"__REALTIME_TIMESTAMP\":\"-1\"}")]
    [InlineData("{\"MESSAGE\":\"x\",\"__REALTIME_TIMESTAMP\":\"999999999999999999\"}")]
    [InlineData("{\"MESSAGE\":\"\\ud800\",\"__REALTIME_TIMESTAMP\":\"1\"}")]
    [InlineData("{\"MESSAGE\":\"x\",\"__REALTIME_TIMESTAMP\":\"1\"} trailing")]
    [InlineData("{\"MESSAGE")]
    [InlineData("{\"")]
    public void Other_objects_stay_lines_as_they_are(string text)
        => Assert.Equal([text, "Nov 18 10:00:00 mx a: b"], Read(new MemoryStream(Encoding.UTF8.GetBytes(text + "\nNov 18 10:00:00 mx a: b"))));

    [Theory]
    [InlineData("__")]
    [InlineData("__CURSOR")]
    [InlineData("__init__: started")]
    [InlineData("__REALTIME_TIMESTAMP is a field")]
    public void A_line_that_begins_like_a_field_is_a_line(string text)
        => Assert.Equal([text, "Nov 18 10:00:00 mx a: b"], Read(new MemoryStream(Encoding.UTF8.GetBytes(text + "\nNov 18 10:00:00 mx a: b"))));

    [Fact]
    public void A_record_without_time_is_a_line_without_header()
        => Assert.Equal(["no time", "1970-01-01T00:00:00.000001+00:00 unknown: a"], Read(new MemoryStream("__CURSOR=x\nMESSAGE=no time\n\n__CURSOR=y\n__REALTIME_TIMESTAMP=1\nMESSAGE=a\n"u8.ToArray())));

    [Fact]
    public void What_a_record_lacks_the_line_lacks()
    {
        Assert.Equal(["1970-01-01T00:00:00.000001+00:00 h_x unknown: "], Json("{\"__REALTIME_TIMESTAMP\":\"1\",\"_HOSTNAME\":\"h x\",\"MESSAGE\":null}"));
        Assert.Equal(["1970-01-01T00:00:00.000001+00:00 a_b: m"], Json("{\"__REALTIME_TIMESTAMP\":\"1\",\"SYSLOG_IDENTIFIER\":\"a\\nb\",\"_PID\":\"1x\",\"MESSAGE\":\"m\\n\"}"));
        Assert.Equal(["1970-01-01T00:00:00.000001+00:00 comm[7]: first"], Json("{\"__REALTIME_TIMESTAMP\":\"1\",\"_COMM\":\"comm\",\"_PID\":\"7\",\"MESSAGE\":[\"first\",\"second\"]}"));
    }

    [Fact]
    public void Long_records_are_cut_and_marked_and_lose_no_other()
    {
        string head = "{\"__REALTIME_TIMESTAMP\":\"1\",\"MESSAGE\":\"";
        foreach (int length in new[] { 100_000, 900_000, 3_000_000 })
        {
            using MailLogReader reader = MailLogReader.Open(new MemoryStream(Encoding.ASCII.GetBytes(head + new string('x', length) + "\"}\n" + head + "y\"}\n")));
            Assert.True(reader.Read());
            Assert.True(reader.Line.IsCut);
            Assert.True(reader.Read());
            Assert.EndsWith(": y", reader.Line.Bytes.ToString(), StringComparison.Ordinal);
            Assert.False(reader.Read());
        }
    }

    [Fact]
    public void Large_fields_of_an_export_are_passed_over()
    {
        var length = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, 3_000_000);
        byte[] journal = [.. "__CURSOR=x\n__REALTIME_TIMESTAMP=1\nCOREDUMP\n"u8, .. length, .. new byte[3_000_000], .. "\nMESSAGE=a\n\n__CURSOR=y\n__REALTIME_TIMESTAMP=2\nLONG="u8,
            .. Enumerable.Repeat((byte)'z', 3_000_000), .. "\nMESSAGE=b"u8];
        Assert.Equal(["1970-01-01T00:00:00.000001+00:00 unknown: a", "1970-01-01T00:00:00.000002+00:00 unknown: b"], Read(new MemoryStream(journal)));
    }

    [Fact]
    public void Damaged_exports_and_objects_do_not_throw_or_loop() => PropertyCheck.Run(Prop.ForAll(ArbMap.Default.ArbFor<int>(), seed =>
    {
        var random = new Random(seed);
        byte[] journal = Journal(random.Next(2) == 0 ? "json" : "export");
        journal = journal[..random.Next(journal.Length)];
        for (int i = random.Next(20); i > 0 && journal.Length > 2; i--)
            journal[random.Next(2, journal.Length)] = (byte)random.Next(256);
        Read(new ChunkStream(journal, 1 + random.Next(5000), random));
    }), 60);

    private static List<string> Json(string record) => Read(new MemoryStream(Encoding.UTF8.GetBytes(record)));
}
