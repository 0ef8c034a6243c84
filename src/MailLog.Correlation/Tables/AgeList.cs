namespace MailLog.Correlation;

/// <summary>What is open, oldest first. The entries are linked among themselves: mails and sessions come and go too often for an object more each.</summary>
internal sealed class AgeList<T>
    where T : AgeList<T>.Entry
{
    private T? _youngest;

    public int Count { get; private set; }

    public T? Oldest { get; private set; }

    /// <summary>All, oldest first.</summary>
    public IEnumerable<T> All
    {
        get
        {
            for (T? entry = Oldest; entry is not null; entry = entry.Younger)
                yield return entry;
        }
    }

    /// <summary>Adds the youngest.</summary>
    public void Add(T entry)
    {
        entry.IsListed = true;
        entry.Older = _youngest;
        if (_youngest is null)
            Oldest = entry;
        else
            _youngest.Younger = entry;
        _youngest = entry;
        Count++;
    }

    /// <summary>Takes one out, if it is in.</summary>
    public void Remove(T entry)
    {
        if (!entry.IsListed)
            return;
        if (entry.Older is null)
            Oldest = entry.Younger;
        else
            entry.Older.Younger = entry.Younger;
        if (entry.Younger is null)
            _youngest = entry.Older;
        else
            entry.Younger.Older = entry.Older;
        entry.IsListed = false;
        entry.Older = entry.Younger = null;
        Count--;
    }

    /// <summary>What can stand in such a list; in one at a time.</summary>
    internal abstract class Entry
    {
        internal T? Older, Younger;
        internal bool IsListed;
    }
}
