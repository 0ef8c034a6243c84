using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>Blocks are made on another thread while one is looked at; nobody may notice.</summary>
public class ReadingAheadTests
{
    private static byte[] Log(int lines)
    {
        var text = new StringBuilder();
        for (int i = 0; i < lines; i++)
            text.Append("Nov 18 10:00:0").Append(i % 10).Append(" mx postfix/smtpd[").Append(i).Append("]: connect from c").Append(i).Append(".example[192.0.2.1]\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    private static List<string> ReadAll(MailLogReader reader)
    {
        var lines = new List<string>();
        while (reader.Read())
            lines.Add(reader.Line.Number + " " + reader.Line.Offset + " " + reader.Line.Time.ToString("O", null) + " " + reader.Line.Form + " " + reader.Line.Bytes.ToString());
        return lines;
    }

    [Fact]
    public void The_lines_are_the_same_with_and_without_another_thread()
    {
        byte[] log = Log(20_000);
        var options = new MailLogOptions { Year = 2026, TimeZone = TimeZoneInfo.Utc };
        using MailLogReader ahead = MailLogReader.Open(new MemoryStream(log), options), alone = MailLogReader.Open(new MemoryStream(log), options);
        alone.IsAhead = false;
        Assert.Equal(ReadAll(alone), ReadAll(ahead));
    }

    /// <summary>Small logs have too few lines for several threads, so they are read in one piece, too; in another order, other lines teach.</summary>
    [Fact]
    public void The_lines_are_the_same_on_any_number_of_threads()
    {
        byte[][] logs = [.. LogFiles.Below("").Select(LogFiles.Read)];
        byte[][] texts = [.. logs.Where(log => log.Length > 40_000), Concat(logs), Concat(logs.Reverse())];
        Assert.True(texts.Length > 10);
        foreach (byte[] log in texts)
        {
            List<string> expected = ParsedLines.Of(new MemoryStream(log));
            foreach (int threads in new[] { 2, 3, 5 })
                Assert.Equal(expected, ParsedLines.Of(new MemoryStream(log), threads));
        }
    }

    private static byte[] Concat(IEnumerable<byte[]> logs) => [.. logs.SelectMany(log => log)];

    [Fact]
    public void An_error_comes_behind_the_lines_before_it()
    {
        byte[] log = Log(20_000);
        using MailLogReader reader = MailLogReader.Open(new FailingStream(log, failAt: 600_000));
        int lines = 0;
        Assert.Throws<IOException>(() =>
        {
            while (reader.Read())
                lines++;
        });
        Assert.InRange(lines, 600_000 / 80, 600_000 / 60);
        // It is told once; what can be read behind it is read.
        while (reader.Read())
            lines++;
        Assert.Equal(20_000, lines);
    }

    [Fact]
    public async Task Waiting_for_lines_can_follow_reading_them()
    {
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(Log(20_000)));
        int lines = 0;
        while (lines < 5_000 && reader.Read())
            lines++;
        while (await reader.ReadAsync())
            lines++;
        Assert.Equal(20_000, lines);
    }

    [Fact]
    public void A_pipe_that_is_waited_for_does_not_keep_who_disposes_waiting()
    {
        var stream = new StuckStream(Log(2_000));
        MailLogReader reader = MailLogReader.Open(stream);
        // The pipe is empty, and the last block is looked at.
        for (int i = 0; i < 1_000; i++)
            Assert.True(reader.Read());
        Assert.True(stream.Stuck.Wait(TimeSpan.FromSeconds(30)));
        reader.Dispose();
        Assert.False(reader.Read());
        Assert.False(stream.IsClosed.IsSet);
        stream.GoOn.Set();
        Assert.True(stream.IsClosed.Wait(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public void Many_sources_are_read_one_block_at_a_time()
    {
        using var few = new MailLogMerge([.. Enumerable.Range(0, 15).Select(_ => MailLogReader.Open(new MemoryStream(Log(1))))]);
        using var many = new MailLogMerge([.. Enumerable.Range(0, 16).Select(_ => MailLogReader.Open(new MemoryStream(Log(1))))]);
        Assert.True(few.Read() && many.Read());
        Assert.True(few.Current!.IsAhead);
        Assert.False(many.Current!.IsAhead);
    }

    /// <summary>Fails once, at an offset.</summary>
    private sealed class FailingStream(byte[] log, int failAt) : MemoryStream(log)
    {
        private bool _hasFailed;

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (Position < failAt)
                return base.Read(buffer, offset, (int)Math.Min(count, failAt - Position));
            if (!_hasFailed)
            {
                _hasFailed = true;
                throw new IOException("The disk has failed.");
            }
            return base.Read(buffer, offset, count);
        }
    }

    /// <summary>A pipe whose writer has fallen silent.</summary>
    private sealed class StuckStream(byte[] log) : Stream
    {
        private int _position;

        public ManualResetEventSlim Stuck { get; } = new();

        public ManualResetEventSlim GoOn { get; } = new();

        public ManualResetEventSlim IsClosed { get; } = new();

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (_position == log.Length)
            {
                Stuck.Set();
                GoOn.Wait();
                return 0;
            }
            count = Math.Min(count, log.Length - _position);
            Buffer.BlockCopy(log, _position, buffer, offset, count);
            _position += count;
            return count;
        }

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            IsClosed.Set();
            base.Dispose(disposing);
        }
    }
}
