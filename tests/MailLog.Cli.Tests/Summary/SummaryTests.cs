using System.Globalization;
using System.Text;
using MailLog.Correlation;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>A summary says of real logs what their mails say one by one.</summary>
public class SummaryTests
{
    public static TheoryData<string> Logs => [.. LogFiles.Below("").Where(log => !log.Contains("sessions", StringComparison.OrdinalIgnoreCase))];

    internal static (MailSummary Summary, List<Mail> Mails) Read(params string[] paths)
    {
        var summary = new MailSummary(DisplayClock.In(TimeZoneInfo.Utc));
        var mails = new List<Mail>();
        var correlator = new MailCorrelator();
        correlator.Mails.Subscribe(mails.Add);
        correlator.Process([.. paths.Select(path => MailLogReader.Open(path, new MailLogOptions { TimeZone = TimeZoneInfo.Utc }))]);
        mails.ForEach(summary.Add);
        return (summary, mails);
    }

    [Theory, MemberData(nameof(Logs))]
    public void The_figures_are_those_of_the_mails(string log)
    {
        (MailSummary summary, List<Mail> mails) = Read(LogFiles.PathOf(log));
        Assert.Equal(mails.Count, summary.Mails);
        Assert.Equal(mails.Sum(m => m.Recipients.Count), summary.Recipients);
        Assert.Equal(mails.Sum(m => m.Size ?? 0), summary.Bytes);
        Assert.Equal(mails.Count, OutcomeClasses.All.Sum(summary.Count));
        Assert.All(Enum.GetValues<MailOutcome>(), outcome => Assert.Equal(mails.Count(m => m.Outcome == outcome), summary.Count(outcome)));
        Assert.Equal(mails.Count, summary.Time.Read(100).Steps.Sum(s => s.Total));

        Same(summary.Senders, mails.Where(m => m.Sender is not null).GroupBy(m => m.Sender!.Length == 0 ? "<>" : m.Sender), t => t.Count, g => g.Count());
        Same(summary.Senders, mails.Where(m => m.Sender is not null).GroupBy(m => m.Sender!.Length == 0 ? "<>" : m.Sender), t => t.Bytes, g => g.Sum(m => m.Size ?? 0));
        Same(summary.Domains, mails.SelectMany(m => m.Recipients).GroupBy(r => r.Address.Contains('@') ? Lower(r.Address[(r.Address.LastIndexOf('@') + 1)..]) : "(no domain)"), t => t.Count, g => g.Count());
        Assert.Equal(mails.SelectMany(m => m.Recipients).Count(r => r.Status == RecipientStatus.Deferred), summary.Domains.Top(int.MaxValue).Sum(d => d.Value.Deferred));
        DeliveryAttempt[] attempts = [.. mails.SelectMany(m => m.Recipients).SelectMany(r => r.Attempts)];
        Assert.Equal(attempts.Count(a => a.Status == RecipientStatus.Bounced), summary.Bounces.Top(int.MaxValue).Sum(b => b.Value.Count));
        Assert.Equal(attempts.Count(a => a.Status == RecipientStatus.Deferred), summary.Deferrals.Top(int.MaxValue).Sum(b => b.Value.Count));
        Assert.Equal(attempts.Count(a => a.Relay is not (null or "none")), summary.Relays.Top(int.MaxValue).Sum(r => r.Value.Count));
        Assert.Equal(mails.SelectMany(m => m.Recipients).Count(r => r.Attempts is [.., { Status: RecipientStatus.Delivered }]), summary.Delays.Count);
        Assert.Equal(mails.Sum(m => m.Verdicts.Count), summary.Decisions.Top(int.MaxValue).Sum(d => d.Value.Count));
        Assert.Equal(mails.SelectMany(m => m.Verdicts).Count(v => v.Action is VerdictAction.Reject or VerdictAction.Defer or VerdictAction.Hangup), summary.Refusals.Top(int.MaxValue).Sum(d => d.Value.Count));
    }

    [Fact]
    public void Slow_servers_are_measured_by_their_part_of_the_time()
    {
        string line = SmallLog.Mail(1).Replace("relay=mx[192.0.2.99]:25, delay=1.5, delays=0.1/0/0.4/1", "relay=slow.example[192.0.2.7]:25, delay=107, delays=100/1/2/4", StringComparison.Ordinal);
        using var folder = new TempFolder();
        (MailSummary summary, _) = Read(folder.Write("log", line + SmallLog.Mail(3)));
        SummaryTable slow = SummaryTables.SlowRelays(summary, 10);
        Assert.Equal(["slow.example", "mx"], slow.Rows.Select(r => r.Item));
        Assert.Equal([6, 6, 1], slow.Rows[0].Values);
        Assert.Equal(1.4, slow.Rows[1].Values[0], 5);
        Assert.Equal([50.05, 0.5, 1.2, 2.5], SummaryTables.DelayParts(summary).Rows.Select(r => Math.Round(r.Values[0], 5)));
        Assert.Equal(107, summary.Delays.Longest);
    }

    [Theory]
    [InlineData("UTC", "2026-11-20 10:01")]
    [InlineData("Asia/Tokyo", "2026-11-20 19:01")]
    public void Time_is_that_of_the_clock_that_is_asked_for(string zone, string expected)
    {
        using var folder = new TempFolder();
        var summary = new MailSummary(DisplayClock.In(TimeZoneInfo.FindSystemTimeZoneById(zone)));
        var correlator = new MailCorrelator();
        correlator.Mails.Subscribe(summary.Add);
        correlator.Process(MailLogReader.Open(folder.Write("log", string.Concat(Enumerable.Range(1, 40).Select(i => SmallLog.Mail(i))))));
        SummaryTable time = SummaryTables.OverTime(summary, 100);
        Assert.Equal(expected, time.Rows[0].Item);
        Assert.Equal("Mails per minute", time.Title);
        Assert.Equal(zone == "UTC" ? "UTC" : "+09:00, Asia/Tokyo", summary.Clock.Caption);
    }

    private static void Same<T>(TopTable table, IEnumerable<IGrouping<string, T>> truth, Func<Tally, long> value, Func<IGrouping<string, T>, long> expected)
    {
        // Beyond that a key is cut.
        Dictionary<string, long> wanted = truth.Where(g => Encoding.UTF8.GetByteCount(g.Key) <= TopTable.MaxKeyLength && !g.Key.Contains('\uFFFD')).ToDictionary(g => g.Key, expected);
        Dictionary<string, long> had = table.Top(int.MaxValue).Where(t => wanted.ContainsKey(t.Key)).ToDictionary(t => t.Key, t => value(t.Value));
        Assert.Equal(wanted.OrderBy(w => w.Key, StringComparer.Ordinal), had.OrderBy(w => w.Key, StringComparer.Ordinal));
    }

    private static string Lower(string domain) => string.Concat(domain.Select(c => char.IsAscii(c) ? char.ToLower(c, CultureInfo.InvariantCulture) : c));
}
