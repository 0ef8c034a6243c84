using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>A slow observer harms only itself.</summary>
public class DetachedTests
{
    [Fact]
    public async Task A_slow_observer_does_not_hold_the_feeder_up_and_gets_all_in_order()
    {
        var stream = new MailStream<int>();
        var may = new ManualResetEventSlim();
        var got = new List<int>();
        var end = new TaskCompletionSource();
        stream.Detached().Subscribe(new Observer(v =>
        {
            may.Wait();
            got.Add(v);
        }, end));
        for (int i = 0; i < 1000; i++)
            stream.Push(i);
        Assert.Empty(stream.Complete());
        Assert.Empty(got);
        may.Set();
        await end.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(Enumerable.Range(0, 1000), got);
    }

    [Fact]
    public async Task What_comes_beyond_the_capacity_is_counted_and_others_get_it()
    {
        var stream = new MailStream<int>();
        var may = new ManualResetEventSlim();
        var started = new ManualResetEventSlim();
        var slow = new List<int>();
        var fast = new List<int>();
        var end = new TaskCompletionSource();
        MailStream<int> detached = stream.Detached(10);
        detached.Subscribe(new Observer(v =>
        {
            started.Set();
            may.Wait();
            slow.Add(v);
        }, end));
        stream.Subscribe(fast.Add);
        stream.Push(0);
        started.Wait(TimeSpan.FromSeconds(30));
        for (int i = 1; i < 100; i++)
            stream.Push(i);
        stream.Complete();
        may.Set();
        await end.Task.WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(Enumerable.Range(0, 11), slow);
        Assert.Equal(89, detached.Dropped);
        Assert.Equal(100, fast.Count);
    }

    [Fact]
    public async Task One_that_throws_gets_its_exception_and_no_more()
    {
        var stream = new MailStream<int>();
        var end = new TaskCompletionSource();
        int calls = 0;
        stream.Detached().Where(v => v > 0).Subscribe(new Observer(_ =>
        {
            calls++;
            throw new InvalidOperationException("mine");
        }, end));
        for (int i = 0; i < 10; i++)
            stream.Push(i);
        await Assert.ThrowsAsync<InvalidOperationException>(() => end.Task.WaitAsync(TimeSpan.FromSeconds(30)));
        Assert.Empty(stream.Complete());
        Assert.Equal(1, calls);
    }

    [Fact]
    public void A_capacity_of_nothing_makes_no_sense() => Assert.Throws<ArgumentOutOfRangeException>(() => new MailStream<int>().Detached(0));

    private sealed class Observer(Action<int> next, TaskCompletionSource end) : IObserver<int>
    {
        public void OnNext(int value) => next(value);

        public void OnCompleted() => end.SetResult();

        public void OnError(Exception error) => end.SetException(error);
    }
}
