using System.Text.Json;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary><c>maillog summary</c> as it is run.</summary>
public sealed class SummaryCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private string Log => _folder.Write("mail.log", string.Concat(Enumerable.Range(1, 9).Select(i => SmallLog.Mail(i))));

    [Theory]
    [InlineData("postfix/outcomes.rfc3339.log")]
    [InlineData("hooks/mail.log")]
    [InlineData("qmail/nq1.send.log")]
    public void No_line_is_wider_than_eighty_and_none_has_colours(string log)
    {
        string text = Command.Run("summary", "--time-zone", "UTC", LogFiles.PathOf(log)).Done().Output;
        Assert.All(text.Split('\n'), line => Assert.True(line.Length <= 80, line));
        Assert.DoesNotContain('\e', text);
        Assert.Contains("█", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_terminal_has_colours_and_its_own_width()
    {
        (MailSummary summary, _) = SummaryTests.Read(LogFiles.PathOf("postfix/outcomes.rfc3339.log"));
        using var text = new StringWriter { NewLine = "\n" };
        new SummaryTextWriter(text, new Terminal(100, HasColours: true)).Write(summary, new LineCount(), SummaryTables.Of(summary, 10, 31));
        string[] lines = text.ToString().Split('\n');
        Assert.Contains(lines, l => l.Contains("\e[32m", StringComparison.Ordinal));
        string[] plain = [.. lines.Select(l => System.Text.RegularExpressions.Regex.Replace(l, "\e\\[[0-9]+m", ""))];
        Assert.All(plain, line => Assert.True(line.Length <= 100, line));
        Assert.Contains(plain, line => line.Length > 90);
    }

    [Fact]
    public void Json_has_every_table()
    {
        JsonElement summary = Assert.Single(Command.Run("summary", "--format", "json", Log, "--top", "2").Done().Objects);
        Assert.Equal(9, summary.GetProperty("mails").GetInt64());
        Assert.Equal(4500, summary.GetProperty("bytes").GetInt64());
        Assert.Equal("2026-11-20T10:01:01+00:00", summary.GetProperty("firstSeen").GetString());
        Assert.Equal([("delivered", 5), ("bounced", 4)], summary.GetProperty("outcomes").EnumerateArray().Select(o => (o.GetProperty("outcome").GetString()!, o.GetProperty("mails").GetInt32())));
        Assert.Equal(["s1@a.example", "s2@a.example"], summary.GetProperty("senders").EnumerateArray().Select(s => s.GetProperty("sender").GetString()));
        Assert.Equal(7, summary.GetProperty("others").GetProperty("senders").GetInt32());
        JsonElement domain = Assert.Single(summary.GetProperty("recipientDomains").EnumerateArray().ToArray());
        Assert.Equal((9, 5, 4), (domain.GetProperty("recipients").GetInt32(), domain.GetProperty("delivered").GetInt32(), domain.GetProperty("failed").GetInt32()));
        Assert.Equal("550 5.1.1 no such user", summary.GetProperty("bounces")[0].GetProperty("reason").GetString());
        Assert.Equal(63, summary.GetProperty("lines").GetProperty("understood").GetInt32());
        Assert.InRange(summary.GetProperty("delay").GetProperty("median").GetDouble(), 1.45, 1.5);
    }

    [Fact]
    public void Every_property_is_in_the_document()
    {
        string document = File.ReadAllText(Repository.Path("docs/output.md"));
        document = document[document.IndexOf("## A summary", StringComparison.Ordinal)..];
        document = document[..document.IndexOf("\n## ", StringComparison.Ordinal)];
        JsonElement summary = Assert.Single(Command.Run("summary", "--format", "json", LogFiles.PathOf("postfix/outcomes.rfc3339.log")).Done().Objects);
        foreach (JsonProperty property in summary.EnumerateObject())
        {
            Assert.Contains("`" + property.Name + "`", document, StringComparison.Ordinal);
            JsonElement row = property.Value.ValueKind == JsonValueKind.Array && property.Value.GetArrayLength() > 0 ? property.Value[0] : property.Value;
            if (row.ValueKind == JsonValueKind.Object && property.Name != "others")
                Assert.All(row.EnumerateObject(), inner => Assert.Contains("`" + inner.Name + "`", document, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Csv_has_a_number_a_line()
    {
        string[] lines = Command.Run("summary", "--format", "csv", Log).Done().Output.Split("\r\n");
        Assert.Equal("table,item,measure,value", lines[0]);
        Assert.Contains("total,,mails,9", lines);
        Assert.Contains("outcomes,bounced,mails,4", lines);
        Assert.Contains("senders,s1@a.example,bytes,500", lines);
        Assert.All(lines[..^1], line => Assert.Equal(3, line.Count(c => c == ',')));
    }

    [Theory]
    [InlineData("=HYPERLINK(\"http://x\")", "\"'=HYPERLINK(\"\"http://x\"\")\"")]
    [InlineData("-2+3", "'-2+3")]
    [InlineData("@x", "'@x")]
    [InlineData("a,b", "\"a,b\"")]
    [InlineData("a\r\nb", "a\\u000d\\u000ab")]
    [InlineData("plain@a.example", "plain@a.example")]
    public void No_text_is_a_formula_or_ends_its_field(string text, string expected) => Assert.Equal(expected, Csv.Field(text));

    [Fact]
    public void Filters_are_those_of_track()
    {
        JsonElement summary = Assert.Single(Command.Run("summary", "--format", "json", Log, "--status", "bounced", "--from", "s4@").Done().Objects);
        Assert.Equal(1, summary.GetProperty("mails").GetInt32());
        Assert.Equal(1, Assert.Single(Command.Run("summary", "--format", "json", Log, "--text", "c3.example").Done().Objects).GetProperty("mails").GetInt32());
        Assert.Equal(2, Command.Run("summary", Log, "--outcome", "wonderful").Status);
    }

    [Fact]
    public void Of_a_log_that_is_not_understood_it_says_what_its_lines_were()
    {
        string other = "2026-11-20T10:00:00+00:00 mx cron[1]: (root) CMD (x)\n", unknown = "2026-11-20T10:00:00+00:00 mx postfix/smtpd[1]: a new kind of line\n";
        Command.Result result = Command.Run("summary", _folder.Write("other.log", other + other + other + unknown + "no header\n"));
        Assert.Equal("No mails.\n\n5 lines read: 0 understood, 3 of other programs, 1 without a header that is understood, 1 of unknown form. 'maillog coverage' shows which.\n", result.Output);
        Assert.Equal(0, result.Status);
        Command.Result nothing = Command.Run("summary", _folder.Write("bad.log", "x\ny\n"));
        Assert.Contains("2 lines read: 0 understood, 2 without a header", nothing.Output, StringComparison.Ordinal);
        Assert.Equal(1, nothing.Status);
    }

    [Theory]
    [InlineData("--top", "0")]
    [InlineData("--top", "x")]
    [InlineData("--format", "xml")]
    [InlineData("--utc", "--local")]
    public void Wrong_usage_is_told(params string[] arguments)
    {
        Command.Result result = Command.Run(["summary", Log, .. arguments]);
        Assert.Equal(2, result.Status);
        Assert.StartsWith("maillog: ", result.Errors, StringComparison.Ordinal);
    }
}
