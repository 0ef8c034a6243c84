using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests;

public class MisuseTests
{
    private const string Two =
        "2026-11-20T10:00:00Z mx1 postfix/smtpd[1]: connect from a.example.org[192.0.2.1]\n2026-11-20T10:00:01Z mx1 postfix/smtpd[1]: connect from b.example.org[192.0.2.2]\n";

    [Fact]
    public void A_line_kept_past_the_next_read_tells_what_to_do()
    {
        using MailLogReader reader = Open(Two);
        Assert.True(reader.Read());
        LogLine kept = reader.Line;
        Assert.True(reader.TryGet(out ConnectEvent connect));
        Assert.Equal("a.example.org", connect.Client.Host.ToString());
        Assert.True(reader.Read());
        AssertIsGone(kept);
        string message = "";
        try
        {
            _ = connect.Client;
        }
        catch (InvalidOperationException exception)
        {
            message = exception.Message;
        }
        Assert.Contains("ToOwned", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_kept_past_the_end_or_the_reader_is_gone_too()
    {
        MailLogReader reader = Open(Two[..(Two.IndexOf('\n') + 1)]);
        Assert.True(reader.Read());
        LogLine kept = reader.Line;
        Assert.False(reader.Read());
        AssertIsGone(kept);
        Assert.Throws<InvalidOperationException>(() => reader.Line.Number);
        reader.Dispose();

        reader = Open(Two);
        Assert.True(reader.Read());
        kept = reader.Line;
        reader.Dispose();
        AssertIsGone(kept);
    }

    [Fact]
    public void An_owned_line_stays()
    {
        MailLogEvent owned;
        string before;
        using (MailLogReader reader = Open("x\n" + Two))
        {
            Assert.True(reader.Read());
            Assert.True(reader.Read());
            before = ParsedLines.Of(reader.Line);
            owned = reader.Line.ToOwned();
            Assert.True(reader.Read());
        }
        Assert.Equal(before, ParsedLines.Of(owned.Line));
        Assert.Equal(2, owned.Line.Number);
        Assert.Equal(EventKind.Connect, owned.Kind);
        Assert.Equal(before, ParsedLines.Of(owned.Line.ToOwned().Line));
        Assert.Equal(Two.Split('\n')[0], owned.ToString());
    }

    [Fact]
    public void There_is_no_line_before_the_first_read()
    {
        using MailLogReader reader = Open(Two);
        string message = Assert.Throws<InvalidOperationException>(() => reader.Line.Number).Message;
        Assert.Contains("call Read first", message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => reader.TryGet(out ConnectEvent _));
        Assert.Contains("call Read first", Assert.Throws<InvalidOperationException>(() => default(LogLine).Kind).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_was_disposed_has_ended()
    {
        MailLogReader reader = Open(Two);
        Assert.True(reader.Read());
        reader.Dispose();
        reader.Dispose();
        Assert.False(reader.Read());
        Assert.False(await reader.ReadAsync());
        Assert.Throws<InvalidOperationException>(() => reader.Line.Number);
    }

    [Fact]
    public void The_stream_belongs_to_the_reader()
    {
        var stream = new ChunkStream(Encoding.UTF8.GetBytes(Two), 7, new Random(1));
        MailLogReader.Open(stream).Dispose();
        Assert.True(stream.IsDisposed);
        Assert.Throws<ArgumentException>(() => MailLogReader.Open(new FileStream(Path.GetTempFileName(), FileMode.Open, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose)));
        Assert.Throws<ArgumentNullException>(() => MailLogReader.Open((Stream)null!));
        Assert.Throws<ArgumentNullException>(() => MailLogReader.Open((string)null!));
    }

    [Fact]
    public void A_file_that_is_not_there_says_so()
    {
        string folder = Path.GetTempPath();
        Assert.Throws<FileNotFoundException>(() => MailLogReader.Open(Path.Combine(folder, "no-such.log")));
        Assert.Throws<DirectoryNotFoundException>(() => MailLogReader.Open(Path.Combine(folder, "no-such", "mail.log")));
        Assert.Throws<UnauthorizedAccessException>(() => MailLogReader.Open(folder));
    }

    [Fact]
    public async Task A_cancelled_wait_can_be_repeated()
    {
        using MailLogReader reader = MailLogReader.Open(new ChunkStream(Encoding.UTF8.GetBytes(Two), 10, new Random(1)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await reader.ReadAsync(new CancellationToken(canceled: true)));
        Assert.True(await reader.ReadAsync());
        Assert.Equal(1, reader.Line.Number);
    }

    private static void AssertIsGone(LogLine line)
    {
        string message = "";
        try
        {
            _ = line.Kind;
        }
        catch (InvalidOperationException exception)
        {
            message = exception.Message;
        }
        Assert.Contains("valid until its next Read", message, StringComparison.Ordinal);
    }

    private static MailLogReader Open(string log) => MailLogReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(log)));
}
