using System.Text;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

public class ReadmeTests
{
    private const string Log = "postfix/outcomes.log";

    [Fact]
    public void The_code_of_the_readme_is_the_code_that_is_tested_here()
    {
        List<string> expected = Regions();
        Assert.Equal(4, expected.Count);
        Assert.Equal(expected, MarkdownFile.Blocks("README.md", "csharp").Select(Dedent));
    }

    [Theory, InlineData("src/MailLog.Parsing/README.md"), InlineData("src/MailLog.Correlation/README.md")]
    public void The_code_of_a_packages_readme_is_of_the_same(string document)
    {
        List<string> shown = [.. MarkdownFile.Blocks(document, "csharp").Select(Dedent)];
        Assert.NotEmpty(shown);
        Assert.All(shown, code => Assert.Contains(code, Regions()));
    }

    [Fact]
    public void Bounces_are_counted_by_the_server_that_refused()
    {
        Dictionary<string, int> expected = LogFiles.Lines(Log).Select(Encoding.UTF8.GetString).Where(line => line.Contains(", status=bounced (", StringComparison.Ordinal))
            .Select(line => line.Split(", relay=")[1].Split(['[', ','])[0]).GroupBy(host => host).ToDictionary(g => g.Key, g => g.Count());
        Assert.NotEmpty(expected);
        Assert.Equal(expected, Examples.CountBounces(LogFiles.PathOf(Log)).ToDictionary(p => p.Key, p => p.Value));
    }

    [Fact]
    public void Bounced_mails_are_printed()
    {
        var mails = new List<Mail>();
        Examples.PrintBounced(LogFiles.PathOf(Log), mails.Add);
        Assert.NotEmpty(mails);
        Assert.All(mails, mail => Assert.Equal(MailOutcome.Bounced, mail.Outcome));
    }

    [Fact]
    public async Task A_live_log_gives_its_mails_until_it_is_cancelled()
    {
        var expected = new List<string>();
        var correlator = new MailCorrelator();
        correlator.Mails.Subscribe(mail => expected.Add(mail.Id));
        using (MailLogReader reader = MailLogReader.Open(LogFiles.PathOf(Log)))
            while (reader.Read())
                correlator.Feed(reader.Line);
        // What is still deferred stays open: a live log has no end.
        correlator.Flush();
        Assert.NotEmpty(expected);

        // Lines of another program, an hour later, make the grace of all mails pass.
        string path = Path.GetTempFileName();
        try
        {
            using (FileStream file = File.OpenWrite(path))
            {
                file.Write(LogFiles.Read(Log));
                byte[] later = "Nov 20 09:00:00 mx1 cron[1]: tick\n"u8.ToArray();
                for (int i = 0; i <= CorrelatorOptions.Default.GraceLines; i++)
                    file.Write(later);
            }
            using var cancellation = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            var got = new List<string>();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Examples.PrintLive(path, mail =>
            {
                got.Add(mail.Id);
                if (got.Count == expected.Count)
                    cancellation.Cancel();
            }, cancellation.Token));
            Assert.Equal(expected.Order(), got.Order());
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void Kept_events_outlive_their_reader()
    {
        List<MailLogEvent> kept = Examples.KeepDeliveries(LogFiles.PathOf(Log));
        Assert.NotEmpty(kept);
        foreach (MailLogEvent one in kept)
        {
            Assert.True(one.Line.TryGet(out DeliveryEvent delivery));
            Assert.Equal("mx-1.example.org", delivery.Relay.Host.ToString());
        }
    }

    private static List<string> Regions()
    {
        var regions = new List<string>();
        List<string>? open = null;
        foreach (string line in File.ReadAllLines(Repository.Path("tests/MailLog.Correlation.Tests/Readme/Examples.cs")))
        {
            string bare = line.Trim();
            if (bare.StartsWith("// example: ", StringComparison.Ordinal))
            {
                open = [];
            }
            else if (bare == "// end" && open is not null)
            {
                regions.Add(Dedent([.. open]));
                open = null;
            }
            else
            {
                open?.Add(line);
            }
        }
        return regions;
    }

    private static string Dedent(string[] lines)
    {
        int indent = lines.Where(line => line.Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length == 0 ? line : line[indent..]));
    }
}
