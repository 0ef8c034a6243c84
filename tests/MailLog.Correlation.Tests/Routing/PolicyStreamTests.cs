using System.Reactive.Linq;
using System.Reactive.Subjects;
using MailLog.Routing;
using Xunit;

namespace MailLog.Correlation.Tests.Routing;

/// <summary>The observer contract of an audit: an observer that fails harms only itself, whatever the source is.</summary>
public class PolicyStreamTests
{
    private static readonly InvalidOperationException Failure = new("on purpose");
    private static readonly RoutingPolicy Policy = RoutingPolicy.Parse("* 192.0.2.1");
    private readonly MailCorrelator _correlator = new();

    [Fact]
    public void An_observer_that_throws_gets_its_exception_and_nothing_more()
    {
        List<string> bad = [], good = [], mails = [];
        MailStream<PolicyFinding> findings = Policy.Audit(_correlator.Mails);
        findings.Subscribe(new Told(bad, _ => throw Failure));
        findings.Subscribe(new Told(good, _ => { }));
        _correlator.Mails.Subscribe(m => mails.Add(m.Recipients[0].Address.Split('@')[0]));
        Feed();

        Assert.Equal(["r1", "on purpose"], bad);
        Assert.Equal(["r1", "r2", "end"], good);
        Assert.Equal(["r1", "r2"], mails);
    }

    [Fact]
    public void An_action_that_throws_is_told_of_at_the_end()
    {
        int calls = 0;
        var good = new List<string>();
        Policy.Audit(_correlator.Mails).Where(f => f.IsDeviation).Subscribe(_ => { calls++; throw Failure; });
        Policy.Audit(_correlator.Mails).Subscribe(new Told(good, _ => { }));

        Assert.Same(Failure, Assert.Single(Assert.Throws<AggregateException>(Feed).InnerExceptions));
        Assert.Equal(1, calls);
        Assert.Equal(["r1", "r2", "end"], good);
    }

    [Fact]
    public void Who_has_an_error_action_is_told_at_once()
    {
        var errors = new List<Exception>();
        Policy.Audit(_correlator.Mails).Subscribe(_ => throw Failure, errors.Add);
        Feed();
        Assert.Equal([Failure], errors);
    }

    [Fact]
    public void A_source_that_does_not_guard_its_observers_is_not_harmed()
    {
        List<Mail> mails = Correlating.Mails(Log());
        using var source = new Subject<Mail>();
        List<string> bad = [], good = [];
        Policy.Audit(source).Subscribe(new Told(bad, _ => throw Failure));
        Policy.Audit(source).Subscribe(new Told(good, _ => { }));
        mails.ForEach(source.OnNext);
        source.OnCompleted();

        Assert.Equal(["r1", "on purpose"], bad);
        Assert.Equal(["r1", "r2", "end"], good);
        Assert.False(source.HasObservers);
    }

    [Fact]
    public void A_source_that_pushes_at_once_is_heard_to_its_end_or_its_error()
    {
        List<Mail> mails = Correlating.Mails(Log());
        List<string> all = [], failed = [];
        Policy.Audit(mails.ToObservable()).Subscribe(new Told(all, _ => { }));
        Policy.Audit(Observable.Throw<Mail>(Failure)).Subscribe(new Told(failed, _ => { }));
        Assert.Equal(["r1", "r2", "end"], all);
        Assert.Equal(["on purpose"], failed);
    }

    [Fact]
    public void Unsubscribing_while_a_finding_is_pushed_stops_the_next_ones()
    {
        var told = new List<string>();
        IDisposable? own = null;
        own = Policy.Audit(_correlator.Mails).Subscribe(new Told(told, _ => own!.Dispose()));
        Feed();
        Assert.Equal(["r1"], told);
    }

    [Fact]
    public void Who_comes_after_the_end_gets_only_the_end()
    {
        Feed();
        var told = new List<string>();
        Policy.Audit(_correlator.Mails).Subscribe(new Told(told, _ => { })).Dispose();
        Assert.Equal(["end"], told);
    }

    [Fact]
    public void Operators_of_reactive_extensions_work_on_findings()
    {
        int deviations = 0;
        Policy.Audit(_correlator.Mails).Count(f => f.Kind == PolicyFindingKind.WrongRelay).Subscribe(n => deviations = n);
        Feed();
        Assert.Equal(2, deviations);
    }

    private static LogText Log() => new LogText().Received("A100000001").Sent("A100000001", "r1@b.example").Removed("A100000001").Received("A100000002").Sent("A100000002", "r2@b.example").Removed("A100000002");

    private void Feed()
    {
        Correlating.Feed(_correlator, Log().Bytes);
        _correlator.Complete();
    }

    private sealed class Told(List<string> calls, Action<PolicyFinding> action) : IObserver<PolicyFinding>
    {
        public void OnNext(PolicyFinding value)
        {
            calls.Add(value.Recipient?.Address.Split('@')[0] ?? value.Kind.ToString());
            action(value);
        }

        public void OnCompleted() => calls.Add("end");

        public void OnError(Exception error) => calls.Add(error.Message);
    }
}
