using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests.Qpsmtpd;

/// <summary>The real logs, line by line, whole and spoiled.</summary>
public class QpsmtpdLogTests
{
    /// <summary>Below <c>tests/data/qpsmtpd</c>.</summary>
    public static IEnumerable<string> Names => LogFiles.Below("qpsmtpd").Append("qpsmtpd/A.syslog.raw").Select(l => l.Substring("qpsmtpd/".Length));

    public static TheoryData<string> Logs => [.. Names];

    [Theory, MemberData(nameof(Logs))]
    public void Every_line_prints_back_from_its_fields(string log)
    {
        List<byte[]> lines = LogFiles.Lines("qpsmtpd/" + log);
        List<MailLogEvent> read = QpsmtpdLine.ReadAll(LogFiles.Read("qpsmtpd/" + log), QpsmtpdLine.Options with { KeepSecrets = true });
        Assert.Equal(lines.Count, read.Count);
        for (int i = 0; i < lines.Count; i++)
        {
            LogLine line = read[i].Line;
            Assert.Equal(lines[i], line.Bytes.Bytes.ToArray());
            if (line.FormOrNull is not { } form)
                continue;
            byte[]?[] values = new byte[]?[form.Pattern.Fields.Length];
            for (int n = 0; n < values.Length; n++)
                values[n] = line.Slot(n).HasValue ? line.Slot(n).Bytes.ToArray() : null;
            Assert.Equal(line.Message.Bytes.ToArray(), form.Pattern.Print(values));
        }
    }

    /// <summary>Secrets are overwritten in place: no line moves, and only its secret is another.</summary>
    [Theory, MemberData(nameof(Logs))]
    public void Redaction_moves_nothing(string log)
    {
        byte[] bytes = LogFiles.Read("qpsmtpd/" + log);
        List<MailLogEvent> kept = QpsmtpdLine.ReadAll(bytes, QpsmtpdLine.Options with { KeepSecrets = true }), read = QpsmtpdLine.ReadAll(bytes);
        Assert.Equal(kept.Select(e => (e.Line.Number, e.Line.Offset, e.Line.Form, e.Line.Bytes.Length)), read.Select(e => (e.Line.Number, e.Line.Offset, e.Line.Form, e.Line.Bytes.Length)));
    }

    [Fact]
    public void A_line_cut_at_any_byte_is_still_a_line()
    {
        foreach (string log in new[] { "A.warn.log", "A.file.log", "A.syslog.log", "A.syslog.raw", "B.warn.log" })
        {
            List<byte[]> lines = LogFiles.Lines("qpsmtpd/" + log);
            foreach (byte[] line in lines.Where((_, i) => i % 41 == 0))
            {
                var cuts = new MemoryStream();
                for (int length = 0; length <= line.Length; length++)
                {
                    cuts.Write(line, 0, length);
                    cuts.WriteByte((byte)'\n');
                }
                List<MailLogEvent> read = QpsmtpdLine.ReadAll(cuts.ToArray());
                Assert.Equal(line.Length + 1, read.Count);
                Assert.All(read, e => Views.Touch(e.Line));
            }
        }
    }

    [Fact]
    public void Spoiled_lines_change_only_themselves()
    {
        Random random = PropertyCheck.NewRandom();
        string[] logs = [.. Names];
        for (int n = 0; n < 60 * PropertyCheck.Times; n++)
        {
            List<byte[]> lines = LogFiles.Lines("qpsmtpd/" + logs[random.Next(logs.Length)]);
            byte[][] clean = [.. lines.Skip(random.Next(Math.Max(1, lines.Count - 60))).Take(60)], spoiled = [.. clean];
            var touched = new HashSet<int>();
            for (int i = 0; i < 10; i++)
            {
                int at = random.Next(clean.Length);
                touched.Add(at);
                spoiled[at] = Mutation.Of(spoiled[at], lines[random.Next(lines.Count)], random);
            }
            List<string> expected = Parsed(clean), actual = Parsed(spoiled);
            Assert.True(expected.Count == actual.Count, PropertyCheck.SeedText);
            for (int i = 0; i < expected.Count; i++)
                Assert.True(touched.Contains(i) || expected[i] == actual[i], $"{PropertyCheck.SeedText}\n{expected[i]}\n{actual[i]}");
        }
    }

    [Fact]
    public void Random_bytes_behind_every_head_are_lines()
    {
        Random random = PropertyCheck.NewRandom();
        foreach (Carrier carrier in QpsmtpdLine.Carriers)
        {
            for (int n = 0; n < 200 * PropertyCheck.Times; n++)
            {
                byte[] message = new byte[random.Next(120)];
                random.NextBytes(message);
                message = Array.ConvertAll(message, b => b == '\n' ? (byte)' ' : b);
                byte[] head = Encoding.ASCII.GetBytes(QpsmtpdLine.Head(carrier) + (random.Next(2) == 0 ? "dispatching " : ""));
                List<MailLogEvent> read = QpsmtpdLine.ReadAll([.. head, .. message, .. "\n28365 250 OK\n"u8]);
                Assert.True(read.Count == 2 && read[1].Line.Form == "qpsmtpd.reply", PropertyCheck.SeedText);
                Views.Touch(read[0].Line);
            }
        }
    }

    /// <summary>Times are left out: a stamp without a year or a zone has it from lines before it. So are secrets: what is one depends on the lines of the connection.</summary>
    private static List<string> Parsed(byte[][] lines) => [.. QpsmtpdLine.ReadAll([.. lines.SelectMany(l => l.Append((byte)'\n'))], QpsmtpdLine.Options with { KeepSecrets = true })
        .Select(e => $"{e.Line.System} {e.Line.ProcessId} {e.Line.Host.ToString()} {e.Line.IsCopy} {QpsmtpdLine.Text(e)}")];
}
