using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using MailLog.Correlation;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Samples.Tests;

/// <summary>The worker goes on where it stopped, whatever happened to the log meanwhile.</summary>
public sealed class WorkerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("maillog-worker").FullName;

    private string Log => Path.Combine(_folder, "mail.log");

    private string Metrics => Path.Combine(_folder, "mail.prom");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Nothing_is_lost_or_told_twice_across_stops_and_rotations()
    {
        string[] lines = File.ReadAllLines(LogFiles.PathOf("postfix/outcomes.rfc3339.log"));
        List<string> expected = Bounces(lines);
        Assert.True(expected.Count >= 8);

        // It stops in the middle of the log; more is written; the log is rotated; more is written, and it runs again. Then the log is rotated while it runs.
        int a = lines.Length * 3 / 10, b = lines.Length / 2, c = lines.Length * 7 / 10;
        var told = new List<string>();
        double counted = 0;
        Append(lines[..a]);
        using (Process first = Start())
            Finish(first, TimeSpan.FromSeconds(1.5), told, ref counted);
        Append(lines[a..b]);
        File.Move(Log, Log + ".1");
        Append(lines[b..c]);
        using (Process second = Start())
        {
            Thread.Sleep(TimeSpan.FromSeconds(2));
            File.Move(Log + ".1", Log + ".2");
            File.Move(Log, Log + ".1");
            Append(lines[c..^20]);
            Finish(second, TimeSpan.FromSeconds(2), told, ref counted);
        }
        Append(lines[^20..]);
        using (Process third = Start())
            Finish(third, TimeSpan.FromSeconds(4), told, ref counted);

        Assert.Equal(expected, told.Order(StringComparer.Ordinal));
        Assert.Equal(expected.Count, counted);
    }

    [Fact]
    public void The_metrics_are_those_that_the_readme_shows()
    {
        Append(File.ReadAllLines(LogFiles.PathOf("postfix/outcomes.rfc3339.log")));
        double counted = 0;
        using (Process worker = Start())
            Finish(worker, TimeSpan.FromSeconds(4), [], ref counted);
        string[] metrics = File.ReadAllLines(Metrics);
        foreach (string line in MarkdownFile.Blocks("samples/MailLog.Worker/README.md", "text").Single())
            Assert.Contains(line, metrics);
    }

    private void Append(string[] lines) => File.AppendAllText(Log, string.Concat(lines.Select(line => line + "\n")));

    private Process Start()
        => Sample.Start("MailLog.Worker", "--MailLog:Log=" + Log, "--MailLog:State=" + Path.Combine(_folder, "state"), "--MailLog:Metrics=" + Metrics);

    /// <summary>Lets it run for a while, and stops it as a service manager does.</summary>
    private void Finish(Process worker, TimeSpan after, List<string> told, ref double counted)
    {
        Task<string> output = worker.StandardOutput.ReadToEndAsync(), errors = worker.StandardError.ReadToEndAsync();
        Thread.Sleep(after);
        Process.Start("kill", ["-TERM", worker.Id.ToString(CultureInfo.InvariantCulture)]).WaitForExit();
        Assert.True(worker.WaitForExit(20_000), "It does not end.");
        Assert.Equal("", errors.Result);
        Assert.Equal(0, worker.ExitCode);
        foreach (string line in output.Result.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            if (JsonDocument.Parse(line).RootElement is var entry && entry.GetProperty("EventId").GetInt32() == 1 && entry.GetProperty("Category").GetString() == "MailLog.Worker.MailLogWorker")
                told.Add(entry.GetProperty("State").GetProperty("MailId").GetString() + " " + entry.GetProperty("State").GetProperty("Recipient").GetString());
        counted += File.ReadAllLines(Metrics).Where(l => l.StartsWith("maillog_worker_recipients_total{status=\"bounced\"}", StringComparison.Ordinal))
            .Sum(l => double.Parse(l.Split(' ')[1], CultureInfo.InvariantCulture));
    }

    /// <summary>The bounces in the whole log, read at once.</summary>
    private static List<string> Bounces(string[] lines)
    {
        var bounces = new List<string>();
        var correlator = new MailCorrelator();
        correlator.Mails.Subscribe(mail => bounces.AddRange(mail.Recipients.Where(r => r.Status == RecipientStatus.Bounced).Select(r => mail.Id + " " + r.Address)));
        using var text = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(string.Concat(lines.Select(line => line + "\n"))));
        using MailLogReader reader = MailLogReader.Open(text);
        while (reader.Read())
            correlator.Feed(reader.Line);
        // What waits for another attempt is not over.
        correlator.Flush();
        bounces.Sort(StringComparer.Ordinal);
        return bounces;
    }
}
