using System.Text.Json;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary><c>maillog track --history</c>: each mail's life in the queue, step by step.</summary>
public class HistoryOptionTests
{
    private static readonly string Dsn = LogFiles.PathOf("postfix/dsn.log");

    [Fact]
    public void Text_has_a_line_a_step()
    {
        string output = Command.Run("track", Dsn, "--year", "2026", "--time-zone", "UTC", "--queue-id", "92BA8B5E445", "--history").Done().Output;

        Assert.EndsWith(
            """
              history  2026-11-20T06:55:47+00:00  92BA8B5E445  queued from localhost[127.0.0.1]
                       2026-11-20T06:55:47+00:00  92BA8B5E445  activated
                       2026-11-20T06:55:47+00:00  92BA8B5E445  bounced for <bounce4@dest.test>: host mx-1.example.org[127.0.1.1] said: 550 5.1.1 <bounce4@dest.test>: Recipient address rejected: User unknown in relay recipient table (in reply to RCPT TO command)
                       2026-11-20T06:55:47+00:00  92BA8B5E445  notified of non-delivery as F01FBB5E465
                       2026-11-20T06:55:47+00:00  92BA8B5E445  removed


            """, output, StringComparison.Ordinal);
    }

    [Fact]
    public void Json_has_an_object_a_step()
    {
        JsonElement mail = Assert.Single(Command.Track(Dsn, "--year", "2026", "--time-zone", "UTC", "--queue-id", "98288B5E44B", "--history").Done().Objects);
        JsonElement[] steps = [.. mail.GetProperty("history").EnumerateArray()];

        Assert.Equal(["queued", "activated", "deferred", "notified", "notified", "activated", "deferred", "activated", "delivered", "notified", "removed"], steps.Select(s => s.GetProperty("step").GetString()));
        Assert.Equal("""{"at":"2026-11-20T06:55:47+00:00","step":"queued","queueId":"98288B5E44B","detail":"localhost[127.0.0.1]"}""", steps[0].GetRawText());
        Assert.Equal("""{"at":"2026-11-20T06:55:48+00:00","step":"notified","queueId":"98288B5E44B","nextId":"0C81EB5E467","kind":"delay"}""", steps[3].GetRawText());
        Assert.Equal("""{"at":"2026-11-20T06:55:52+00:00","step":"delivered","queueId":"98288B5E44B","recipient":"later2d@dest.test","attempt":3,"detail":"250 2.0.0 Ok: queued as SINK000006"}""", steps[8].GetRawText());
    }

    [Theory]
    [InlineData("text")]
    [InlineData("json")]
    public void Without_it_nothing_of_it_is_printed(string format)
    {
        string[] arguments = ["track", "--format", format, Dsn, "--year", "2026", "--time-zone", "UTC"];
        string without = Command.Run(arguments).Done().Output, with = Command.Run([.. arguments, "--history"]).Done().Output;

        Assert.DoesNotContain("history", without, StringComparison.Ordinal);
        Assert.Equal(without, format == "json" ? WithoutHistory(with) : WithoutSteps(with));
    }

    [Fact]
    public void Reports_of_qmail_are_made_readable()
    {
        string output = Command.Run("track", LogFiles.PathOf("qmail/sq2.send.log"), "--queue-id", "11903624", "--history").Done().Output;

        Assert.Contains("attempt 1 begun for <postmaster@mail.example.com>\n", output, StringComparison.Ordinal);
        Assert.Contains("redirected for <postmaster@mail.example.com> > 11903626: did 0+1+0/qp 27107\n", output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_steers_a_terminal_is_shown()
    {
        using var folder = new TempFolder();
        string log = "2026-11-20T10:00:00+00:00 mx postfix/smtp[1]: A100000001: to=<r@b.example>, relay=mx[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=4.0.0, status=deferred (\u001b[2J)\n";

        string output = Command.Run("track", folder.Write("mail.log", log), "--history").Done().Output;

        Assert.DoesNotContain('\u001b', output);
        Assert.Contains("deferred (1) for <r@b.example>: \\u001b[2J", output, StringComparison.Ordinal);
    }

    private static string WithoutHistory(string output) => string.Concat(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line[..line.IndexOf(",\"history\":[", StringComparison.Ordinal)] + "}\n"));

    private static string WithoutSteps(string output)
    {
        bool isStep = false;
        return string.Join('\n', output.Split('\n').Where(line =>
        {
            isStep = line.StartsWith("  history  ", StringComparison.Ordinal) || (isStep && line.StartsWith("           ", StringComparison.Ordinal));
            return !isStep;
        }));
    }
}
