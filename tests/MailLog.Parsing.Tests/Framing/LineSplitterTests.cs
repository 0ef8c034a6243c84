using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests;

public class LineSplitterTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("a", "a")]
    [InlineData("a\n", "a")]
    [InlineData("a\nb", "a|b")]
    [InlineData("a\r\nb\r\n", "a|b")]
    [InlineData("a\r\nb\r", "a|b")]
    [InlineData("\n", "<>")]
    [InlineData("\n\na\n\n", "<>|<>|a|<>")]
    [InlineData("\r\n", "<>")]
    [InlineData("\r", "<>")]
    [InlineData("a\rb\n", "a\rb")]
    [InlineData("a\r\r\n", "a\r")]
    [InlineData("\ra\n", "\ra")]
    [InlineData("\uFEFFa\n\uFEFFb\n", "a|\uFEFFb")]
    [InlineData("\uFEFF", "")]
    [InlineData("\uFEFF\n", "<>")]
    [InlineData("\0\0\0a\n\0b\n", "a|b")]
    [InlineData("\uFEFF\0a\n", "a")]
    [InlineData("a\0b\n", "a\0b")]
    [InlineData("a\0\n", "a\0")]
    [InlineData("a\n\0\0\0", "a")]
    [InlineData("\0\0\n", "<>")]
    [InlineData("a\vb\fc\u0085d\u2028e\n", "a\vb\fc\u0085d\u2028e")]
    public void Lines_end_at_LF_only(string input, string expected)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(input);
        Assert.Equal(expected, Join(Split(bytes, [], out _)));

        // Every cut of a short input into two buffers, and into buffers of one byte each.
        for (int cut = 0; cut <= bytes.Length; cut++)
            Assert.Equal(expected, Join(Split(bytes, [cut], out _)));
        Assert.Equal(expected, Join(Split(bytes, [.. Enumerable.Range(0, bytes.Length)], out _)));
    }

    [Theory]
    [InlineData(65_535, "\n", 0)]
    [InlineData(65_535, "\r\n", 0)]
    [InlineData(65_535, "\r", 0)]
    [InlineData(65_535, "", 0)]
    [InlineData(65_535, "\r\r\n", 2)]
    [InlineData(65_536, "\n", 1)]
    [InlineData(65_536, "\r\n", 2)]
    [InlineData(65_536, "", 1)]
    [InlineData(65_536, "\r", 2)]
    [InlineData(65_537, "\n", 2)]
    [InlineData(300_000, "\n", 234_465)]
    [InlineData(300_000, "\r\n", 234_466)]
    [InlineData(300_000, "", 234_465)]
    public void An_over_long_line_is_cut_and_its_rest_dropped(int length, string end, int dropped)
    {
        byte[] input = Encoding.UTF8.GetBytes("first\n" + new string('x', length) + end + (end.EndsWith('\n') ? "last\n" : ""));
        foreach (int[] cuts in (int[][])[[], [65_536], [65_541], [65_542], [65_543], [65_544], [6, 65_541, 65_542, 65_543, 70_000, 200_000], [.. Enumerable.Range(65_530, 30)]])
        {
            List<string> lines = Split(input, cuts, out LineSplitter splitter);
            Assert.Equal("first", lines[0]);
            Assert.Equal(new string('x', 65_535) + (dropped > 0 ? "<cut>" : ""), lines[1]);
            Assert.Equal(end.EndsWith('\n') ? ["last"] : [], lines.Skip(2));
            Assert.Equal(dropped, splitter.DroppedBytes);
        }
    }

    [Fact]
    public void Cuts_of_the_input_never_change_the_lines()
    {
        var random = new Random(3164);
        for (int n = 0; n < 300; n++)
        {
            byte[] input = RandomInput(random);
            List<string> expected = Split(input, [], out LineSplitter whole);
            for (int k = 0; k < 5; k++)
            {
                int[] cuts = [.. Enumerable.Range(0, random.Next(1, 40)).Select(_ => random.Next(input.Length + 1)).Order()];
                Assert.Equal(expected, Split(input, cuts, out LineSplitter splitter));
                Assert.Equal(whole.DroppedBytes, splitter.DroppedBytes);
                Assert.Equal(whole.SkippedNuls, splitter.SkippedNuls);
            }
        }
    }

    [Fact]
    public void Skipped_NULs_are_counted()
    {
        Split(Encoding.UTF8.GetBytes("\0\0a\0\n\0b\n\0\0\0"), [1, 8], out LineSplitter splitter);
        Assert.Equal(6, splitter.SkippedNuls);
    }

    private static byte[] RandomInput(Random random)
    {
        string[] parts = ["\n", "\n", "\r\n", "\r", "\0", "\0\0\0", "\uFEFF", "a", "line of text", new string('y', 65_530), new string('z', 140_000)];
        var text = new StringBuilder(random.Next(2) == 0 ? "\uFEFF" : "");
        for (int i = random.Next(20); i >= 0; i--)
            text.Append(parts[random.Next(random.Next(4) == 0 ? parts.Length : 9)]);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Join(List<string> lines) => string.Join("|", lines.Select(l => l.Length == 0 ? "<>" : l));

    /// <summary>Reads as a caller does: input comes up to each cut in turn, and the undone rest is moved to the front.</summary>
    private static List<string> Split(byte[] input, int[] cuts, out LineSplitter splitter)
    {
        splitter = default;
        var lines = new List<string>();
        int done = 0;
        foreach (int cut in cuts.Where(c => c < input.Length).Append(input.Length))
        {
            if (cut < done)
                continue;
            ReadOnlySpan<byte> buffer = input.AsSpan(done, cut - done);
            int position = 0;
            while (splitter.TryNext(buffer, isFinal: cut == input.Length, ref position, out int start, out int length, out bool wasCut))
                lines.Add(Encoding.UTF8.GetString(buffer.Slice(start, length)) + (wasCut ? "<cut>" : ""));
            Assert.True(buffer.Length - position < LineSplitter.MinBufferLength);
            done += position;
        }

        Assert.Equal(input.Length, done);
        return lines;
    }
}
