using System.Runtime.ExceptionServices;

namespace MailLog.Parsing;

/// <summary>One piece of work, done again and again on a thread of the pool, and waited for in between. Nothing is allocated for it.</summary>
/// <remarks>Whoever waits does the work himself when no thread of the pool has begun it, so that a pool that is kept busy holds nobody up.</remarks>
internal sealed class AheadWork
#if !NETSTANDARD2_0
    : IThreadPoolWorkItem
#endif
{
    private const int Idle = 0, Waiting = 1, Running = 2;

    private readonly object _gate = new();
    private Action _work;
    private ExceptionDispatchInfo? _error;
    private int _state;

    /// <summary>A piece of work.</summary>
    public AheadWork(Action work) => _work = work;

    /// <summary>It was begun, and nobody has waited for its end.</summary>
    public bool IsUnderWay { get; private set; }

    /// <summary>Has the work done; <see cref="Wait"/> comes before the next time.</summary>
    public void Begin()
    {
        IsUnderWay = true;
        Volatile.Write(ref _state, Waiting);
#if NETSTANDARD2_0
        ThreadPool.UnsafeQueueUserWorkItem(static ahead => ((AheadWork)ahead!).Execute(), this);
#else
        ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
#endif
    }

    /// <summary>Waits for the end of the work.</summary>
    /// <exception cref="Exception">What the work threw.</exception>
    public void Wait()
    {
        WaitForEnd();
        IsUnderWay = false;
        ExceptionDispatchInfo? error = _error;
        _error = null;
        error?.Throw();
    }

    /// <summary>Waits for the end of the work, and leaves what it threw to <see cref="Wait"/>.</summary>
    public void WaitForEnd()
    {
        Execute();
        lock (_gate)
            while (_state != Idle)
                Monitor.Wait(_gate);
    }

    /// <summary>Ends it for good: the pool may hold on to this object until it has a thread to spare, but not to what the work is done with.</summary>
    public void Release() => _work = static () => { };

    /// <summary>Called by the pool, perhaps long after somebody else has done what it was called for.</summary>
    public void Execute()
    {
        if (Interlocked.CompareExchange(ref _state, Running, Waiting) != Waiting)
            return;
        try
        {
            _work();
        }
#pragma warning disable CA1031 // whoever waits gets it
        catch (Exception error)
#pragma warning restore CA1031
        {
            _error = ExceptionDispatchInfo.Capture(error);
        }
        lock (_gate)
        {
            _state = Idle;
            Monitor.PulseAll(_gate);
        }
    }
}
