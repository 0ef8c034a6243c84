using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

public class RealLogTests
{
    public static TheoryData<string> Logs => [.. LogFiles.All];

    public static TheoryData<string> LogsInBothForms => [.. LogFiles.All.Where(l => l.EndsWith(".rfc3339.log", StringComparison.Ordinal))];

    [Theory, MemberData(nameof(Logs))]
    public void Every_line_prints_back_from_its_fields(string log)
    {
        List<byte[]> lines = LogFiles.Lines(log);
        using MailLogReader reader = MailLogReader.Open(LogFiles.PathOf(log));
        int number = 0, typed = 0;
        while (reader.Read())
        {
            LogLine line = reader.Line;
            Assert.Equal(lines[number], line.Bytes.Bytes.ToArray());
            Assert.Equal(++number, line.Number);
            if (line.FormOrNull is not { } form)
                continue;
            typed++;
            byte[]?[] values = new byte[]?[form.Pattern.Fields.Length];
            for (int i = 0; i < values.Length; i++)
                values[i] = line.Slot(i).HasValue ? line.Slot(i).Bytes.ToArray() : null;
            Assert.Equal(line.Message.ToString(), Encoding.UTF8.GetString(form.Pattern.Print(values)));
        }
        Assert.Equal(lines.Count, number);
        Assert.True(typed > 0, "No line was typed");
    }

    [Theory, MemberData(nameof(Logs))]
    public void Every_line_has_a_header_and_a_program_that_is_ours(string log)
    {
        using MailLogReader reader = MailLogReader.Open(LogFiles.PathOf(log), new MailLogOptions { Year = 2026, TimeZone = TimeZoneInfo.Utc });
        var last = new DateTimeOffset(2026, 11, 20, 0, 0, 0, TimeSpan.Zero);
        while (reader.Read())
        {
            LogLine line = reader.Line;
            Assert.True(line.HasHeader, line.Bytes.ToString());
            // A child that could not run its command has no tag of its own yet.
            bool isPostfix = (line.Program.ToString() is var program && (program.Contains("postfix", StringComparison.Ordinal) || program.StartsWith("H/", StringComparison.Ordinal)))
                || (line.Program == "pipe"u8 && line.Form == "server.execvp");
            bool isNeighbour = line.System == MailSystem.Neighbour;
            Assert.False(isPostfix && isNeighbour, line.Bytes.ToString());
            Assert.Equal(isPostfix || isNeighbour, line.Kind != EventKind.Foreign);
            Assert.False(isNeighbour && line.Kind == EventKind.Unknown, line.Bytes.ToString());
            Assert.True(line.ProcessId > 0 || !isPostfix, line.Bytes.ToString());
            Assert.Equal(isPostfix ? MailSystem.Postfix : isNeighbour ? MailSystem.Neighbour : MailSystem.None, line.System);
            Assert.Equal(new DateTime(2026, 11, 20), line.Time.UtcDateTime.Date);
            Assert.True(line.Time >= last.AddSeconds(-5), line.Bytes.ToString());
            last = line.Time;
        }
    }

    [Theory, MemberData(nameof(Logs))]
    public void No_line_is_unknown(string log)
    {
        var unknown = new List<string>();
        using MailLogReader reader = MailLogReader.Open(LogFiles.PathOf(log));
        while (reader.Read())
            if (reader.Line.Kind == EventKind.Unknown)
                unknown.Add(reader.Line.Message.ToString());
        Assert.Empty(unknown);
    }

    [Theory, MemberData(nameof(LogsInBothForms))]
    public void Both_forms_of_stamps_give_the_same_lines(string log)
    {
        Assert.Equal(WithoutTimes(log.Replace(".rfc3339.log", ".log", StringComparison.Ordinal)), WithoutTimes(log));
    }

    private static List<string> WithoutTimes(string log)
    {
        var lines = new List<string>();
        using MailLogReader reader = MailLogReader.Open(LogFiles.PathOf(log), new MailLogOptions { Year = 2026, TimeZone = TimeZoneInfo.Utc });
        while (reader.Read())
            lines.Add($"{reader.Line.Time:yyyy-MM-dd HH:mm:ss} {reader.Line.Program.ToString()}[{reader.Line.ProcessId}] {reader.Line.Form} {reader.Line.Message.ToString()}");
        return lines;
    }
}
