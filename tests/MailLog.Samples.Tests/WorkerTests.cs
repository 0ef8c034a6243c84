using System.Diagnostics;
using System.Globalization;
using MailLog.Correlation;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Samples.Tests;

/// <summary>The worker goes on where it stopped, whatever happened to the log meanwhile.</summary>
public sealed class WorkerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("maillog-worker").FullName;
    private readonly List<string> _told = [];
    private double _counted;

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
        Append(lines[..a]);
        Run(worker => Thread.Sleep(TimeSpan.FromSeconds(1)));
        Append(lines[a..b]);
        File.Move(Log, Log + ".1");
        Append(lines[b..c]);
        Run(worker =>
        {
            Thread.Sleep(TimeSpan.FromSeconds(1));
            File.Move(Log + ".1", Log + ".2");
            File.Move(Log, Log + ".1");
            Append(lines[c..^20]);
            Thread.Sleep(TimeSpan.FromSeconds(1));
        });
        Append(lines[^20..]);
        Run(worker => worker.WaitForBounces(expected.Count - _told.Count));
        // Whatever comes twice would come now.
        Run(worker => Thread.Sleep(TimeSpan.FromSeconds(1)));

        Assert.Equal(expected, _told.Order(StringComparer.Ordinal));
        Assert.Equal(expected.Count, _counted);
    }

    [Fact]
    public void The_metrics_are_those_that_the_readme_shows()
    {
        Append(File.ReadAllLines(LogFiles.PathOf("postfix/outcomes.rfc3339.log")));
        Run(worker => worker.WaitForBounces(8));
        string[] metrics = File.ReadAllLines(Metrics);
        foreach (string line in MarkdownFile.Blocks("samples/MailLog.Worker/README.md", "text").Single())
            Assert.Contains(line, metrics);
    }

    [Fact]
    public void A_state_that_could_not_be_kept_is_told_at_the_start()
    {
        using Process worker = Sample.Start("MailLog.Worker", "--MailLog:Log=" + Log, "--MailLog:State=" + Path.Combine(_folder, "none", "state"), "--MailLog:Metrics=" + Metrics);
        Assert.Contains("there is no such folder", worker.StandardError.ReadToEnd(), StringComparison.Ordinal);
        worker.WaitForExit();
        Assert.Equal(2, worker.ExitCode);
    }

    private void Append(string[] lines) => File.AppendAllText(Log, string.Concat(lines.Select(line => line + "\n")));

    /// <summary>Runs the worker while something happens, then stops it.</summary>
    private void Run(Action<RunningWorker> happens)
    {
        using var worker = new RunningWorker("--MailLog:Log=" + Log, "--MailLog:State=" + Path.Combine(_folder, "state"), "--MailLog:Metrics=" + Metrics);
        happens(worker);
        worker.Stop();
        _told.AddRange(worker.Bounces);
        _counted += File.ReadAllLines(Metrics).Where(l => l.StartsWith("maillog_worker_recipients_total{status=\"bounced\"}", StringComparison.Ordinal))
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
