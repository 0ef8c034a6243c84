using System.Diagnostics;
using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>Whatever the bytes: nothing throws, nothing loops, no line is lost, and a hostile line changes only itself.</summary>
public class FuzzTests
{
    private static readonly List<byte[]> Lines = [.. LogFiles.All.Where(l => l.EndsWith(".rfc3339.log", StringComparison.Ordinal)).SelectMany(LogFiles.Lines)];

    [Fact]
    public void Random_bytes_are_lines()
    {
        Random random = PropertyCheck.NewRandom();
        for (int n = 0; n < 1_000 * PropertyCheck.Times; n++)
        {
            byte[] log = RandomBytes(random, random.Next(2_000));
            if (log is [0x1F, 0x8B, ..])
                log[0] = (byte)'x'; // else it is gzip
            Assert.True(CountLines(log) == ParsedLines.Of(log).Count, PropertyCheck.SeedText);
        }
    }

    [Fact]
    public void Random_messages_of_every_program_are_lines()
    {
        Random random = PropertyCheck.NewRandom();
        foreach (ProgramGrammar program in FormCatalog.Programs)
        {
            for (int n = 0; n < 100 * PropertyCheck.Times; n++)
            {
                byte[] message = RandomBytes(random, random.Next(200));
                FormReading reading = FormReading.Of(program, message);
                Assert.True(reading.Form is null || reading.PrintsBackTo(message), PropertyCheck.SeedText + " " + reading);
            }
        }
    }

    [Fact]
    public void Mutated_lines_change_only_themselves()
    {
        Random random = PropertyCheck.NewRandom();
        for (int n = 0; n < 40 * PropertyCheck.Times; n++)
        {
            int first = random.Next(Lines.Count - 100);
            byte[][] clean = [.. Lines.Skip(first).Take(100)], spoiled = [.. clean];
            var touched = new HashSet<int>();
            for (int i = 0; i < 20; i++)
            {
                int at = random.Next(clean.Length);
                touched.Add(at);
                spoiled[at] = Mutation.Of(spoiled[at], Lines[random.Next(Lines.Count)], random);
            }
            // A stamp of the first lines tells the year and the zone of stamps that lack them: those have all of it.
            List<string> expected = WithoutPlace(clean), actual = WithoutPlace(spoiled);
            Assert.Equal(expected.Count, actual.Count);
            for (int i = 0; i < expected.Count; i++)
                Assert.True(touched.Contains(i) || expected[i] == actual[i], $"{PropertyCheck.SeedText}\n{expected[i]}\n{actual[i]}");
        }
    }

    [Fact]
    public void A_mutated_line_is_of_its_form_or_prints_back_as_another()
    {
        Random random = PropertyCheck.NewRandom();
        for (int n = 0; n < 20_000 * PropertyCheck.Times; n++)
        {
            byte[] line = Mutation.Of(Lines[random.Next(Lines.Count)], Lines[random.Next(Lines.Count)], random);
            HeaderCache cache = default;
            if (!SyslogHeader.TryParse(line, ref cache, out LineHeader header))
                continue;
            ProgramGrammar? program = FormCatalog.Find(line.AsSpan(header.ProgramStart, header.ProgramLength));
            byte[] message = line[header.MessageStart..];
            FormReading reading = program is null ? new FormReading(null, [], false) : FormReading.Of(program, message);
            Assert.True(reading.Form is null || reading.PrintsBackTo(message), PropertyCheck.SeedText + " " + reading);
        }
    }

    [Fact]
    public async Task How_the_input_is_cut_makes_no_difference()
    {
        Random random = PropertyCheck.NewRandom();
        for (int n = 0; n < 20 * PropertyCheck.Times; n++)
        {
            var log = new MemoryStream();
            for (int i = 0; i < 50; i++)
            {
                byte[] line = Lines[random.Next(Lines.Count)];
                log.Write(random.Next(3) == 0 ? Mutation.Of(line, Lines[random.Next(Lines.Count)], random) : line);
                log.WriteByte((byte)(random.Next(20) == 0 ? '\r' : '\n'));
                if (random.Next(25) == 0)
                    log.Write(new byte[random.Next(70_000)]);
            }
            byte[] bytes = log.ToArray();
            List<string> expected = ParsedLines.Of(bytes);
            Assert.Equal(CountLines(bytes), expected.Count);
            foreach (int largest in new[] { 1, 2, 7, 300, 70_000 })
                Assert.True(expected.SequenceEqual(ParsedLines.Of(new ChunkStream(bytes, largest, random))), PropertyCheck.SeedText);
            Assert.True(expected.SequenceEqual(await ParsedLines.OfAsync(new ChunkStream(bytes, 3_000, random))), PropertyCheck.SeedText);
        }
    }

    [Theory]
    [InlineData("4F1A2B3C4D: reject: RCPT from a[192.0.2.1]: 550 x", "; from=<")]
    [InlineData("4F1A2B3C4D: reject: header x", " from ")]
    [InlineData("4F1A2B3C4D: reject: header x", " from a[1]; from=<")]
    [InlineData("4F1A2B3C4D: to=<", "\\\"")]
    [InlineData("4F1A2B3C4D: to=<", ">, relay=")]
    [InlineData("disconnect from ", "[")]
    public void A_hostile_line_costs_little(string start, string repeated)
    {
        byte[] line = Encoding.UTF8.GetBytes("2026-11-20T10:00:00Z mx1 postfix/cleanup[1]: " + start + string.Concat(Enumerable.Repeat(repeated, 60_000 / repeated.Length)) + "\n");
        var watch = Stopwatch.StartNew();
        for (int i = 0; i < 20; i++)
            Assert.Single(ParsedLines.Of(line));
        // A quadratic cost would be minutes; a slow machine is not.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(20), watch.Elapsed.ToString());
    }

    private static List<string> WithoutPlace(byte[][] lines)
    {
        using MailLogReader reader = MailLogReader.Open(new MemoryStream([.. lines.SelectMany(l => l.Append((byte)'\n'))]));
        var parsed = new List<string>();
        while (reader.Read())
            parsed.Add(ParsedLines.Of(reader.Line, withPlace: false));
        return parsed;
    }

    /// <summary>Mostly text, with more LF, NUL and CR than chance gives.</summary>
    private static byte[] RandomBytes(Random random, int length)
    {
        byte[] bytes = new byte[length];
        int kind = random.Next(3);
        for (int i = 0; i < length; i++)
            bytes[i] = (byte)(random.Next(30) == 0 ? "\n\0\r \uFEFF"u8[random.Next(7)] : kind == 0 ? random.Next(256) : random.Next(32, 127));
        return bytes;
    }

    private static int CountLines(byte[] log)
    {
        int last = Array.LastIndexOf(log, (byte)'\n');
        // What is no line: NULs, and a byte order mark at the start of all.
        byte[] tail = last < 0 && log.AsSpan().StartsWith("\uFEFF"u8) ? log[3..] : log[(last + 1)..];
        return log.Count(b => b == '\n') + (tail.Any(b => b != 0) ? 1 : 0);
    }
}
