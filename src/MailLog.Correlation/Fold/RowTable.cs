namespace MailLog.Correlation;

/// <summary>Finds what belongs to a recipient. Most mails have few, and are looked through; a mailing list's get a dictionary.</summary>
internal sealed class RowTable(AddressComparer addresses)
{
    private const int Few = 8;

    private readonly List<((PathNode? Node, TextRange Address, TextRange Original) Key, RecipientRow Value)> _few = new(2);
    private Dictionary<(PathNode? Node, TextRange Address, TextRange Original), RecipientRow>? _many;

    public void Clear()
    {
        _few.Clear();
        _many = null;
    }

    public RecipientRow? Find((PathNode? Node, TextRange Address, TextRange Original) key)
    {
        if (_many is not null)
            return _many.TryGetValue(key, out RecipientRow? value) ? value : null;
        foreach (((PathNode? Node, TextRange Address, TextRange Original) known, RecipientRow value) in _few)
            if (addresses.Equals(known, key))
                return value;
        return null;
    }

    public void Add((PathNode? Node, TextRange Address, TextRange Original) key, RecipientRow value)
    {
        if (_many is null && _few.Count < Few)
        {
            _few.Add((key, value));
            return;
        }
        if (_many is null)
        {
            _many = new(addresses);
            foreach (((PathNode? Node, TextRange Address, TextRange Original) known, RecipientRow kept) in _few)
                _many.Add(known, kept);
        }
        _many.Add(key, value);
    }
}
