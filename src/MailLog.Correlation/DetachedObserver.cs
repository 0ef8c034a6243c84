namespace MailLog.Correlation;

/// <summary>Calls an observer on a thread of its own, so that a slow one holds nobody up. Whoever falls behind by more than a bound loses what comes then; it is counted.</summary>
internal sealed class DetachedObserver<T>(IObserver<T> observer, int capacity, Action dropped) : IObserver<T>
{
    private readonly Queue<T> _waiting = new();
    private bool _isRunning, _isEnded, _hasFailed;
    private Exception? _error;

    public void OnNext(T value)
    {
        lock (_waiting)
        {
            if (_hasFailed)
                return;
            if (_waiting.Count >= capacity)
            {
                dropped();
                return;
            }
            _waiting.Enqueue(value);
            Start();
        }
    }

    public void OnCompleted() => End(null);

    public void OnError(Exception error) => End(error);

    private void End(Exception? error)
    {
        lock (_waiting)
        {
            _isEnded = true;
            _error = error;
            Start();
        }
    }

    private void Start()
    {
        if (_isRunning)
            return;
        _isRunning = true;
        _ = Task.Run(Run);
    }

    private void Run()
    {
        while (true)
        {
            T value;
            lock (_waiting)
            {
                if (_waiting.Count == 0)
                {
                    _isRunning = false;
                    if (!_isEnded || _hasFailed)
                        return;
                    _hasFailed = true;
                    break;
                }
                value = _waiting.Dequeue();
            }
            try
            {
                observer.OnNext(value);
            }
#pragma warning disable CA1031 // whatever an observer throws is its own affair
            catch (Exception error)
            {
                lock (_waiting)
                {
                    _hasFailed = true;
                    _waiting.Clear();
                }
                observer.OnError(error);
                return;
            }
#pragma warning restore CA1031
        }
        if (_error is null)
            observer.OnCompleted();
        else
            observer.OnError(_error);
    }
}
