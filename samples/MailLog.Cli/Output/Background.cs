using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace MailLog.Cli;

/// <summary>Has things done on another thread, one after the other in the order in which they are given, while the caller goes on.</summary>
/// <remarks>Given on in batches, since waking a thread costs more than printing a mail. So much may wait that neither side keeps the other waiting, and no more.</remarks>
internal sealed class Background<T> : IDisposable
{
    private const int BatchSize = 64, MaxBatches = 32;

    private readonly BlockingCollection<List<T>> _waiting = new(MaxBatches);
    private readonly Thread _thread;
    private List<T> _batch = new(BatchSize);
    private volatile ExceptionDispatchInfo? _error;

    public Background(Action<T> work)
    {
        _thread = new Thread(() => Run(work)) { IsBackground = true, Name = typeof(T).Name };
        _thread.Start();
    }

    /// <summary>Has something done with an item.</summary>
    /// <exception cref="Exception">What an item before it ran into.</exception>
    public void Add(T item)
    {
        _batch.Add(item);
        if (_batch.Count < BatchSize)
            return;
        _error?.Throw();
        _waiting.Add(_batch);
        _batch = new List<T>(BatchSize);
    }

    /// <summary>Waits until everything is done.</summary>
    /// <exception cref="Exception">What an item ran into; nothing was done with those behind it.</exception>
    public void Complete()
    {
        _waiting.Add(_batch);
        _waiting.CompleteAdding();
        _thread.Join();
        _error?.Throw();
    }

    public void Dispose()
    {
        if (!_waiting.IsAddingCompleted)
            _waiting.CompleteAdding();
        _thread.Join();
        _waiting.Dispose();
    }

    private void Run(Action<T> work)
    {
        foreach (List<T> batch in _waiting.GetConsumingEnumerable())
        {
            try
            {
                // After an error only takes away what still comes, so that nobody waits for room.
                if (_error is null)
                    batch.ForEach(work);
            }
#pragma warning disable CA1031 // whoever gives the next item gets it
            catch (Exception error)
#pragma warning restore CA1031
            {
                _error = ExceptionDispatchInfo.Capture(error);
            }
        }
    }
}
