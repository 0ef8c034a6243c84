namespace MailLog.Correlation;

/// <summary>Nodes in their order. Most mails and sessions have one, which takes no further object.</summary>
internal struct NodeList
{
    private MailNode? _first;
    private List<MailNode>? _more;

    public readonly int Count => _first is null ? 0 : 1 + (_more?.Count ?? 0);

    public readonly MailNode this[int index] => index == 0 ? _first! : _more![index - 1];

    public void Add(MailNode node)
    {
        if (_first is null)
            _first = node;
        else
            (_more ??= []).Add(node);
    }

    public void Remove(MailNode node)
    {
        if (_first != node)
        {
            _more?.Remove(node);
            return;
        }
        _first = null;
        if (_more is not { Count: > 0 })
            return;
        _first = _more[0];
        _more.RemoveAt(0);
    }

    /// <summary>Takes all out.</summary>
    public NodeList TakeAll()
    {
        NodeList all = this;
        this = default;
        return all;
    }

    public readonly Enumerator GetEnumerator() => new(this);

    public struct Enumerator(NodeList nodes)
    {
        private readonly NodeList _nodes = nodes;
        private int _index = -1;

        public readonly MailNode Current => _nodes[_index];

        public bool MoveNext() => ++_index < _nodes.Count;
    }
}
