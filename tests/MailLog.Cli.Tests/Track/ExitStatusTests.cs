using System.Diagnostics;
using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>0: done. 1: an input could not be read, the others were. 2: wrong usage.</summary>
public sealed class ExitStatusTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly string _one, _two;

    public ExitStatusTests() => (_one, _two) = (_folder.Write("one.log", SmallLog.Mail(1)), _folder.Compress("two.log", SmallLog.Mail(2)));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_found_is_no_failure()
    {
        Assert.Equal("", Command.Track(_one, "--from", "nobody").FoundNothing().Output);
        Assert.Equal("", Command.Track(_folder.Write("empty.log", "")).FoundNothing().Output);
    }

    [Theory]
    [InlineData("missing")]
    [InlineData("folder")]
    [InlineData("binary")]
    [InlineData("cut")]
    public void An_input_that_cannot_be_read_is_named_and_the_others_are_read(string kind)
    {
        string bad = _folder["bad"];
        if (kind == "folder")
            Directory.CreateDirectory(bad);
        else if (kind == "binary")
            File.WriteAllBytes(bad, [.. Enumerable.Range(0, 5000).Select(i => (byte)(i * 7919 >> 3))]);
        else if (kind == "cut")
            File.WriteAllBytes(bad, File.ReadAllBytes(_folder.Compress("whole", string.Concat(Enumerable.Range(10, 20).Select(i => SmallLog.Mail(i)))))[..^20]);
        Command.Result result = Command.Track(_one, bad, _two);

        Assert.Equal(1, result.Status);
        Assert.Contains(bad, Assert.Single(result.Errors.TrimEnd('\n').Split('\n')), StringComparison.Ordinal);
        Assert.Contains(SmallLog.Id(1), result.Ids);
        Assert.Contains(SmallLog.Id(2), result.Ids);
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_named()
    {
        string bad = _folder.Write("bad", SmallLog.Mail(3));
        if (OperatingSystem.IsWindows())
            return;
        File.SetUnixFileMode(bad, UnixFileMode.None);
        bool isReadable = CanRead(bad); // by root
        Command.Result result = Command.Track(bad, _two);

        Assert.Equal(isReadable ? 0 : 1, result.Status);
        Assert.Equal(isReadable ? 2 : 1, result.Ids.Length);
        Assert.Equal(!isReadable, result.Errors.Contains(bad, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("track --no-such-option")]
    [InlineData("track --limit none")]
    [InlineData("track --limit 0")]
    [InlineData("track --limit -1")]
    [InlineData("track --format xml")]
    [InlineData("track --status nonsense")]
    [InlineData("track --outcome nonsense")]
    [InlineData("track --since yesterday")]
    [InlineData("track --since 2026-11-21 --until 2026-11-20")]
    [InlineData("track --year 0")]
    [InlineData("track --year x")]
    [InlineData("track --time-zone Nowhere/Land")]
    [InlineData("track --state s --limit 1 file")]
    [InlineData("track --state s -")]
    [InlineData("track --state s .")]
    [InlineData("track --tai-offset 37")]
    [InlineData("events --format xml")]
    [InlineData("nonsense")]
    public void Wrong_usage_is_told_in_a_line(string arguments)
    {
        Command.Result result = Command.RunWith([], arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

        Assert.Equal(2, result.Status);
        Assert.Matches("^maillog: .*\\.\n$", result.Errors);
        Assert.Equal("", result.Output);
    }

    [Theory]
    [InlineData]
    [InlineData("-")]
    public void Standard_input_is_read(params string[] arguments)
    {
        Assert.Equal([SmallLog.Id(1)], Track(File.ReadAllBytes(_one)));
        Assert.Equal([SmallLog.Id(2)], Track(File.ReadAllBytes(_two)));

        string[] Track(byte[] input) => Command.RunWith(input, ["track", "--format", "json", .. arguments]).Done().Ids;
    }

    [Fact]
    public void A_reader_that_has_seen_enough_is_no_failure()
    {
        string log = _folder.Write("long.log", string.Concat(Enumerable.Range(1, 4000).Select(i => SmallLog.Mail(i))));
        using Process process = Command.Start(["events", "--format", "json", log], hasInput: false);
        Assert.NotNull(process.StandardOutput.ReadLine());
        process.StandardOutput.Close();
        string errors = process.StandardError.ReadToEnd();

        Assert.True(process.WaitForExit(20_000));
        Assert.Equal(("", 0), (errors, process.ExitCode));
    }

    private static bool CanRead(string path)
    {
        try
        {
            return File.ReadAllText(path).Length > 0;
        }
        catch (UnauthorizedAccessException)
        {
            return false;
        }
    }
}
