using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

public class LogLineBufferTests
{
    [Fact]
    public void Lines_of_several_sources_say_what_they_said_when_they_were_added()
    {
        var expected = new List<string>();
        var buffer = new LogLineBuffer();
        // The second time, memory is used again.
        for (int times = 0; times < 2; times++)
        {
            expected.Clear();
            buffer.Clear();
            using var merge = new MailLogMerge(new[] { "postfix/outcomes.rfc3339.log", "hooks/mail.log", "qmail/sq2.send.log" }
                .Select(log => MailLogReader.Open(new MemoryStream(LogFiles.Read(log)), new MailLogOptions { Source = log, Year = 2026, TimeZone = TimeZoneInfo.Utc })));
            while (merge.Read())
            {
                expected.Add(merge.Line.Source + ParsedLines.Of(merge.Line));
                buffer.Add(merge.Line);
            }
            var told = new List<string>();
            for (int i = 0; i < buffer.Count; i++)
                told.Add(buffer[i].Source + ParsedLines.Of(buffer[i]));
            Assert.True(told.Count > 1000);
            Assert.Equal(expected, told);
        }
    }

    [Fact]
    public void A_line_of_a_buffer_can_be_kept_and_added_to_another()
    {
        var first = new LogLineBuffer();
        var second = new LogLineBuffer();
        using MailLogReader reader = MailLogReader.Open(new MemoryStream("Nov 18 10:00:00 mx a: b\nNov 18 10:00:01 mx postfix/qmgr[1]: A1B2C3D4E5: removed"u8.ToArray()), new MailLogOptions { Year = 2026 });
        Assert.True(reader.Read() && reader.Read());
        first.Add(reader.Line);
        second.Add(first[0]);
        MailLogEvent kept = second[0].ToOwned();
        first.Clear();
        second.Clear();
        Assert.Equal((0, 0), (first.Count, first.Length));
        Assert.Equal(2, kept.Line.Number);
        Assert.True(kept.Line.TryGet(out QueueFileEvent removed));
        Assert.Equal("A1B2C3D4E5", removed.QueueId.ToString());
    }

    [Fact]
    public void A_line_that_was_cleared_is_told()
    {
        var buffer = new LogLineBuffer();
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer[0].Number);
        using MailLogReader reader = MailLogReader.Open(new MemoryStream("Nov 18 10:00:00 mx a: b"u8.ToArray()));
        Assert.True(reader.Read());
        buffer.Add(reader.Line);
        Assert.Throws<InvalidOperationException>(() =>
        {
            LogLine line = buffer[0];
            buffer.Clear();
            return line.Number;
        });
        Assert.Throws<InvalidOperationException>(() =>
        {
            LogLine line = reader.Line;
            reader.Read();
            buffer.Add(line);
        });
    }
}
