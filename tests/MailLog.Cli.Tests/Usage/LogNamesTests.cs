using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>Names of logs: patterns, and rotated files in their order.</summary>
public sealed class LogNamesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mail.log mail.log.1 mail.log.2.gz mail.log.10.gz", "mail.log.10.gz mail.log.2.gz mail.log.1 mail.log")]
    [InlineData("mail.log mail.log-20261119.gz mail.log-20261120", "mail.log-20261119.gz mail.log-20261120 mail.log")]
    [InlineData("mail.log-20261119-1732000000.gz mail.log-20261119-1731990000.gz mail.log", "mail.log-20261119-1731990000.gz mail.log-20261119-1732000000.gz mail.log")]
    [InlineData("b/mail.log a/mail.log b/mail.log.1 a/mail.log.1", "b/mail.log.1 b/mail.log a/mail.log.1 a/mail.log")]
    [InlineData("maillog maillog-2026-11-19 other.log", "maillog-2026-11-19 maillog other.log")]
    [InlineData("mail.log.gz mail.log.1.gz", "mail.log.1.gz mail.log.gz")]
    [InlineData("- mail.log", "- mail.log")]
    [InlineData("z.log a.log", "z.log a.log")]
    public void Rotated_files_come_oldest_first(string given, string expected) => Assert.Equal(expected.Split(' '), LogNames.OldestFirst(given.Split(' ')));

    [Fact]
    public void A_pattern_is_what_it_fits()
    {
        foreach (string name in new[] { "mail.log", "mail.log.1", "mail.log.2", ".mail.log", "mail[1].log", "other" })
            _folder.Write(name, "");
        Directory.CreateDirectory(_folder["host1"]);
        Directory.CreateDirectory(_folder["host2"]);
        Directory.CreateDirectory(_folder["mail.logs"]);
        _folder.Write("host2/mail.log", "");
        _folder.Write("star*", "");

        Assert.Equal(Names("mail.log.2", "mail.log.1", "mail.log"), LogNames.Expand(_folder["mail.log*"]));
        Assert.Equal(Names("mail.log.2", "mail.log.1"), LogNames.Expand(_folder["mail.log.?"]));
        Assert.Equal(Names("host2/mail.log"), LogNames.Expand(_folder["*/mail.log"]));
        Assert.Equal(Names("star*"), LogNames.Expand(_folder["star*"]));
        Assert.Equal(Names("mail[1].log"), LogNames.Expand(_folder["mail[1].log"]));
        Assert.Equal(Names("missing"), LogNames.Expand(_folder["missing"]));
        Assert.Empty(LogNames.Expand(_folder["missing*"]));
    }

    [Fact]
    public void Events_of_rotated_files_are_in_order_however_they_are_given()
    {
        string[] logs = [_folder.Write("mail.log", SmallLog.Mail(3)), _folder.Write("mail.log.1", SmallLog.Mail(2)), _folder.Compress("mail.log.2.gz", SmallLog.Mail(1))];
        string output = Command.Run(["events", "--format", "json", .. logs]).Done().Output;

        Assert.Equal(output, Command.Run("events", "--format", "json", _folder["mail.log*"]).Done().Output);
        Assert.Equal(["1", "2", "3"], output.Split('\n').Where(l => l.Contains("\"event\":\"messageId\"", StringComparison.Ordinal)).Select(l => l[l.IndexOf('<', StringComparison.Ordinal) + 1].ToString()));
        Assert.Equal(3, Command.Track(_folder["mail.log*"]).Done().Ids.Length);
    }

    [Fact]
    public void A_second_in_which_a_log_was_rotated_is_not_mixed_up()
    {
        string[] lines = [.. SmallLog.Mail(1).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => "Nov 20 10:00:00" + line[line.IndexOf(" mx", StringComparison.Ordinal)..] + "\n")];
        string old = _folder.Write("mail.log.1", string.Concat(lines.Take(lines.Length / 2))), log = _folder.Write("mail.log", string.Concat(lines.Skip(lines.Length / 2)));

        Command.Result inOrder = Command.Track("--lines", "--history", old, log).Done();
        Assert.Equal(lines.Select(line => line.TrimEnd()), inOrder.Objects.Single().GetProperty("lines").EnumerateArray().Select(line => line.GetProperty("text").GetString()));
        Assert.Equal(inOrder.Output, Command.Track("--lines", "--history", log, old).Done().Output);
    }

    [Fact]
    public void A_pattern_that_fits_nothing_is_an_input_that_cannot_be_read()
    {
        Command.Result result = Command.Track(_folder["nothing*"], _folder.Write("mail.log", SmallLog.Mail(1)));

        Assert.Equal((1, 1), (result.Status, result.Ids.Length));
        Assert.Contains("nothing*: no file fits this pattern.\n", result.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("events")]
    [InlineData("track")]
    [InlineData("summary")]
    public void A_file_that_is_named_twice_is_read_once(string command)
    {
        string log = _folder.Write("mail.log", SmallLog.Mail(1) + SmallLog.Mail(2));
        string once = Command.Run(command, log, "--format", "json").Done().Output;

        Assert.Equal(once, Command.Run(command, log, _folder["mail.log*"], _folder["./mail.log"], "--format", "json").Done().Output);
    }

    private string[] Names(params string[] names) => [.. names.Select(n => _folder[n])];
}
