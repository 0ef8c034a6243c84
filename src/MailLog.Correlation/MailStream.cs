using System.Runtime.ExceptionServices;

namespace MailLog.Correlation;

/// <summary>A push stream of objects: an <see cref="IObservable{T}"/> that needs no other library, and works with System.Reactive where that is used.</summary>
/// <typeparam name="T">What is pushed.</typeparam>
/// <remarks>
/// The observer contract is kept here: calls come one after the other, on the thread that feeds the correlator; each observer gets one terminal call;
/// an observer whose <c>OnNext</c> throws is taken off the list, gets the exception in its <c>OnError</c>, and harms nobody else. Only what nobody was told of (an
/// action without an error action, an <c>OnError</c> or <c>OnCompleted</c> that throws) comes out of <see cref="MailCorrelator.Complete"/>.
/// Subscribing and unsubscribing is safe from any thread.
/// </remarks>
public sealed class MailStream<T> : IObservable<T>
{
    private readonly object _gate = new();
    private readonly Func<T, bool>? _filter;
    private readonly MailStream<T>? _parent;
    private readonly Func<IObserver<T>, IDisposable>? _source;
    private readonly int _capacity;
    private long _dropped;
    private readonly List<Exception> _failures = [];
    private IObserver<T>[] _observers = [];
    private bool _completed;

    internal MailStream()
    {
    }

    /// <summary>A stream made from another source, anew for each that subscribes.</summary>
    internal MailStream(Func<IObserver<T>, IDisposable> source) => _source = source;

    private MailStream(MailStream<T> parent, Func<T, bool> filter)
    {
        _parent = parent;
        _filter = filter;
    }

    private MailStream(MailStream<T> parent, int capacity)
    {
        _parent = parent;
        _capacity = capacity;
    }

    internal bool HasObservers => _observers.Length > 0;

    private MailStream<T> Root => _parent is null ? this : _parent.Root;

    /// <summary>Subscribes an observer.</summary>
    /// <param name="observer">Gets what is pushed from now on; after the end, only the end.</param>
    /// <returns>Dispose it to unsubscribe.</returns>
    public IDisposable Subscribe(IObserver<T> observer)
    {
        if (observer is null)
            throw new ArgumentNullException(nameof(observer));
        if (_parent is not null)
        {
            return _parent.Subscribe(_filter is null
                ? new DetachedObserver<T>(observer, _capacity, () => Interlocked.Increment(ref _dropped))
                : new FilteredObserver(observer, _filter));
        }
        if (_source is not null)
            return _source(observer);
        lock (_gate)
        {
            if (!_completed)
            {
                _observers = [.. _observers, observer];
                return new Subscription(this, observer);
            }
        }
        observer.OnCompleted();
        return new Subscription(this, observer);
    }

    /// <summary>Subscribes an action.</summary>
    /// <param name="onNext">
    /// Gets what is pushed from now on. When it throws, it is called no more, and the exception comes out of <see cref="MailCorrelator.Complete"/>.
    /// </param>
    /// <returns>Dispose it to unsubscribe.</returns>
    public IDisposable Subscribe(Action<T> onNext) => Subscribe(onNext, Root.Tell);

    /// <summary>Subscribes an action, and another for when it fails.</summary>
    /// <param name="onNext">Gets what is pushed from now on. When it throws, it is called no more.</param>
    /// <param name="onError">Gets the exception that <paramref name="onNext"/> threw.</param>
    /// <returns>Dispose it to unsubscribe.</returns>
    public IDisposable Subscribe(Action<T> onNext, Action<Exception> onError)
    {
        if (onNext is null)
            throw new ArgumentNullException(nameof(onNext));
        if (onError is null)
            throw new ArgumentNullException(nameof(onError));
        return Subscribe(new ActionObserver(onNext, onError));
    }

    /// <summary>The part of the stream that a condition holds for.</summary>
    /// <param name="condition">Asked once for each object and subscription. When it throws, that counts as the observer's exception.</param>
    public MailStream<T> Where(Func<T, bool> condition)
    {
        if (condition is null)
            throw new ArgumentNullException(nameof(condition));
        return new MailStream<T>(this, condition);
    }

    /// <summary>
    /// The same stream for slow observers: each is called on a thread of its own, one call after the other, while reading goes on.
    /// </summary>
    /// <param name="capacity">How many objects may wait for one observer; what comes beyond that it does not get, and <see cref="Dropped"/> counts it.</param>
    /// <remarks>Its end comes after all that waited, so possibly after <see cref="MailCorrelator.Complete"/> has returned: wait for <c>OnCompleted</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is not positive.</exception>
    public MailStream<T> Detached(int capacity = 10_000)
    {
        if (capacity < 1)
            throw new ArgumentOutOfRangeException(nameof(capacity), "At least one object has to be able to wait.");
        return new MailStream<T>(this, capacity);
    }

    /// <summary>How many objects observers of a <see cref="Detached"/> stream did not get because they fell behind.</summary>
    public long Dropped => Interlocked.Read(ref _dropped);

    internal void Push(T value)
    {
        foreach (IObserver<T> observer in _observers)
        {
            try
            {
                observer.OnNext(value);
            }
#pragma warning disable CA1031 // whatever an observer throws is its own affair
            catch (Exception error)
            {
                Remove(observer);
                Fail(observer, error);
            }
#pragma warning restore CA1031
        }
    }

    /// <summary>The end; what observers threw that nobody was told of.</summary>
    internal List<Exception> Complete()
    {
        IObserver<T>[] observers;
        lock (_gate)
        {
            observers = _observers;
            _observers = [];
            _completed = true;
        }
        foreach (IObserver<T> observer in observers)
        {
            try
            {
                observer.OnCompleted();
            }
#pragma warning disable CA1031 // it had its terminal call, so there is only the feeder left to tell
            catch (Exception error)
            {
                Remember(error);
            }
#pragma warning restore CA1031
        }
        return _failures;
    }

    /// <summary>Nobody else takes the exception: it is kept for the end, here or in the stream that this one is made from, which takes what its observers' OnError throws.</summary>
    private void Tell(Exception error)
    {
        if (_source is not null)
            ExceptionDispatchInfo.Capture(error).Throw();
        Remember(error);
    }

    private void Remember(Exception error)
    {
        lock (_gate)
            _failures.Add(error);
    }

    private void Fail(IObserver<T> observer, Exception error)
    {
        try
        {
            observer.OnError(error);
        }
#pragma warning disable CA1031
        catch (Exception again)
        {
            Remember(again);
        }
#pragma warning restore CA1031
    }

    private void Remove(IObserver<T> observer)
    {
        lock (_gate)
        {
            int at = Array.IndexOf(_observers, observer);
            if (at >= 0)
                _observers = [.. _observers.AsSpan(0, at), .. _observers.AsSpan(at + 1)];
        }
    }

    private sealed class Subscription(MailStream<T> stream, IObserver<T> observer) : IDisposable
    {
        public void Dispose() => stream.Remove(observer);
    }

    private sealed class ActionObserver(Action<T> onNext, Action<Exception> onError) : IObserver<T>
    {
        public void OnNext(T value) => onNext(value);

        public void OnCompleted()
        {
        }

        public void OnError(Exception error) => onError(error);
    }

    private sealed class FilteredObserver(IObserver<T> observer, Func<T, bool> filter) : IObserver<T>
    {
        public void OnNext(T value)
        {
            if (filter(value))
                observer.OnNext(value);
        }

        public void OnCompleted() => observer.OnCompleted();

        public void OnError(Exception error) => observer.OnError(error);
    }
}
