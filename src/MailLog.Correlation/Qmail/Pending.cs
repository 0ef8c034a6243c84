namespace MailLog.Correlation;

/// <summary>Things that wait, mostly to be done with in the order in which they came; what is done with is only marked, and passed over.</summary>
/// <remarks>Taking each out of a list would move all behind it: with a hundred thousand messages of one sender, most of the time went there.</remarks>
internal sealed class Pending<T>(Func<T, bool> isDone)
{
    private readonly List<T> _items = new(1);
    private int _start;

    public void Add(T item) => _items.Add(item);

    /// <summary>Nothing waits any more, as far as is known: what is done with in the middle counts until it comes to the front.</summary>
    public bool IsEmpty
    {
        get
        {
            while (_start < _items.Count && isDone(_items[_start]))
                _start++;
            if (_start > 32 && _start * 2 > _items.Count)
            {
                _items.RemoveRange(0, _start);
                _start = 0;
            }
            return _start == _items.Count;
        }
    }

    /// <summary>The first of those that wait and fit.</summary>
    public List<T> First(int count, Func<T, bool> fits)
    {
        var first = new List<T>(1);
        // What was passed over without fitting costs, too.
        for (int i = _start, looked = 0; i < _items.Count && first.Count < count && looked < 16 * count; i++, looked++)
            if (!isDone(_items[i]) && fits(_items[i]) && !first.Contains(_items[i]))
                first.Add(_items[i]);
        return first;
    }
}
