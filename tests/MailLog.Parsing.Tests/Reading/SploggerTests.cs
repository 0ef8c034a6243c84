using System.Globalization;
using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>What splogger cut is put together again, however the input is cut.</summary>
public class SploggerTests
{
    private const string First = "1795156172.382697", Second = "1795156172.382699", Later = "1795156173.382697";

    public static TheoryData<string> RealLogs => new("trad", "iso", "5424");

    [Theory, MemberData(nameof(RealLogs))]
    public void Real_logs(string form)
    {
        byte[] log = LogFiles.Read("qmail/splog.mail-" + form + ".log");
        var joined = new List<string>();
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log), new MailLogOptions { TimeZone = FixedClock.Vienna, Year = 1999 });
        int continuations = 0;
        while (reader.Read())
        {
            LogLine line = reader.Line;
            Assert.Equal("2026-11-20T06:29:3", line.Time.ToString("yyyy-MM-ddTHH:mm:s", CultureInfo.InvariantCulture)[..18]);
            Assert.Equal(TimeSpan.Zero, line.Time.Offset);
            Assert.Equal(6, line.FractionDigits);
            Assert.Equal("vm", line.Host.ToString());
            Assert.DoesNotContain("1795156", line.Message.ToString(), StringComparison.Ordinal);
            Assert.Equal(MailSystem.Qmail, line.System);
            Assert.NotEqual(EventKind.Unknown, line.Kind);
            if (line.Kind == EventKind.Continuation)
                continuations++;
            else if (line.Message.Length > 750)
                joined.Add(line.Program.ToString() + ": " + line.Message.ToString());
        }
        Assert.Equal(4, continuations);
        Assert.Equal(LogFiles.Split(log).Count, ParsedLines.Of(log).Count);
        Assert.Collection(joined,
            text => Assert.Matches("^qmail-smtpd: pid 1883 from 127.0.0.2: Sender <a+@c.test>$", text),
            text => Assert.Matches("^qmail-smtpd: pid 1883 from 127.0.0.2: Recipient <bob-c+@example.com>$", text),
            text => Assert.Matches("^qmail: info msg 11878459: bytes 1222 from <a+@c.test> qp 1885 uid 992$", text),
            text => Assert.Matches("^qmail: starting delivery 6: msg 11878459 to local bob-c+@example.com$", text));

        // Without the rest, the sender would have no end.
        using MailLogReader again = MailLogReader.Open(new MemoryStream(log));
        long longest = 0;
        while (again.Read())
            if (again.TryGet(out QueueActiveEvent active))
                longest = Math.Max(longest, active.Sender.Length);
        Assert.Equal(887, longest);
    }

    [Fact]
    public void All_real_logs_say_the_same()
    {
        List<string> Of(string form)
        {
            var lines = new List<string>();
            using MailLogReader reader = MailLogReader.Open(LogFiles.PathOf("qmail/splog.mail-" + form + ".log"));
            while (reader.Read())
                lines.Add($"{reader.Line.Time:O} {reader.Line.Program.ToString()}[{reader.Line.ProcessId}] {reader.Line.Kind} {reader.Line.Message.ToString()}");
            return lines;
        }
        Assert.Equal(Of("trad"), Of("iso"));
        Assert.Equal(Of("trad"), Of("5424"));
    }

    // A line is HOST TAG STAMP, then a blank or a plus, then a letter that stands for a text of 799 bytes and other letters for themselves.
    [Theory]
    [InlineData("adjacent", "v q 1 A|v q 1+b", "Ab +")]
    [InlineData("three parts", "v q 1 A|v q 1+B|v q 1+c", "ABc + +")]
    [InlineData("interleaved", "v q 1 A|v s 2 x|v q 1+b", "Ab x +")]
    [InlineData("two interleaved", "v q 1 A|v s 2 B|v q 1+c|v s 2+d", "Ac Bd + +")]
    [InlineData("crossed", "v q 1 A|v s 2 B|v q 1+C|v s 2+D|v s 2+e|v q 1+f", "ACf BDe + + + +")]
    [InlineData("by stamp", "v q 1 A|v q 2 B|v q 1+c|v q 2+d", "Ac Bd + +")]
    [InlineData("by host", "v q 1 A|w q 1 B|v q 1+c|w q 1+d", "Ac Bd + +")]
    [InlineData("by tag", "v q 1 A|v s 1 B|v q 1+c|v s 1+d", "Ac Bd + +")]
    [InlineData("with foreign lines", "v q 1 A|-|-|v q 1+b|-", "Ab - - + -")]
    [InlineData("rest that fills a part", "v q 1 A|v q 1+B", "AB +")]
    [InlineData("empty rest", "v q 1 A|v q 1+", "A +")]
    [InlineData("no first part", "v q 1+b", "?")]
    [InlineData("another's first part", "v q 1 A|v s 1+b", "A ?")]
    [InlineData("another stamp", "v q 1 A|v q 2+b", "A ?")]
    [InlineData("first part that is not full", "v q 1 a|v q 1+b", "a ?")]
    [InlineData("part that is not full", "v q 1 A|v q 1+b|v q 1+c", "Ab + ?")]
    [InlineData("behind an orphan", "v q 1+A|v q 1+b", "? ?")]
    [InlineData("time has gone on", "v q 1 A|v s 3 x|v q 1+b", "A x ?")]
    public void Parts_find_their_first(string what, string log, string expected)
    {
        byte[] bytes = Log(log.Split('|'));
        Assert.Equal(expected, Summary(MailLogReader.Open(new MemoryStream(bytes))));
        List<string> whole = ParsedLines.Of(bytes);
        for (int cut = 1; cut < bytes.Length; cut += cut % 100 == 0 || cut > bytes.Length - 40 ? 1 : 7)
            Assert.True(whole.SequenceEqual(ParsedLines.Of(new CutStream(bytes, cut))), what + " cut at " + cut);
        Assert.Equal(whole, ParsedLines.Of(new ChunkStream(bytes, 1, new Random(1))));
    }

    [Fact]
    public void A_first_part_waits_for_64_lines()
    {
        string[] others = [.. Enumerable.Repeat("-", 63)];
        Assert.StartsWith("Ab -", Summary(MailLogReader.Open(new MemoryStream(Log(["v q 1 A", .. others, "v q 1+b"])))), StringComparison.Ordinal);
        Assert.StartsWith("A -", Summary(MailLogReader.Open(new MemoryStream(Log(["v q 1 A", .. others, "-", "v q 1+b"])))), StringComparison.Ordinal);
    }

    [Fact]
    public void The_event_is_that_of_the_whole_line()
    {
        string name = new string('a', 700), host = new string('h', 300);
        string text = "postfix/smtpd[7]: connect from " + name + "." + host + "[192.0.2.1]";
        string head = "2026-11-20T07:29:32.382718+01:00 vm mail: " + First;
        byte[] log = Encoding.UTF8.GetBytes("first\n" + head + " " + text[..799] + "\n" + head + "+" + text[799..] + "\nlast\n");
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log));
        Assert.True(reader.Read() && reader.Read());
        Assert.True(reader.TryGet(out ConnectEvent connect));
        Assert.Equal(name + "." + host, connect.Client.Host.ToString());
        Assert.Equal("192.0.2.1", connect.Client.Address.ToString());
        Assert.Equal(head + " " + text, reader.Line.Bytes.ToString());
        Assert.Equal((2L, 6L), (reader.Line.Number, reader.Line.Offset));
        Assert.Equal(6 + head.Length + 1 + 799 + 1, reader.Line.End.Offset);
        MailLogEvent kept = reader.Line.ToOwned();
        Assert.True(reader.Read());
        Assert.Equal(EventKind.Continuation, reader.Line.Kind);
        Assert.Equal(MailSystem.Qmail, reader.Line.System);
        Assert.Equal(("mail", text[799..]), (reader.Line.Program.ToString(), reader.Line.Message.ToString()));
        Assert.Equal((3L, 6 + head.Length + 1 + 799 + 1L), (reader.Line.Number, reader.Line.Offset));
        Assert.False(reader.Line.Fields.GetEnumerator().MoveNext());
        Assert.True(reader.Read());
        Assert.Equal("last", reader.Line.Bytes.ToString());
        Assert.False(reader.Read());
        Assert.Equal(head + " " + text, kept.ToString());
    }

    [Fact]
    public void A_line_put_together_is_cut_like_any_other()
    {
        string[] parts = ["v q 1 " + new string('x', 40_000), "v q 1+" + new string('y', 25_000), "v q 1+z"];
        byte[] log = Log(parts);
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log));
        Assert.True(reader.Read());
        Assert.False(reader.Line.IsCut);
        Assert.Equal(1, reader.Line.Message.ToString().Count(c => c == 'z'));
        parts[1] = "v q 1+" + new string('y', 25_530);
        using MailLogReader second = MailLogReader.Open(new MemoryStream(Log(parts)));
        Assert.True(second.Read());
        Assert.True(second.Line.IsCut);
        Assert.Equal(65_535, second.Line.Bytes.Length);
        Assert.True(second.Read());
        Assert.Equal(EventKind.Continuation, second.Line.Kind);
    }

    /// <summary>Random lines of random length across several buffers, cut in random pieces.</summary>
    [Fact]
    public async Task How_the_input_is_cut_makes_no_difference()
    {
        Random random = PropertyCheck.NewRandom();
        for (int n = 0; n < 6 * PropertyCheck.Times; n++)
        {
            var lines = new List<string>();
            string[] stamps = ["1", "1", "2", "3"];
            while (lines.Count < 600)
            {
                string host = random.Next(4) == 0 ? "w" : "v", tag = random.Next(3) == 0 ? "s" : "q", stamp = stamps[random.Next(stamps.Length)];
                int kind = random.Next(10), length = random.Next(5) == 0 ? random.Next(20_000) : random.Next(3) == 0 ? random.Next(790, 805) : 799;
                lines.Add(kind == 0 ? "-" : $"{host} {tag} {stamp}{(kind < 6 ? '+' : ' ')}{new string((char)('b' + random.Next(20)), kind == 1 ? 3 : length)}");
                if (random.Next(30) == 0)
                    lines[^1] = new string('\0', random.Next(50_000)) + lines[^1];
            }
            byte[] log = Log([.. lines]);
            List<string> expected = ParsedLines.Of(log);
            Assert.Equal(lines.Count, expected.Count);
            Assert.True(expected.Count(l => l.Contains(" Continuation ", StringComparison.Ordinal)) > 10);
            foreach (int largest in new[] { 300, 5_000, 70_000, 262_144 })
                Assert.True(expected.SequenceEqual(ParsedLines.Of(new ChunkStream(log, largest, random))), PropertyCheck.SeedText);
            Assert.True(expected.SequenceEqual(await ParsedLines.OfAsync(new ChunkStream(log, 9_000, random))), PropertyCheck.SeedText);
        }
    }

    [Fact]
    public void What_was_skipped_and_dropped_is_counted_once()
    {
        byte[] log = [.. "\0\0"u8, .. Log(["v q 1 A"]), .. "\0\0\0"u8, .. Log(["v s 1 " + new string('x', 70_000), "v q 2 A"]), .. "\0"u8, .. Log(["v q 2+b"])];
        foreach (int largest in new[] { 1, 100, 300_000 })
        {
            using MailLogReader reader = MailLogReader.Open(new ChunkStream(log, largest, new Random(5)));
            while (reader.Read())
            {
            }
            Assert.Equal(6, reader.SkippedNuls);
            Assert.Equal(70_000 + "Nov 20 06:29:32 v s: 1795156172.382697 ".Length - 65_535, reader.DroppedBytes);
        }
    }

    /// <summary>A live log: what may be continued comes when the rest is there, or when time has gone on.</summary>
    [Fact]
    public async Task In_a_live_log_a_full_part_waits_for_the_rest()
    {
        var stream = new LiveStream();
        using MailLogReader reader = MailLogReader.Open(stream);
        stream.Add(Log(["v q 1 a", "v q 2 A"]));
        Assert.True(await Soon(reader.ReadAsync().AsTask()));
        Assert.Equal("a", reader.Line.Message.ToString());
        Task<bool> next = reader.ReadAsync().AsTask();
        await Soon(stream.WhenEmpty());
        Assert.False(next.IsCompleted);
        stream.Add(Log(["v q 2+rest"]));
        Assert.True(await Soon(next));
        Assert.EndsWith("Arest", reader.Line.Message.ToString(), StringComparison.Ordinal);
        Assert.True(await Soon(reader.ReadAsync().AsTask()));
        Assert.Equal(EventKind.Continuation, reader.Line.Kind);
        stream.Add(Log(["v q 1 A"]));
        next = reader.ReadAsync().AsTask();
        await Soon(stream.WhenEmpty());
        Assert.False(next.IsCompleted);
        stream.Add(Log(["v s 3 x"]));
        Assert.True(await Soon(next));
        Assert.EndsWith("A", reader.Line.Message.ToString(), StringComparison.Ordinal);
        Assert.True(await Soon(reader.ReadAsync().AsTask()));
        Assert.Equal("x", reader.Line.Message.ToString());
        stream.Add(Log(["v q 3 A"]));
        stream.End();
        Assert.True(await Soon(reader.ReadAsync().AsTask()));
        Assert.False(await Soon(reader.ReadAsync().AsTask()));
    }

    [Fact]
    public void Going_on_from_any_line_loses_at_most_the_join()
    {
        byte[] log = Log(["v q 1 A", "v s 2 x", "v q 1+b", "v q 3 c"]);
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log));
        Assert.True(reader.Read());
        Assert.Equal("x ? c", Summary(MailLogReader.Open(new MemoryStream(log), new MailLogOptions { StartAt = reader.Line.End })));
    }

    /// <summary>Old stamps in front are put into splogger's year.</summary>
    [Fact]
    public void The_stamp_tells_the_year_of_the_lines_before_it()
    {
        string log = "Nov 20 06:29:31 v kernel: x\nNov 20 06:29:32 v q: 1258698572.000000 x\n";
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(log)), new MailLogOptions { TimeZone = TimeZoneInfo.Utc });
        Assert.True(reader.Read());
        Assert.Equal(2009, reader.Line.Time.Year);
        Assert.False(reader.Line.HasYear);
        Assert.True(reader.Read());
        Assert.Equal(new DateTimeOffset(2009, 11, 20, 6, 29, 32, TimeSpan.Zero), reader.Line.Time);
        Assert.True(reader.Line.HasYear);
    }

    private static byte[] Log(string[] lines) => Encoding.UTF8.GetBytes(string.Concat(lines.Select(line =>
    {
        string text = line.TrimStart('\0'), nuls = line[..(line.Length - text.Length)];
        if (text == "-")
            return nuls + "Nov 20 06:29:32 v kernel: -\n";
        string stamp = text[4] switch { '1' => First, '2' => Second, _ => Later };
        return $"{nuls}Nov 20 06:29:32 {text[0]} {text[2]}: {stamp}{text[5]}{string.Concat(text[6..].Select(c => char.IsUpper(c) ? new string('.', 798) + c : c.ToString()))}\n";
    })));

    /// <summary>Each line's text without its dots, + for a continuation, ? for one without a first part.</summary>
    private static string Summary(MailLogReader reader)
    {
        var lines = new List<string>();
        using (reader)
        {
            while (reader.Read())
            {
                string text = reader.Line.Message.ToString().Replace(".", "", StringComparison.Ordinal);
                lines.Add(reader.Line.Kind switch { EventKind.Continuation => "+", EventKind.Unknown => "?", _ => text });
            }
        }
        return string.Join(" ", lines);
    }

    /// <summary>What has not come by then does not come.</summary>
    private static Task<bool> Soon(Task<bool> task) => task.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Gives its bytes in two pieces.</summary>
    private sealed class CutStream(byte[] bytes, int cut) : ForwardStream
    {
        private int _position;

        public override int Read(byte[] buffer, int offset, int count)
        {
            int length = Math.Min(count, (_position < cut ? cut : bytes.Length) - _position);
            Array.Copy(bytes, _position, buffer, offset, length);
            _position += length;
            return length;
        }
    }

    /// <summary>Waits for what a test adds.</summary>
    private sealed class LiveStream : ForwardStream
    {
        private readonly Queue<byte[]> _added = new();
        private readonly SemaphoreSlim _isThere = new(0), _isEmpty = new(0);

        public void Add(byte[] bytes)
        {
            _added.Enqueue(bytes);
            _isThere.Release();
        }

        public void End() => Add([]);

        /// <summary>Waits until the reader has taken everything and asks for more.</summary>
        public async Task<bool> WhenEmpty()
        {
            await _isEmpty.WaitAsync();
            return true;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override async Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
        {
            if (_added.Count == 0)
                _isEmpty.Release();
            await _isThere.WaitAsync(cancellationToken);
            byte[] bytes = _added.Dequeue();
            bytes.CopyTo(buffer, offset);
            if (bytes.Length == 0)
                End();
            return bytes.Length;
        }
    }
}
