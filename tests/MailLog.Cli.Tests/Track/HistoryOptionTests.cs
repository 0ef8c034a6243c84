using System.Text.Json;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary><c>maillog track --history</c>: each mail's life in the queue, step by step.</summary>
public class HistoryOptionTests
{
    private static readonly string Dsn = LogFiles.PathOf("postfix/dsn.log");

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

    [Fact]
    public void Without_it_nothing_of_it_is_printed()
    {
        string[] arguments = ["track", "--format", "json", Dsn, "--year", "2026", "--time-zone", "UTC"];
        string without = Command.Run(arguments).Done().Output, with = Command.Run([.. arguments, "--history"]).Done().Output;

        Assert.DoesNotContain("history", without, StringComparison.Ordinal);
        Assert.Equal(without, WithoutHistory(with));
    }

    [Fact]
    public void Text_has_the_steps_anyway()
    {
        string[] arguments = ["track", Dsn, "--year", "2026", "--time-zone", "UTC"];

        Assert.Equal(Command.Run(arguments).Done().Output, Command.Run([.. arguments, "--history"]).Done().Output);
    }

    private static string WithoutHistory(string output) => string.Concat(output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(line => line[..line.IndexOf(",\"history\":[", StringComparison.Ordinal)] + "}\n"));
}
