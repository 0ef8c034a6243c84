using System.Collections.Concurrent;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>The observer contract: serial calls, one terminal call, and one who fails harms nobody else.</summary>
public class MailStreamTests
{
    private static readonly InvalidOperationException Failure = new("on purpose");

    private readonly MailCorrelator _correlator = new(new CorrelatorOptions { GraceLines = 0, GraceTime = TimeSpan.Zero });

    [Fact]
    public void Everybody_gets_every_mail_and_one_end()
    {
        Recorder one = new(), two = new();
        _correlator.Mails.Subscribe(one);
        _correlator.Mails.Where(m => m.Recipients[0].Address.StartsWith("r2", StringComparison.Ordinal)).Subscribe(two);
        Feed(1, 2, 3);
        _correlator.Complete();
        _correlator.Complete();

        Assert.Equal(["r1", "r2", "r3", "end"], one.Calls);
        Assert.Equal(["r2", "end"], two.Calls);
    }

    [Fact]
    public void Conditions_add_up()
    {
        var recorder = new Recorder();
        _correlator.Mails.Where(m => m.Recipients[0].Address != "r1").Where(m => m.Recipients[0].Address != "r3").Subscribe(recorder);
        Feed(1, 2, 3);
        Assert.Equal(["r2"], recorder.Calls);
    }

    [Fact]
    public void An_observer_that_throws_gets_its_exception_and_nothing_more()
    {
        Recorder bad = new() { OnMail = _ => throw Failure }, good = new();
        _correlator.Mails.Subscribe(bad);
        _correlator.Mails.Subscribe(good);
        Feed(1, 2);
        _correlator.Complete();

        Assert.Equal(["r1", "on purpose"], bad.Calls);
        Assert.Equal(["r1", "r2", "end"], good.Calls);
    }

    [Fact]
    public void An_action_that_throws_is_told_of_at_the_end()
    {
        int calls = 0;
        var good = new Recorder();
        _correlator.Mails.Subscribe(_ => { calls++; throw Failure; });
        _correlator.Mails.Subscribe(good);
        Feed(1, 2);

        Assert.Same(Failure, Assert.Single(Assert.Throws<AggregateException>(_correlator.Complete).InnerExceptions));
        Assert.Equal(1, calls);
        Assert.Equal(["r1", "r2", "end"], good.Calls);
        _correlator.Complete();
    }

    [Fact]
    public void A_condition_that_throws_counts_as_its_observers()
    {
        int calls = 0;
        var good = new Recorder();
        _correlator.Mails.Where(_ => throw Failure).Subscribe(_ => calls++);
        _correlator.Mails.Where(_ => throw Failure).Subscribe(good);
        Feed(1);

        Assert.Same(Failure, Assert.Single(Assert.Throws<AggregateException>(_correlator.Complete).InnerExceptions));
        Assert.Equal(0, calls);
        Assert.Equal(["on purpose"], good.Calls);
    }

    [Fact]
    public void Who_has_an_error_action_is_told_at_once()
    {
        var errors = new List<Exception>();
        _correlator.Mails.Subscribe(_ => throw Failure, errors.Add);
        _correlator.Mails.Where(_ => true).Subscribe(_ => throw Failure, errors.Add);
        Feed(1, 2);

        Assert.Equal([Failure, Failure], errors);
        _correlator.Complete();
    }

    [Fact]
    public void An_end_or_an_error_action_that_throws_is_told_of_at_the_end()
    {
        var other = new InvalidOperationException("again");
        var good = new Recorder();
        _correlator.Mails.Subscribe(new Recorder { OnEnd = () => throw Failure });
        _correlator.Mails.Subscribe(_ => throw Failure, _ => throw other);
        _correlator.Mails.Subscribe(good);
        Feed(1);

        Assert.Equal(new Exception[] { other, Failure }.ToHashSet(), Assert.Throws<AggregateException>(_correlator.Complete).InnerExceptions.ToHashSet());
        Assert.Equal(["r1", "end"], good.Calls);
    }

    [Fact]
    public void Unsubscribing_while_a_mail_is_pushed_stops_the_next_ones()
    {
        Recorder self = new(), after = new();
        IDisposable? own = null;
        self.OnMail = _ => own!.Dispose();
        own = _correlator.Mails.Subscribe(self);
        _correlator.Mails.Subscribe(after);
        Feed(1, 2);
        _correlator.Complete();
        own.Dispose();

        Assert.Equal(["r1"], self.Calls);
        Assert.Equal(["r1", "r2", "end"], after.Calls);
    }

    [Fact]
    public void Subscribing_while_a_mail_is_pushed_counts_from_the_next()
    {
        Recorder late = new(), first = new();
        bool isDone = false;
        first.OnMail = _ =>
        {
            if (!isDone)
                _correlator.Mails.Subscribe(late);
            isDone = true;
        };
        _correlator.Mails.Subscribe(first);
        Feed(1, 2);

        Assert.Equal(["r2"], late.Calls);
    }

    [Fact]
    public void Who_comes_after_the_end_gets_only_the_end()
    {
        Feed(1);
        _correlator.Complete();
        Recorder plain = new(), filtered = new();
        _correlator.Mails.Subscribe(plain).Dispose();
        _correlator.Mails.Where(_ => true).Subscribe(filtered);

        Assert.Equal(["end"], plain.Calls);
        Assert.Equal(["end"], filtered.Calls);
        Assert.Throws<InvalidOperationException>(() => Feed(2));
    }

    [Fact]
    public async Task Subscribing_from_other_threads_harms_nothing()
    {
        var seen = new ConcurrentBag<int>();
        using var stop = new CancellationTokenSource();
        Task[] others = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                _correlator.Mails.Subscribe(m => { }).Dispose();
        }))];
        _correlator.Mails.Subscribe(m => seen.Add(int.Parse(m.Recipients[0].Address[1..], System.Globalization.CultureInfo.InvariantCulture)));
        Feed([.. Enumerable.Range(1, 300)]);
        await stop.CancelAsync();
        await Task.WhenAll(others);

        Assert.Equal(Enumerable.Range(1, 300), seen.Order());
    }

    [Fact]
    public void Nobody_is_no_observer()
    {
        Assert.Throws<ArgumentNullException>(() => _correlator.Mails.Subscribe((IObserver<Mail>)null!));
        Assert.Throws<ArgumentNullException>(() => _correlator.Mails.Subscribe((Action<Mail>)null!));
        Assert.Throws<ArgumentNullException>(() => _correlator.Mails.Subscribe(_ => { }, null!));
        Assert.Throws<ArgumentNullException>(() => _correlator.Mails.Where(null!));
    }

    private void Feed(params int[] mails)
    {
        LogText log = new();
        foreach (int i in mails)
            log.Received($"A{i:D9}").Sent($"A{i:D9}", "r" + i).Removed($"A{i:D9}").Idle(2);
        Correlating.Feed(_correlator, log.Bytes);
    }

    private sealed class Recorder : IObserver<Mail>
    {
        private int _inside;

        public List<string> Calls { get; } = [];

        public Action<Mail> OnMail { get; set; } = _ => { };

        public Action OnEnd { get; set; } = () => { };

        public void OnNext(Mail value)
        {
            Assert.Equal(1, Interlocked.Increment(ref _inside));
            try
            {
                Calls.Add(value.Recipients[0].Address);
                OnMail(value);
            }
            finally
            {
                Interlocked.Decrement(ref _inside);
            }
        }

        public void OnCompleted()
        {
            Calls.Add("end");
            OnEnd();
        }

        public void OnError(Exception error) => Calls.Add(error.Message);
    }
}
