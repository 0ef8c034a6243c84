using System.Globalization;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>What is said about mistakes and empty answers: one clear sentence, and what to do.</summary>
public class MessageTests
{
    [Theory]
    [InlineData("(did you mean '--from'?)", "track", "--form", "x")]
    [InlineData("(did you mean '--queue-id'?)", "track", "--queue", "x")]
    [InlineData("(did you mean '--format'?)", "summary", "--fromat=json")]
    [InlineData("(did you mean 'track'?)", "trakc")]
    [InlineData("(did you mean 'summary'?)", "sumary")]
    [InlineData("(did you mean 'check'?)", "policy", "chek")]
    [InlineData("write for instance 2026-11-20, '2026-11-20 08:30' or", "track", "--since", "yesterday", "-")]
    [InlineData("there is no option '--zzzzz'; a file of that name", "track", "--zzzzz")]
    public void A_mistake_is_told_with_what_was_meant(string message, params string[] arguments)
    {
        Command.Result result = Command.RunWith([], arguments);

        Assert.Equal((2, ""), (result.Status, result.Output));
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.TrimEnd('\n').Split('\n'));
    }

    [Theory]
    [InlineData("28 mails; 206 lines were read, all of mail systems, from 2026-11-20 06:24:47 UTC to 2026-11-20 06:24:51 UTC.", "--outcome", "quarantined")]
    [InlineData("no line leads to one; 206 lines were read, all of mail systems, from 2026-11-20 06:24:47 UTC to", "--queue-id", "FFFFFFFFFF")]
    public void An_empty_answer_says_what_was_read(string message, params string[] filter)
    {
        string log = LogFiles.PathOf("postfix/header_checks.log");
        int lines = File.ReadLines(log).Count();

        string errors = Command.Track([log, "--year", "2026", "--time-zone", "UTC", .. filter]).FoundNothing().Errors;
        Assert.Contains(message.Replace("206", lines.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_log_of_other_programs_is_told_from_an_empty_one()
    {
        using var folder = new TempFolder();
        string mostly = folder.Write("syslog", string.Concat(Enumerable.Repeat("2026-11-20T10:00:00+00:00 mx cron[1]: job\n", 9)) + "2026-11-20T10:00:00+00:00 mx postfix/qmgr[1]: A100000001: removed\n");

        Assert.Contains("10 lines were read, 1 of them of mail systems,", Command.Track(mostly, "--from", "nobody").FoundNothing().Errors, StringComparison.Ordinal);
        Assert.Contains("no line was read.", Command.Track(folder.Write("empty", "")).FoundNothing().Errors, StringComparison.Ordinal);
        Assert.Single(Command.Track(folder.Write("cron", "2026-11-20T10:00:00+00:00 mx cron[1]: job\n")).Errors.TrimEnd('\n').Split('\n'));
    }
}
