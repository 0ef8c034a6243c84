using System.IO.Compression;
using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

public class GzipTests
{
    private static readonly byte[] Log = LogFiles.Read("postfix/outcomes.log");

    [Fact]
    public void It_is_known_by_its_content()
    {
        Assert.Equal(ParsedLines.Of(Log), ParsedLines.Of(Compress(Log)));
    }

    [Fact]
    public async Task It_reads_the_same_in_pieces()
    {
        var random = PropertyCheck.NewRandom();
        List<string> expected = ParsedLines.Of(Log);
        foreach (int largest in new[] { 1, 3, 1000 })
        {
            Assert.Equal(expected, ParsedLines.Of(new ChunkStream(Compress(Log), largest, random)));
            Assert.Equal(expected, await ParsedLines.OfAsync(new ChunkStream(Compress(Log), largest, random)));
        }
    }

    [Fact]
    public void Members_one_after_the_other_are_one_log()
    {
        int half = Array.IndexOf(Log, (byte)'\n', Log.Length / 2) + 10;
        byte[] empty = Compress([]);
        byte[] members = [.. Compress(Log[..half]), .. empty, .. Compress(Log[half..]), .. empty];
        Assert.Equal(ParsedLines.Of(Log), ParsedLines.Of(members));
    }

    [Fact]
    public void An_empty_one_has_no_lines()
    {
        Assert.Empty(ParsedLines.Of(Compress([])));
    }

    [Fact]
    public void One_that_is_cut_off_gives_its_lines_and_then_an_exception()
    {
        byte[] whole = Compress(Log), two = [.. whole, .. Compress(Log)];
        List<string> expected = ParsedLines.Of([.. Log, .. Log]);
        for (int length = 2; length < two.Length; length += 1 + length / 50)
        {
            if (length == whole.Length)
                continue;
            using MailLogReader reader = MailLogReader.Open(new MemoryStream(two[..length]), new MailLogOptions { Year = 2026 });
            int lines = 0;
            Assert.Throws<InvalidDataException>(() =>
            {
                while (reader.Read())
                    Assert.Equal(expected[lines++].Split(" | ")[1], Encoding.Latin1.GetString(reader.Line.Message.Bytes));
            });
            Assert.Throws<InvalidDataException>(() => reader.Read());
            Assert.True(lines * 100L >= expected.Count * (length - 9000L) / two.Length, $"{lines} lines of {length} bytes");
        }
    }

    [Fact]
    public async Task One_that_is_cut_off_is_told_asynchronously_too()
    {
        byte[] log = Compress(Log);
        await Assert.ThrowsAsync<InvalidDataException>(() => ParsedLines.OfAsync(new ChunkStream(log[..^1], 100, new Random(1))));
    }

    [Fact]
    public void Damage_in_the_middle_is_told()
    {
        byte[] damaged = Compress(Log);
        damaged[damaged.Length / 2] ^= 0x55;
        Assert.Throws<InvalidDataException>(() => ParsedLines.Of(damaged));
    }

    [Fact]
    public void A_plain_log_may_start_with_one_byte_of_its_mark()
    {
        Assert.Single(ParsedLines.Of([0x1F]));
        Assert.Single(ParsedLines.Of([0x1F, (byte)'\n']));
    }

    private static byte[] Compress(byte[] bytes)
    {
        var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal))
            gzip.Write(bytes);
        return output.ToArray();
    }
}
