using System.Text.Json;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary><c>maillog track --format csv</c>: a row for each recipient, as RFC 4180 has it.</summary>
public class CsvTests
{
    [Theory]
    [InlineData("postfix/outcomes.rfc3339.log")]
    [InlineData("postfix/smtpd_rejects.log")]
    [InlineData("qmail/sq2.send.log")]
    public void There_is_a_row_for_each_recipient_and_each_mail(string log)
    {
        string[] arguments = [LogFiles.PathOf(log), "--year", "2026", "--time-zone", "UTC"];
        List<string[]> rows = Parse(Command.Run(["track", "--format", "csv", .. arguments]).Done().Output);
        JsonElement[] mails = Command.Track(arguments).Objects;
        int id = Array.IndexOf(rows[0], "id"), recipient = Array.IndexOf(rows[0], "recipient"), status = Array.IndexOf(rows[0], "status"), words = Array.IndexOf(rows[0], "words");

        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        foreach (JsonElement mail in mails)
        {
            List<string[]> own = rows.FindAll(row => row[id].TrimStart('\'') == mail.GetProperty("id").GetString());
            Assert.NotEmpty(own);
            foreach (JsonElement r in mail.TryGetProperty("recipients", out JsonElement recipients) ? recipients.EnumerateArray() : default)
                Assert.Contains(own, row => row[recipient] == r.GetProperty("address").GetString() && row[status] == r.GetProperty("status").GetString());
            if (mail.GetProperty("outcome").GetString() == "rejected")
                Assert.Contains(own, row => row[words].Length > 0);
        }
    }

    [Fact]
    public void A_strangers_text_is_no_formula_and_ends_no_field()
    {
        using var folder = new TempFolder();
        string log = "2026-11-20T10:00:00+00:00 mx postfix/qmgr[1]: A100000001: from=<=cmd|'/c calc'!A1@a.example>, size=1, nrcpt=1 (queue active)\n"
            + "2026-11-20T10:00:00+00:00 mx postfix/smtp[1]: A100000001: to=<r@b.example>, relay=mx[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=5.0.0, status=bounced (host mx[192.0.2.9] said: 550 \"a\", b (in reply to RCPT TO command))\n";

        List<string[]> rows = Parse(Command.Run("track", "--format", "csv", folder.Write("mail.log", log)).Done().Output);

        Assert.Equal(2, rows.Count);
        Assert.Equal("'=cmd|'/c calc'!A1@a.example", rows[1][2]);
        Assert.Contains("550 \"a\", b", rows[1]);
    }

    [Fact]
    public void An_empty_table_has_a_heading()
    {
        using var folder = new TempFolder();
        string log = folder.Write("mail.log", SmallLog.Mail(1));

        Assert.Single(Parse(Command.Run("track", "--format", "csv", log, "--from", "nobody").FoundNothing().Output));
        Assert.Single(Parse(Command.Run("track", "--format", "csv", log, "--status", "held").FoundNothing().Output));
    }

    [Fact]
    public void Events_have_a_row_a_line()
    {
        string log = LogFiles.PathOf("postfix/outcomes.rfc3339.log");
        List<string[]> rows = Parse(Command.Run("events", "--format", "csv", log).Done().Output);

        Assert.Equal(File.ReadAllLines(log).Length + 1, rows.Count);
        Assert.All(rows, row => Assert.Equal(rows[0].Length, row.Length));
        string[] delivery = rows.First(r => r[6] == "delivery");
        Assert.Contains("status=" + delivery[14], delivery[^1], StringComparison.Ordinal);
    }

    /// <summary>A strict reader of RFC 4180.</summary>
    private static List<string[]> Parse(string text)
    {
        var rows = new List<string[]>();
        var row = new List<string>();
        for (int i = 0; i < text.Length;)
        {
            string field = "";
            if (text[i] == '"')
            {
                for (i++; text[i] != '"' || (i + 1 < text.Length && text[i + 1] == '"'); i++)
                {
                    field += text[i];
                    i += text[i] == '"' ? 1 : 0;
                }
                i++;
            }
            else
            {
                int end = text.AsSpan(i).IndexOfAny(",\r\"");
                field = text.Substring(i, end);
                i += end;
            }
            row.Add(field);
            if (text[i] == ',')
            {
                i++;
                continue;
            }
            Assert.Equal("\r\n", text.Substring(i, 2));
            i += 2;
            rows.Add([.. row]);
            row.Clear();
        }
        Assert.Empty(row);
        return rows;
    }
}
