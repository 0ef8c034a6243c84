namespace MailLog.Correlation;

/// <summary>A list whose objects stay when it is emptied, to be filled anew for the next mail.</summary>
internal sealed class Reused<T>
    where T : class, new()
{
    private T[] _items = new T[4];

    public int Count { get; private set; }

    public T this[int index] => _items[index];

    /// <summary>The objects in use, as they are now.</summary>
    public ReadOnlySpan<T> Items => _items.AsSpan(0, Count);

    /// <summary>An object that is not in use, as the last; its state is that of an earlier use.</summary>
    public T Add()
    {
        if (Count == _items.Length)
            Array.Resize(ref _items, Count * 2);
        return _items[Count++] ??= new T();
    }

    public void Clear() => Count = 0;
}
