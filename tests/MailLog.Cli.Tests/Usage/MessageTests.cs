using System.Globalization;
using System.Text;
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
    [InlineData("--format: 'xml' not recognized. Must be one of: 'text' 'json'", "summary", "--format", "xml")]
    [InlineData("See 'maillog policy explain --help'.", "policy", "explain")]
    [InlineData("See 'maillog track --help'.", "track", "--limit")]
    [InlineData("See 'maillog --help'.", "help")]
    [InlineData("--year is a year of four digits, for instance 2026.", "track", "--year", "26", "-")]
    [InlineData("there is no zone 'CEST'; write for instance Europe/Vienna", "track", "--time-zone", "CEST", "-")]
    [InlineData("the name of a file is empty.", "track", "")]
    [InlineData("--from has an empty value. The null sender is '<>'.", "track", "--from", "", "-")]
    [InlineData("--text has an empty value.", "summary", "--text", "", "-")]
    [InlineData("--redact names no file.", "track", "--redact", "", "-")]
    [InlineData("--output names the page's file, or '-'.", "report", "-o", "", "-")]
    public void A_mistake_is_told_with_what_was_meant(string message, params string[] arguments)
    {
        Command.Result result = Command.RunWith([], arguments);

        Assert.Equal((2, ""), (result.Status, result.Output));
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
        Assert.Single(result.Errors.TrimEnd('\n').Split('\n'));
    }

    [Fact]
    public void Without_arguments_there_is_help_on_standard_error()
    {
        Command.Result result = Command.RunWith([]);

        Assert.Equal((2, ""), (result.Status, result.Output));
        Assert.Contains("track <FILE>", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_of_before_stays_when_no_log_can_be_read()
    {
        using var folder = new TempFolder();
        string page = folder.Write("page.html", "before");

        Assert.Equal(1, Command.RunWith([], "report", folder["no.log"], "-o", page).Status);
        Assert.Equal("before", File.ReadAllText(page));
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

    [Theory]
    [InlineData("BZh91AY", "it is compressed by bzip2; send 'bzcat'")]
    [InlineData("\u00fd7zXZ\0", "it is compressed by xz; send 'xzcat'")]
    [InlineData("(\u00b5/\u00fd", "it is compressed by zstd; send 'zstdcat'")]
    [InlineData("PK\u0003\u0004", "it is a zip archive; send 'unzip -p'")]
    [InlineData("LPKSHHRH", "it is a file of systemd's journal; send 'journalctl -o export --file'")]
    [InlineData("\u00ff\u00feN\0", "it is text in UTF-16;")]
    [InlineData("hello", "is it a log?")]
    [InlineData("B", "is it a log?")]
    public void What_is_no_log_of_lines_is_told_with_how_it_is_read(string start, string advice)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["mail"], Encoding.Latin1.GetBytes(start + " and so on\n"));

        Command.Result result = Command.Track(folder["mail"]), piped = Command.RunWith(File.ReadAllBytes(folder["mail"]), "track");

        Assert.Equal((1, ""), (result.Status, result.Output));
        Assert.Contains("mail: its only line has no header that is understood; " + advice, result.Errors, StringComparison.Ordinal);
        Assert.Equal((1, ""), (piped.Status, piped.Output));
        Assert.Contains("-: its only line has no header that is understood; " + advice, piped.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_part_of_the_reference_without_a_hook_is_no_silence()
        => Assert.Equal("maillog: no hook of the reference matches.\n", Command.Run("hooks", "--stage", "nowhere").Errors);
}
