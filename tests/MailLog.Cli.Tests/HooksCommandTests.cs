using System.Text.Json;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

public class HooksCommandTests
{
    private const string Log = "tests/data/hooks/mail.log";
    private const string Refused = "Nov 20 06:18:33 mx H/rcpt-policy/smtpd[6540]: NOQUEUE: reject: RCPT from c.example[192.0.2.1]: ";
    private const string Trailer = "; from=<a@s.example> to=<b@r.example> proto=ESMTP helo=<h.example>";

    /// <summary>Written only when <c>MAILLOG_APPROVE=1</c> asks for it.</summary>
    [Fact]
    public async Task The_reference_in_the_documents_is_the_table()
    {
        const string document = "docs/postfix-hooks.md";
        (int status, string output, _) = await Cli.Run("hooks", "--format", "markdown");
        Assert.Equal(0, status);
        if (Environment.GetEnvironmentVariable("MAILLOG_APPROVE") == "1")
            await File.WriteAllTextAsync(Repository.Path(document), output);
        Assert.Equal((await File.ReadAllTextAsync(Repository.Path(document))).ReplaceLineEndings("\n"), output);
    }

    [Theory]
    [InlineData("--component", "postscreen", "postscreen_dnsbl_sites", "header_checks")]
    [InlineData("--stage", "end-of-message", "header_checks", "reject_unknown_sender_domain")]
    [InlineData("--method", "milter", "non_smtpd_milters", "header_checks")]
    [InlineData("--method", "P", "check_policy_service", "header_checks")]
    public async Task Filters_choose_hooks(string option, string value, string with, string without)
    {
        (int status, string output, _) = await Cli.Run("hooks", option, value);
        Assert.Equal(0, status);
        Assert.Contains(with, output, StringComparison.Ordinal);
        Assert.DoesNotContain(without, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Logs_are_counted_by_component_stage_hook_and_action()
    {
        (int status, string output, _) = await Cli.Run("hooks", "--format", "json", Log);
        Assert.Equal(0, status);
        List<JsonElement> rows = [.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(row => JsonDocument.Parse(row).RootElement)];
        Assert.Equal(80, rows.Sum(row => row.GetProperty("count").GetInt64()));
        JsonElement relay = Assert.Single(rows, row => row.GetProperty("hooks")[0].GetString() == "reject_unauth_destination");
        Assert.Equal(("smtpd", "RCPT", "reject", "exact", 4), (relay.GetProperty("component").GetString()!, relay.GetProperty("stage").GetString()!, relay.GetProperty("action").GetString()!,
            relay.GetProperty("confidence").GetString()!, relay.GetProperty("count").GetInt32()));
        (status, output, _) = await Cli.Run("hooks", Log, "--component", "cleanup", "--method", "milter");
        Assert.Equal(0, status);
        Assert.Equal(3, output.TrimEnd().Split('\n').Length);
        Assert.Contains("cleanup     END-OF-MESSAGE  hold        smtpd_milters", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_is_explained_with_what_may_have_caused_it()
    {
        (int status, string output, _) = await Cli.Run("explain", Refused + "450 4.7.1 <b@r.example>: Recipient address rejected: greylisted" + Trailer);
        Assert.Equal(0, status);
        foreach (string part in (string[])["helo            h.example", "reject by access in rcpt-policy/smtpd, for now", "looked at       recipient", "one of 5", "check_policy_service",
            "spoken to by  policy", "smtpd_policy_service_default_action"])
            Assert.Contains(part, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_line_that_decides_names_one_hook_and_an_earlier_check_says_why_it_is_so_late()
    {
        (int status, string output, _) = await Cli.Run("explain", Refused + "450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]" + Trailer);
        Assert.Equal(0, status);
        Assert.Contains("hook            reject_unknown_client_hostname", output, StringComparison.Ordinal);
        Assert.Contains("smtpd_delay_reject", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "explain")]
    [InlineData(1, "explain", "no log line")]
    [InlineData(2, "hooks", "--method", "telepathy")]
    [InlineData(2, "hooks", "--format", "markdown", Log)]
    [InlineData(1, "hooks", "tests/data/hooks/no-such.log")]
    [InlineData(0, "hooks", "--component", "none")]
    [InlineData(0, "hooks", "-")]
    public async Task Exit_status_is_that_of_all_commands(int expected, params string[] arguments)
    {
        (int status, _, string errors) = await Cli.Run(arguments);
        Assert.Equal(expected, status);
        // An empty answer is told, too.
        Assert.Equal(expected != 0 || arguments[^1] == "none", errors.StartsWith("maillog: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Mails_and_events_name_the_hooks()
    {
        (_, string mails, _) = await Cli.Run("track", "--format", "json", "--year", "2026", Log);
        (_, string events, _) = await Cli.Run("events", "--format", "json", "--year", "2026", Log);
        List<string> ofMails = [.. Lines(mails).Where(m => m.TryGetProperty("verdicts", out _)).SelectMany(m => m.GetProperty("verdicts").EnumerateArray()).Select(Hooks).Order(StringComparer.Ordinal)];
        List<string> ofEvents = [.. Lines(events).Where(e => e.GetProperty("event").GetString() == "verdict").Select(Hooks).Order(StringComparer.Ordinal)];
        // A warning alone makes no mail.
        Assert.True(ofMails.Count > 70);
        Assert.Empty(ofMails.Except(ofEvents));
        Assert.Contains("recipient [\"reject_unauth_destination\"] exact", ofMails);
        Assert.Contains("header [\"header_checks\",\"mime_header_checks\",\"nested_header_checks\"] ambiguous", ofMails);

        static IEnumerable<JsonElement> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement);

        static string Hooks(JsonElement verdict) => (verdict.TryGetProperty("restriction", out JsonElement restriction) ? restriction.GetString() : "-") + " "
            + verdict.GetProperty("hooks").GetRawText() + " " + verdict.GetProperty("confidence").GetString();
    }
}
