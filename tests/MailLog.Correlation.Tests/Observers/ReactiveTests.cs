using System.Reactive.Linq;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>With System.Reactive in scope, the stream's own members and Rx's go together.</summary>
public class ReactiveTests
{
    [Fact]
    public void Its_operators_work_beside_the_streams_own()
    {
        var correlator = new MailCorrelator();
        var own = new List<string?>();
        var selected = new List<string?>();
        IList<int>? counts = null;
        bool isDone = false;
        correlator.Mails.Where(m => m.Outcome == MailOutcome.Delivered).Subscribe(m => own.Add(m.Sender));
        correlator.Mails.Where(m => m.Outcome == MailOutcome.Delivered).Select(m => m.Sender).Where(s => s != "s2@a.example").Subscribe(selected.Add, () => isDone = true);
        correlator.Mails.GroupBy(m => m.Outcome).SelectMany(g => g.Count()).ToList().Subscribe(list => counts = list);
        LogText log = new();
        for (int i = 1; i <= 3; i++)
            log.Received($"A{i:D9}", 1, $"s{i}@a.example").Sent($"A{i:D9}").Removed($"A{i:D9}");
        Correlating.Feed(correlator, log.Received("B000000001").Bytes);
        correlator.Complete();

        Assert.Equal(["s1@a.example", "s2@a.example", "s3@a.example"], own);
        Assert.Equal(["s1@a.example", "s3@a.example"], selected);
        Assert.True(isDone);
        Assert.Equal([3, 1], counts);
    }

    [Fact]
    public void A_failing_operator_ends_its_own_chain_only()
    {
        var correlator = new MailCorrelator();
        Exception? error = null;
        int others = 0;
        correlator.Mails.Select(m => m.QueueIds[5]).Subscribe(_ => { }, e => error = e);
        correlator.Mails.Subscribe(_ => others++);
        Correlating.Feed(correlator, new LogText().Received("A000000001").Received("A000000002").Bytes);
        correlator.Complete();

        Assert.IsType<ArgumentOutOfRangeException>(error);
        Assert.Equal(2, others);
    }
}
