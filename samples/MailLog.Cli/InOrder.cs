namespace MailLog.Cli;

/// <summary>Puts things that come about in order of their ends into the order of their beginnings, as far as those that wait can tell.</summary>
internal sealed class InOrder<T>(int maxWaiting, Action<T> next)
{
    private readonly PriorityQueue<T, (long Time, long Place, long Arrival)> _waiting = new();

    private long _arrivals;

    public void Add(T item, long time, long place)
    {
        _waiting.Enqueue(item, (time, place, ++_arrivals));
        if (_waiting.Count > maxWaiting)
            next(_waiting.Dequeue());
    }

    public void Complete()
    {
        while (_waiting.TryDequeue(out T? item, out _))
            next(item);
    }
}
