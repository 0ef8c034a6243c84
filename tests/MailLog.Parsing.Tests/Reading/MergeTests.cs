using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests;

public class MergeTests
{
    [Fact]
    public void The_earliest_line_comes_next_and_of_equal_ones_the_first_readers()
    {
        using var merge = new MailLogMerge([Log("b", 2, 3, 5), Log("a", 1, 3, 4)]);
        Assert.Equal(["a1", "b2", "b3", "a3", "a4", "b5"], Read(merge));
        Assert.Null(merge.Current);
    }

    [Fact]
    public void Files_in_the_wrong_order_are_read_in_the_right_one()
    {
        using var merge = new MailLogMerge([Log("new", 7, 8), Log("old", 1, 2)]);
        Assert.Equal(["old1", "old2", "new7", "new8"], Read(merge));
    }

    [Fact]
    public void The_order_within_a_log_stays()
    {
        using var merge = new MailLogMerge([Log("a", 5, 1, 6), Log("b", 2, 7)]);
        Assert.Equal(["b2", "a5", "a1", "a6", "b7"], Read(merge));
    }

    [Fact]
    public void A_source_that_fails_is_named_and_the_others_go_on()
    {
        using var merge = new MailLogMerge([MailLogReader.Open(new FailingStream(), new MailLogOptions { Source = "bad" }), Log("a", 1, 2)]);
        Assert.Throws<IOException>(() => merge.Read());
        Assert.Equal("bad", merge.Current?.Source);
        Assert.Equal(["a1", "a2"], Read(merge));
    }

    [Fact]
    public void There_is_no_line_before_the_first_read()
    {
        using var merge = new MailLogMerge([Log("a", 1)]);
        Assert.Throws<InvalidOperationException>(() => merge.Line.Number);
    }

    private static List<string> Read(MailLogMerge merge)
    {
        var lines = new List<string>();
        while (merge.Read())
            lines.Add(merge.Line.Message.ToString());
        return lines;
    }

    private static MailLogReader Log(string name, params int[] seconds)
        => MailLogReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(seconds.Select(s => $"2026-11-20T10:00:0{s}+00:00 mx1 x[1]: {name}{s}\n")))));

    private sealed class FailingStream : MemoryStream
    {
        public override int Read(byte[] buffer, int offset, int count) => throw new IOException("no");

        public override int Read(Span<byte> buffer) => throw new IOException("no");
    }
}
