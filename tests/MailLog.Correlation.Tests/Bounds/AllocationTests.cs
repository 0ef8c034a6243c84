using MailLog.Benchmarks;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

[Collection(nameof(AloneCollection))]
public class AllocationTests
{
    public static TheoryData<string> Kinds => [.. TrafficKind.All.Select(kind => kind.ToString())];

    /// <summary>Bytes per line of log, all mails handed out and none kept. The bound is one and a half times what was measured.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_mails_allocate_per_line_is_bounded(string kind)
    {
        TrafficKind traffic = TrafficKind.All.Single(k => k.ToString() == kind);
        byte[] once = Benchmarks.Traffic.Make(traffic, 20_000), twice = Benchmarks.Traffic.Make(traffic, 40_000);
        double bytes = Allocations.PerLine(() => Correlate(once), () => Correlate(twice));
        double measured = traffic.System switch { TrafficSystem.Postfix => 263, TrafficSystem.Pmg => 252, _ => 451 };
        Assert.InRange(bytes, 0, 1.5 * measured);
    }

    /// <summary>The mails that the traffic tells of, as they were made: those that still wait at its end are the only ones that are not whole.</summary>
    [Theory]
    [MemberData(nameof(Kinds))]
    public void Traffic_makes_whole_mails(string kind)
    {
        List<Mail> mails = Correlating.Mails(Benchmarks.Traffic.Make(TrafficKind.All.Single(k => k.ToString() == kind), 20_000));
        Assert.InRange(mails.Count(m => m.Missing.Count > 0), Benchmarks.Traffic.DefaultOpen, Benchmarks.Traffic.DefaultOpen + 30);
        foreach (MailOutcome outcome in (MailOutcome[])[MailOutcome.Delivered, MailOutcome.Bounced, MailOutcome.Rejected])
            Assert.Contains(mails, m => m.Outcome == outcome);
    }

    private static long Correlate(byte[] log)
    {
        var correlator = new MailCorrelator();
        int delivered = 0;
        correlator.Mails.Subscribe(mail => delivered += mail.Outcome == MailOutcome.Delivered ? 1 : 0);
        long lines = 0;
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log), Correlating.Reading);
        while (reader.Read())
        {
            correlator.Feed(reader.Line);
            lines++;
        }
        correlator.Complete();
        Assert.NotEqual(0, delivered);
        return lines;
    }
}
