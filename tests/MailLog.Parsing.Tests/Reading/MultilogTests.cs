using System.Globalization;
using System.IO.Compression;
using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>Folders of multilog, svlogd and s6-log as one source.</summary>
public sealed class MultilogTests : IDisposable
{
    private const string First = "@400000006affe65000000000", Second = "@400000006affe65100000000", Third = "@400000006affe6520000000a";

    private readonly string _folder = Directory.CreateTempSubdirectory("maillog").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Files_follow_their_labels_and_current_is_the_last()
    {
        Write("current", Lines(7, 8));
        Write("previous", Lines(6));
        Write(Third + ".s", Lines(5));
        Write(First + ".s", Lines(1, 2));
        Write(Second + ".u", Lines(3, 4));
        foreach (string other in (string[])["lock", "state", "newstate", "processed", "config", "status", "current.bak", Third, Third + ".x", Third + ".s.gz", Third + "0.s", "@400000006affe6530000000g.s", "x400000006affe65300000000.s"])
            Write(other, Lines(99));
        Directory.CreateDirectory(Path.Combine(_folder, "@400000006affe65900000000.s"));

        Assert.Equal("1@0 2@36 3@72 4@108 5@144 6@180 7@216 8@252", Read());
    }

    [Theory]
    [InlineData(First + ".s", Second + ".s")]
    [InlineData(First + ".u", Second + ".t")]
    [InlineData("@400000006AFFE65000000000.s", "@400000006affe65000000001.s")]
    [InlineData("@400000006affe6500000000a.s", "@400000006AFFE6500000000B.s")]
    [InlineData(First + ".s", "current")]
    [InlineData("previous", "current")]
    [InlineData(Second + ".t", "previous")]
    public void Two_files_in_their_order(string first, string second)
    {
        Write(second, Lines(2));
        Write(first, Lines(1));
        Assert.Equal("1@0 2@36", Read());
    }

    // A processor's output and its input are the same lines; the whole file counts.
    [Theory]
    [InlineData(".s", ".u")]
    [InlineData(".s", ".t")]
    [InlineData(".u", ".t")]
    public void Of_one_label_one_file_is_read(string read, string left)
    {
        Write(First + left, Lines(9));
        Write(First + read, Lines(1));
        Assert.Equal("1@0", Read());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_last_line_without_end_gets_one(bool wholeLinesOnly)
    {
        Write(First + ".u", Lines(1) + "@400000006affe6523a360fbc cut o");
        Write(Second + ".s", "");
        Write(Third + ".s", Lines(3));
        Write("current", Lines(4) + "@400000006affe6523a360fbc not yet");
        Assert.Equal("1@0 cut o@36 3@68 4@104" + (wholeLinesOnly ? "" : " not yet@140"), Read(new MailLogOptions { WholeLinesOnly = wholeLinesOnly }));
    }

    [Fact]
    public void A_torn_line_before_an_empty_current_is_done()
    {
        Write(First + ".u", "@400000006affe6523a360fbc cut o");
        Write("current", "");
        Assert.Equal("cut o@0", Read(new MailLogOptions { WholeLinesOnly = true }));
    }

    [Fact]
    public async Task Each_file_is_plain_or_gzip()
    {
        Compress(First + ".s", Lines(1, 2));
        Write(Second + ".s", Lines(3));
        Compress(Third + ".s", "@400000006affe6523a360fbc x");
        Write("current", "\u001f");
        Assert.Equal("1@0 2@36 3@72 x@108 \u001f@136", Read());

        var lines = new List<string>();
        await using MailLogReader reader = MailLogs.OpenMultilog(_folder);
        while (await reader.ReadAsync())
            lines.Add(ParsedLines.Of(reader.Line));
        using MailLogReader again = MailLogs.OpenMultilog(_folder);
        foreach (string line in lines)
            Assert.True(again.Read() && line == ParsedLines.Of(again.Line));
    }

    [Fact]
    public void Damaged_data_is_told_and_reading_goes_on_behind_it()
    {
        byte[] whole = Compressed(Lines([.. Enumerable.Range(1, 3000)]));
        File.WriteAllBytes(Path.Combine(_folder, First + ".s"), whole[..^30]);
        File.WriteAllBytes(Path.Combine(_folder, Second + ".s"), [.. whole[..200], .. new byte[400]]);
        Write("current", Lines(4001));
        using MailLogReader reader = MailLogs.OpenMultilog(_folder);
        int failures = 0, lines = 0;
        string last = "";
        for (bool goOn = true; goOn;)
        {
            try
            {
                goOn = reader.Read();
                if (goOn)
                    last = reader.Line.Message.ToString();
                lines += goOn ? 1 : 0;
            }
            catch (InvalidDataException)
            {
                failures++;
            }
        }
        Assert.Equal("new msg 4001", last);
        Assert.Equal(2, failures);
        Assert.True(lines > 2000);
    }

    [Fact]
    public void A_file_that_is_gone_is_told_and_reading_goes_on_behind_it()
    {
        Write(First + ".s", Lines([.. Enumerable.Range(1, 20_000)]));
        Write(Second + ".s", Lines(20_001));
        Write("current", Lines(20_002));
        using MailLogReader reader = MailLogs.OpenMultilog(_folder);
        Assert.True(reader.Read());
        File.Delete(Path.Combine(_folder, Second + ".s"));
        File.Move(Path.Combine(_folder, "current"), Path.Combine(_folder, Third + ".s"));
        Write("current", Lines(20_003));
        string last = "";
        var error = Assert.Throws<IOException>(() =>
        {
            while (reader.Read())
                last = reader.Line.Message.ToString();
        });
        Assert.Contains(Second, error.Message, StringComparison.Ordinal);
        Assert.Equal("new msg 20000", last);
        Assert.True(reader.Read());
        Assert.Equal("new msg 20002", reader.Line.Message.ToString());
        Assert.False(reader.Read());
    }

    [Fact]
    public void Going_on_from_any_line_gives_the_rest()
    {
        Compress(First + ".s", Lines(1, 2) + "@400000006affe6523a360fbc x");
        Write("current", Lines(4, 5));
        string[] whole = Read().Split(' ');
        using MailLogReader reader = MailLogs.OpenMultilog(_folder);
        for (int i = 0; reader.Read(); i++)
            Assert.Equal(string.Join(" ", whole.Skip(i + 1)), Read(new MailLogOptions { StartAt = reader.Line.End }));
    }

    [Fact]
    public void The_source_is_the_folder_and_the_year_that_of_the_last_file()
    {
        Write(First + ".s", "Nov 18 10:00:00 mx1 postfix/smtpd[1]: connect from a[192.0.2.1]\n");
        Write("current", "");
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "current"), new DateTime(2011, 11, 19, 0, 0, 0, DateTimeKind.Utc));
        using MailLogReader reader = MailLogs.OpenMultilog(_folder);
        Assert.True(reader.Read());
        Assert.Equal(2011, reader.Line.Time.Year);
        Assert.Equal(_folder, reader.Source);
        using MailLogReader named = MailLogs.OpenMultilog(_folder, new MailLogOptions { Source = "x", LastWriteTime = new DateTimeOffset(2009, 12, 1, 0, 0, 0, TimeSpan.Zero) });
        Assert.True(named.Read());
        Assert.Equal(("x", 2009), (named.Source, named.Line.Time.Year));
    }

    [Fact]
    public void What_is_no_such_folder_is_told()
    {
        Write("mail.log", Lines(1));
        FileNotFoundException none = Assert.Throws<FileNotFoundException>(() => MailLogs.OpenMultilog(_folder));
        Assert.Contains("current", none.Message, StringComparison.Ordinal);
        Assert.Equal(_folder, none.FileName);
        Assert.Throws<DirectoryNotFoundException>(() => MailLogs.OpenMultilog(Path.Combine(_folder, "none")));
        Assert.ThrowsAny<IOException>(() => MailLogs.OpenMultilog(Path.Combine(_folder, "mail.log")));
        Assert.Throws<ArgumentNullException>(() => MailLogs.OpenMultilog(null!));
        Assert.ThrowsAny<ArgumentException>(() => MailLogs.OpenMultilog(""));
    }

    private static string Lines(params int[] numbers) => string.Concat(numbers.Select(n => "@400000006affe6523a360fbc new msg " + n.ToString(CultureInfo.InvariantCulture) + "\n"));

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private void Compress(string name, string text) => File.WriteAllBytes(Path.Combine(_folder, name), Compressed(text));

    private static byte[] Compressed(string text)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Fastest))
            gzip.Write(Encoding.UTF8.GetBytes(text));
        return output.ToArray();
    }

    /// <summary>Of each line what it says and its offset; the numbers are checked.</summary>
    private string Read(MailLogOptions? options = null)
    {
        var lines = new List<string>();
        using MailLogReader reader = MailLogs.OpenMultilog(_folder, options);
        while (reader.Read())
        {
            lines.Add(reader.Line.Message.ToString().Replace("new msg ", "", StringComparison.Ordinal) + "@" + reader.Line.Offset.ToString(CultureInfo.InvariantCulture));
            Assert.Equal((options?.StartAt?.Lines ?? 0) + lines.Count, reader.Line.Number);
        }
        Assert.False(reader.Read());
        return string.Join(" ", lines);
    }
}
