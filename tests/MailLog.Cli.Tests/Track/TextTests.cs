using System.Text;
using System.Text.RegularExpressions;
using MailLog.Correlation;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>A mail for people: what became of it, and its way with who said what.</summary>
public class TextTests
{
    private const string Sample = "postfix/content_filter.rfc3339.log";

    [Fact]
    public void A_mail_is_told_step_by_step()
    {
        string output = Track(LogFiles.PathOf("postfix/dsn.log"), "--queue-id", "98288B5E44B");

        Assert.Equal(
            """
            2026-11-20 06:55:47 UTC  DELIVERED
              from     <alice@example.com> by localhost[127.0.0.1]
              message  <dsn.008@client.example.org>, 344 bytes
              path     98288B5E44B
              to       <later2d@dest.test>  delivered
              06:55:47        accepted from localhost[127.0.0.1]
              06:55:47        taken up for delivery
              06:55:48  +1 s  postponed, attempt 1 for <later2d@dest.test> at
                              mx-2.example.org[127.0.1.2]:25:
                                451 4.7.1 <later2d@dest.test>: Greylisted, please try again
                                in 300 seconds
              06:55:48        sender told of the delay as 0C81EB5E467
              06:55:48        sender told of the delay as 0CD8AB5E468
              06:55:50  +2 s  taken up for delivery
              06:55:50        postponed, attempt 2 for <later2d@dest.test> at
                              mx-2.example.org[127.0.1.2]:25:
                                451 4.7.1 <later2d@dest.test>: Greylisted, please try again
                                in 300 seconds
              06:55:52  +2 s  taken up for delivery
              06:55:52        delivered, attempt 3 for <later2d@dest.test> at
                              mx-1.example.org[127.0.1.1]:25:
                                250 2.0.0 Ok: queued as SINK000006
              06:55:52        sender told of the delivery as 3BBBFB5E468
              06:55:52        left the queue


            """, output);
    }

    [Fact]
    public void Every_log_fits_80_columns_and_every_mail_has_its_outcome_and_recipients()
    {
        foreach (string log in LogFiles.Below(""))
            foreach (Mail mail in SummaryTests.Read(LogFiles.PathOf(log)).Mails)
            {
                string[] lines = TextOf(mail).Split('\n');
                Assert.All(lines, line => Assert.True(line.Length <= 80, log + ": " + line));
                Assert.Equal(Words.Of(mail.Outcome).ToUpperInvariant(), Regex.Match(lines[0], "  ([A-Z ]+)").Groups[1].Value.Replace(" ", "", StringComparison.Ordinal));
                Assert.Equal(mail.Recipients.Count, lines.Count(l => l.StartsWith("  to       <", StringComparison.Ordinal)));
                Assert.True(lines.Length >= mail.History.Count + mail.Recipients.Count + 3);
            }
    }

    private static string TextOf(Mail mail)
    {
        using var output = new MemoryStream();
        using var writer = new MailTextWriter(output, withLines: false, DisplayClock.AsLogged, Terminal.None);
        writer.Write(mail);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    [Fact]
    public void Times_are_as_logged_or_in_the_zone_asked_for()
    {
        using var folder = new TempFolder();
        string log = folder.Write("mail.log", SmallLog.Mail(1).Replace("+00:00", "+09:00", StringComparison.Ordinal));

        Assert.StartsWith("2026-11-20 10:01:01 +09:00  ", Track(log), StringComparison.Ordinal);
        Assert.StartsWith("2026-11-20 01:01:01 UTC  ", Track(log, "--utc"), StringComparison.Ordinal);
        Assert.StartsWith("2026-11-19 20:01:01 -05:00  ", Command.Run("track", log, "--local", "--time-zone", "America/New_York").Done().Output, StringComparison.Ordinal);
        Assert.Equal(2, Command.Run("track", log, "--local", "--utc").Status);
        Assert.Equal(Command.Track(log).Output, Command.Track(log, "--utc").Output);
    }

    [Fact]
    public void A_mail_of_several_days_says_which()
    {
        using var folder = new TempFolder();
        string log = folder.Write("mail.log", SmallLog.Begin(1) + SmallLog.End(1).Replace("11-20", "11-22", StringComparison.Ordinal));

        Assert.Contains("\n  2026-11-22 UTC\n  10:01:30  +2 d  delivered", Track(log), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("never", false)]
    [InlineData("auto", false)]
    [InlineData("always", true)]
    public void Colours_are_for_terminals_unless_asked_for(string when, bool hasColours)
    {
        string log = LogFiles.PathOf(Sample), plain = Track(log), output = Track(log, "--color", when);

        Assert.Equal(hasColours, output.Contains('\u001b', StringComparison.Ordinal));
        Assert.Equal(plain, Regex.Replace(output, "\u001b\\[[0-9;]*m", ""));
    }

    [Theory]
    [InlineData("text")]
    [InlineData("csv")]
    public void What_steers_a_terminal_is_shown(string format)
    {
        using var folder = new TempFolder();
        string log = "2026-11-20T10:00:00+00:00 mx postfix/smtp[1]: A100000001: to=<r\u202e@b.example>, relay=mx[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=4.0.0, status=deferred (\u001b[2J\u009b31m)\n";

        string output = Command.Run("track", folder.Write("mail.log", log), "--format", format).Done().Output;

        Assert.DoesNotContain(output, c => char.IsControl(c) && c is not ('\n' or '\r'));
        Assert.DoesNotContain('\u202e', output);
        Assert.Contains("\\u001b[2J\\u009b31m", output, StringComparison.Ordinal);
    }

    [Fact]
    public void Refusals_and_what_a_filter_only_noted_are_in_their_place()
    {
        string output = Track(LogFiles.PathOf("postfix/header_checks.log"));

        Assert.Contains("  06:24:48  accepted from localhost[127.0.0.1]\n  06:24:48  noted for <ok12@dest.test> by header_checks or 2 others at\n            END-OF-MESSAGE:\n              noted\n", output, StringComparison.Ordinal);
        Assert.Contains("REJECTED: refused\n", output, StringComparison.Ordinal);
        Assert.Contains("  refused by header_checks or 2 others at END-OF-MESSAGE:\n              5.7.1 Bad attachment type\n", output, StringComparison.Ordinal);
    }

    private static string Track(string log, params string[] arguments) => Command.Run(["track", log, "--year", "2026", "--time-zone", "UTC", .. arguments]).Done().Output;
}
