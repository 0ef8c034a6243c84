using System.Buffers;
using System.IO.Pipelines;
using System.Runtime.CompilerServices;
using System.Text;
using System.Threading.Channels;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>Logs that come neither from a file nor from a stream of one: memory, strings, pipes, queues.</summary>
public class OtherInputTests
{
    private static readonly MailLogOptions Options = new() { Year = 2026, TimeZone = TimeZoneInfo.Utc };

    private static byte[] Log { get; } = LogFiles.Read("postfix/outcomes.rfc3339.log");

    private static IEnumerable<string> Strings => LogFiles.Split(Log).Select(Encoding.UTF8.GetString);

    private static List<string> Expected => Read(MailLogReader.Open(new MemoryStream(Log), Options));

    private static List<string> Read(MailLogReader reader)
    {
        var lines = new List<string>();
        using (reader)
            while (reader.Read())
                lines.Add(ParsedLines.Of(reader.Line));
        return lines;
    }

    private static async Task<List<string>> ReadAsync(MailLogReader reader)
    {
        var lines = new List<string>();
        await foreach (MailLogEvent kept in reader.ReadAllAsync())
            lines.Add(ParsedLines.Of(kept.Line));
        return lines;
    }

    [Fact]
    public void Memory_in_one_piece_and_in_several()
    {
        Assert.Equal(Expected, Read(MailLogReader.Open(new ReadOnlySequence<byte>(Log), Options)));
        var first = new Piece(Log.AsMemory(0, 1000));
        Piece last = first.Append(Log.AsMemory(1000, 1)).Append(default).Append(Log.AsMemory(1001));
        Assert.Equal(Expected, Read(MailLogReader.Open(new ReadOnlySequence<byte>(first, 0, last, last.Memory.Length), Options)));
        Assert.Empty(Read(MailLogReader.Open(ReadOnlySequence<byte>.Empty)));
    }

    [Fact]
    public async Task Lines_as_strings()
    {
        Assert.Equal(Expected, Read(MailLogs.OpenLines(Strings, Options)));
        Assert.Equal(Expected, await ReadAsync(MailLogs.OpenLines(Strings, Options)));
    }

    [Fact]
    public async Task Strings_that_come_one_by_one()
    {
        Assert.Equal(Expected, await ReadAsync(MailLogs.OpenLines(OneByOne(), Options)));
        using MailLogReader reader = MailLogs.OpenLines(OneByOne());
        Assert.Throws<NotSupportedException>(() => reader.Read());
    }

    [Fact]
    public async Task A_line_is_told_before_the_next_comes()
    {
        var queue = Channel.CreateUnbounded<string>();
        using MailLogReader reader = MailLogs.OpenLines(queue.Reader.ReadAllAsync());
        foreach (string text in new[] { "Nov 18 10:00:00 mx a: 1", "Nov 18 10:00:00 mx a: 2" })
        {
            queue.Writer.TryWrite(text);
            Assert.True(await reader.ReadAsync());
            Assert.Equal(text, reader.Line.Bytes.ToString());
        }
        // A read that was cancelled loses no line.
        using (var stop = new CancellationTokenSource(20))
            await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadAsync(stop.Token));
        queue.Writer.TryWrite("Nov 18 10:00:00 mx a: 3");
        Assert.True(await reader.ReadAsync());
        Assert.EndsWith("3", reader.Line.Bytes.ToString(), StringComparison.Ordinal);
        queue.Writer.Complete();
        Assert.False(await reader.ReadAsync());
    }

    [Fact]
    public void A_line_feed_in_a_string_makes_no_second_line()
    {
        List<string> lines = [];
        using MailLogReader reader = MailLogs.OpenLines(["Nov 18 10:00:00 mx a: b\nNov 18 10:00:00 mx postfix/qmgr[1]: AAAAAAAAAA: removed\n", null!, "Nov 18 10:00:00 mx a: ü"]);
        while (reader.Read())
            lines.Add(reader.Line.Bytes.ToString());
        Assert.Equal(["Nov 18 10:00:00 mx a: b Nov 18 10:00:00 mx postfix/qmgr[1]: AAAAAAAAAA: removed", "", "Nov 18 10:00:00 mx a: ü"], lines);
    }

    /// <summary>A <see cref="PipeReader"/> is a stream, if it is asked.</summary>
    [Fact]
    public async Task A_pipe()
    {
        var pipe = new System.IO.Pipelines.Pipe();
        Task writing = Task.Run(async () =>
        {
            for (int i = 0; i < Log.Length; i += 777)
                await pipe.Writer.WriteAsync(Log.AsMemory(i, Math.Min(777, Log.Length - i)));
            await pipe.Writer.CompleteAsync();
        });
        Assert.Equal(Expected, await ReadAsync(MailLogReader.Open(pipe.Reader.AsStream(), Options)));
        await writing;
    }

    [Fact]
    public void Nothing_is_told_as_such()
    {
        Assert.Throws<ArgumentNullException>(() => MailLogs.OpenLines((IEnumerable<string>)null!));
        Assert.Throws<ArgumentNullException>(() => MailLogs.OpenLines((IAsyncEnumerable<string>)null!));
    }

    private static async IAsyncEnumerable<string> OneByOne([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (string line in Strings)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            yield return line;
        }
    }

    private sealed class Piece : ReadOnlySequenceSegment<byte>
    {
        public Piece(ReadOnlyMemory<byte> memory) => Memory = memory;

        public Piece Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Piece(memory) { RunningIndex = RunningIndex + Memory.Length };
            Next = next;
            return next;
        }
    }
}
