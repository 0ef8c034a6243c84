using System.Globalization;
using System.IO.Compression;
using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>Going on from any line gives what reading the whole would have given: lines, numbers, offsets, times.</summary>
public class StartAtTests
{
    private static readonly MailLogOptions Options = new() { LastWriteTime = new DateTimeOffset(2026, 1, 2, 0, 0, 0, TimeSpan.Zero), TimeZone = TimeZoneInfo.Utc };

    /// <summary>Across New Year: the year is told by the last line before.</summary>
    private static readonly string[] Lines =
    [
        .. Enumerable.Range(0, 12).Select(i => $"Dec 31 23:59:{i * 4:00} mx postfix/smtpd[1]: connect from c{i}.example[192.0.2.{i}]"),
        "no header at all",
        "",
        .. Enumerable.Range(0, 12).Select(i => $"Jan  1 00:00:{i * 4:00} mx postfix/qmgr[2]: A{i:D9}: removed"),
    ];

    public static TheoryData<string> Shapes => new("plain", "crlf", "bom", "nul", "gz", "members", "no last end");

    [Theory, MemberData(nameof(Shapes))]
    public void Going_on_from_any_line_gives_the_rest(string shape)
    {
        byte[] log = Shape(shape);
        (List<string> whole, List<LogPosition> ends) = Read(log, Options);
        Assert.Equal(Lines.Length, whole.Count);
        Assert.Contains("2025-12-31T23:59:00", whole[0], StringComparison.Ordinal);
        Assert.Contains("2026-01-01T00:00:44", whole[^1], StringComparison.Ordinal);

        for (int i = 0; i < ends.Count; i++)
        {
            Assert.Equal(i + 1, ends[i].Lines);
            Assert.Equal(whole.Skip(i + 1), Read(log, Options with { StartAt = ends[i] }).Lines);
        }
        Assert.Equal(whole, Read(log, Options with { StartAt = default(LogPosition) }).Lines);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void A_file_gives_the_same_as_a_stream(string shape)
    {
        byte[] log = Shape(shape);
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(path, log);
            (List<string> whole, List<LogPosition> ends) = Read(log, Options);
            foreach (int i in new[] { 0, 5, 12, 13, ends.Count - 1 })
            {
                using MailLogReader reader = MailLogReader.Open(path, Options with { StartAt = ends[i] });
                Assert.Equal(whole.Skip(i + 1), Drain(reader).Lines);
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("postfix/outcomes.log")]
    [InlineData("postfix-3.11/milter.log")]
    public void Real_logs_go_on_from_any_line(string log)
    {
        byte[] text = LogFiles.Read(log);
        (List<string> whole, List<LogPosition> ends) = Read(text, Options with { Year = 2026 });
        for (int i = 0; i < ends.Count; i += 7)
            Assert.Equal(whole.Skip(i + 1), Read(text, Options with { StartAt = ends[i] }).Lines);
    }

    [Fact]
    public void A_source_that_is_shorter_has_no_lines()
    {
        byte[] log = Shape("plain");
        LogPosition beyond = new(log.Length + 1, 99, null);

        Assert.Empty(Read(log, Options with { StartAt = beyond }).Lines);
        Assert.Empty(Read(Compress(log), Options with { StartAt = beyond }).Lines);
        Assert.Empty(Read([], Options with { StartAt = beyond }).Lines);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_line_that_is_not_whole_is_left_alone_and_read_later(bool isCompressed)
    {
        byte[] log = Shape("plain");
        (List<string> whole, _) = Read(log, Options);
        for (int length = 0; length <= log.Length; length++)
        {
            byte[] part = isCompressed ? Compress(log[..length]) : log[..length];
            int lines = log.AsSpan(0, length).Count((byte)'\n');
            (List<string> first, List<LogPosition> ends) = Read(part, Options with { WholeLinesOnly = true });
            Assert.Equal(whole.Take(lines), first);
            if (length % 50 == 0)
                Assert.Equal(whole.Skip(lines), Read(isCompressed ? Compress(log) : log, Options with { WholeLinesOnly = true, StartAt = ends.Count > 0 ? ends[^1] : null }).Lines);
        }
    }

    private static byte[] Shape(string shape)
    {
        string text = string.Join('\n', Lines) + (shape == "no last end" ? "" : "\n");
        byte[] bytes = Encoding.UTF8.GetBytes(shape switch
        {
            "crlf" => text.Replace("\n", "\r\n", StringComparison.Ordinal),
            "bom" => "\uFEFF" + text,
            "nul" => string.Join('\n', Lines.Select((l, i) => i % 3 == 0 ? new string('\0', 5 + i) + l : l)) + "\n",
            _ => text,
        });
        return shape switch
        {
            "gz" => Compress(bytes),
            "members" => [.. Compress(bytes[..700]), .. Compress(bytes[700..])],
            _ => bytes,
        };
    }

    private static (List<string> Lines, List<LogPosition> Ends) Read(byte[] log, MailLogOptions options)
    {
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log), options);
        return Drain(reader);
    }

    private static (List<string> Lines, List<LogPosition> Ends) Drain(MailLogReader reader)
    {
        var lines = new List<string>();
        var ends = new List<LogPosition>();
        while (reader.Read())
        {
            LogLine line = reader.Line;
            lines.Add(string.Create(CultureInfo.InvariantCulture, $"{line.Number} @{line.Offset}..{line.End.Offset} {line.Time:yyyy-MM-ddTHH:mm:ss} {line.Form} {line.Bytes.ToString()}"));
            ends.Add(line.End);
        }
        return (lines, ends);
    }

    private static byte[] Compress(byte[] bytes)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
            gzip.Write(bytes);
        return output.ToArray();
    }
}
