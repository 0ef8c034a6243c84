using System.Text.Json;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>Logs of qpsmtpd on the command line.</summary>
public class QpsmtpdTests
{
    private const string Secret = "AHVzZXJAbG9jYWwuZXhhbXBsZQBzZWNyZXQ=";

    private const string Log = "28365 dispatching AUTH PLAIN " + Secret + "\n28365 535 PLAIN authentication failed for user@local.example\n28365 dispatching c2VjcmV0\n"
        + "28365 (unrecognized_command) count_unrecognized_commands: 'c2vjcmv0', (1)\n";

    [Theory]
    [InlineData("events", "--format", "text")]
    [InlineData("events", "--format", "json")]
    [InlineData("dialogue", "--format", "text")]
    [InlineData("dialogue", "--format", "json")]
    [InlineData("track", "--format", "json")]
    [InlineData("coverage", null, null)]
    public void No_secret_is_printed(string command, string? option, string? value)
    {
        using var folder = new TempFolder();
        string[] arguments = option is null ? [command] : [command, option, value!];
        foreach (string head in new[] { "", "Nov 20 06:12:47 vm qpsmtpd[28365]: ", "nobody knows: " })
        {
            string log = folder.Write("qpsmtpd.log", head.Length == 0 ? Log : Log.Replace("28365 ", head, StringComparison.Ordinal));
            string output = Command.Run([.. arguments, log]).Output;
            foreach (string secret in new[] { Secret, "c2VjcmV0", "secret", "c2vjcmv0" })
                Assert.DoesNotContain(secret, output, StringComparison.Ordinal);
        }
    }

    /// <summary>A connection that sends its password in every way, and is told it back; a mail is open at the end, so that there is something to save.</summary>
    private const string Story = "# Connection from x [192.0.2.1]\n# dispatching EHLO c\rAUTH PLAIN {T}\n# 250 c\n# dispatching AUTH PLAIN {T}\n# 500 Unrecognized command: {T}\n# (auth-plain) x: fail: {P}\n"
        + "# dispatching AUTH LOGIN\n# 503 AUTH not defined for HELO\n# dispatching + {W}\n# 500 no {P}\n# dispatching U2Vj\n# dispatching MAIL FROM:<a@example.org> AUTH=<> {T}\n# 250 ok\n# dispatching RCPT TO:<b@example.org>\n"
        + "# 250 ok\n# (x) y: {T}\n";

    [Theory]
    [InlineData("28365 ")]
    [InlineData("@400000006affe6da02c9e3dc 28365 ")]
    [InlineData("Fri Nov 20 06:12:47 2026 vm[28365]: ")]
    [InlineData("Nov 20 06:12:47 vm qpsmtpd[28365]: ")]
    [InlineData("Nov 20 06:12:47 vm qpsmtpd[800]: 28365 ")]
    [InlineData("Nov 20 06:12:47 vm qpsmtpd: 28365 ")]
    [InlineData("Nov 20 06:12:47 vm qmail-smtpd[28365]: ")]
    [InlineData("Nov 20 06:12:47 vm tcpserver: 28365 ")]
    [InlineData("Nov 20 06:12:47 vm postfix/smtpd[4]: 28365 ")]
    [InlineData("[Fri Nov 20 06:12:47 2026] [notice] 28365 ")]
    public void No_output_has_a_secret(string head)
    {
        const string Password = "SeCrEtLongpw", Token = "AGJvYkBsLmV4YW1wbGUAU2VDckV0TG9uZ3B3", Word = "U2VDckV0TG9uZ3B3";
        using var folder = new TempFolder();
        string log = folder.Write("x.log", Story.Replace("# ", head, StringComparison.Ordinal).Replace("{T}", Token, StringComparison.Ordinal).Replace("{P}", Password, StringComparison.Ordinal).Replace("{W}", Word, StringComparison.Ordinal));
        foreach (string arguments in new[] { "track --lines --state " + folder["state"], "track --format json --history", "events", "events --format json", "coverage", "dialogue", "dialogue --format json" })
        {
            Command.Result result = Command.Run([.. arguments.Split(' '), log]);
            Assert.NotEqual(2, result.Status);
            string saved = File.Exists(folder["state"]) ? System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(folder["state"])) : "";
            foreach (string secret in new[] { Password, Token[..12], Token[^12..], Word[..8], "U2Vj" })
                Assert.DoesNotContain(secret, result.Output + result.Errors + saved, StringComparison.Ordinal);
        }
        Assert.DoesNotContain(Token[..12], Command.Run("explain", head + "dispatching NOOP\rAUTH PLAIN " + Token).Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--mail needs an id.", "dialogue", "--mail", "")]
    [InlineData("--mail= has no value.", "dialogue", "--mail=", "FILE")]
    [InlineData("'abc' for option '--year' as a number.", "track", "--year", "abc")]
    [InlineData("Must be one of: 'text' 'json' 'csv' 'pmg'. See", "track", "--format", "xml")]
    [InlineData("'bogus'", "bogus")]
    [InlineData("--stamp: A template of stamps has no conversion '%Q': %Q.", "events", "--stamp", "%Q")]
    [InlineData("/nowhere/state cannot be used: there is no such folder.", "track", "--state", "/nowhere/state", "FILE")]
    [InlineData("state cannot be used: this is not a saved state.", "track", "--state", "FILE", "FILE")]
    public void Wrong_usage_is_told_in_plain_words_before_anything_is_printed(string message, params string[] arguments)
    {
        using var folder = new TempFolder();
        string log = folder.Write("qpsmtpd.state", Log);

        Command.Result result = Command.Run([.. arguments.Select(a => a == "FILE" ? log : a)]);

        Assert.Equal((2, ""), (result.Status, result.Output));
        Assert.Contains(message, result.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("(Parameter", result.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_user_and_the_mechanism_are_printed()
    {
        using var folder = new TempFolder();
        JsonElement[] events = Command.Run(["events", "--format", "json", folder.Write("qpsmtpd.log", Log)]).Done().Objects;
        Assert.StartsWith("AUTH PLAIN user@local.example **", events[0].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_that_is_explained_tells_no_secret()
    {
        Command.Result result = Command.Run(["explain", "28365 dispatching AUTH PLAIN " + Secret]);
        Assert.DoesNotContain(Secret, result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Stamps_can_have_any_format()
    {
        using var folder = new TempFolder();
        string log = folder.Write("qpsmtpd.log", "20.11.2026 06:12:47 vm[28365]: skip, no match\n20.11.2026 06:12:48 vm[28365]: dispatching QUIT\n");
        JsonElement[] events = Command.Run(["events", "--format", "json", "--time-zone", "UTC", "--stamp", "%d.%m.%Y %T", log]).Done().Objects;
        Assert.Equal(["2026-11-20T06:12:47+00:00", "2026-11-20T06:12:48+00:00"], events.Select(e => e.GetProperty("at").GetString()));
        Assert.All(events, e => Assert.Equal(("vm", "qpsmtpd"), (e.GetProperty("host").GetString(), e.GetProperty("component").GetString())));
    }

    [Fact]
    public void A_format_that_tells_no_time_is_a_mistake()
    {
        Command.Result result = Command.Run(["events", "--stamp", "%Q", "x.log"]);
        Assert.Equal(2, result.Status);
        Assert.Contains("--stamp: ", result.Errors, StringComparison.Ordinal);
    }
}
