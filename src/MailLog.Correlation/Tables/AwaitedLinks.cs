namespace MailLog.Correlation;

/// <summary>
/// Links that named an id before its queue file began in the log: the next hop's first line may come late. They are given up after some lines, since
/// most ids in replies belong to other hosts.
/// </summary>
internal sealed class AwaitedLinks(CorrelatorOptions options)
{
    private readonly Dictionary<IdKey, (MailNode Node, bool IsParent, long Sequence)> _links = [];
    private readonly Queue<(IdKey Key, long Sequence)> _order = new();

    /// <summary>The node waits for an id: it is the parent of it, or its child.</summary>
    public void Add(in LineContext context, ReadOnlySpan<byte> id, MailNode node, bool isParent)
    {
        while (_order.Count > 0 && context.Sequence - _order.Peek().Sequence > options.GraceLines)
        {
            (IdKey old, long since) = _order.Dequeue();
            // The id may have been named again since.
            if (_links.TryGetValue(old, out (MailNode Node, bool IsParent, long Sequence) known) && known.Sequence == since)
                _links.Remove(old);
        }
        var key = new IdKey(context.Host, id);
        _links[key] = (node, isParent, context.Sequence);
        _order.Enqueue((key, context.Sequence));
    }

    /// <summary>The node that waits for this id, if its mail is still open.</summary>
    public MailNode? Take(in LineContext context, ReadOnlySpan<byte> id, out bool isParent)
    {
        isParent = false;
        if (_links.Count == 0 || !_links.TryGetValue(new IdKey(context.Host, id), out (MailNode Node, bool IsParent, long Sequence) link))
            return null;
        _links.Remove(new IdKey(context.Host, id));
        isParent = link.IsParent;
        // Whether it is given up must not depend on whether other mails' links came by to clear it away.
        return link.Node.Mail.IsGone || context.Sequence - link.Sequence > options.GraceLines ? null : link.Node;
    }

    public void Save(StateWriter writer)
    {
        var links = _order.Where(o => _links.TryGetValue(o.Key, out (MailNode Node, bool IsParent, long Sequence) link) && link.Sequence == o.Sequence && !link.Node.Mail.IsGone).ToList();
        writer.Write(links.Count);
        foreach ((IdKey key, long sequence) in links)
        {
            writer.Write(key);
            writer.Write(sequence);
            writer.Write(_links[key].Node);
            writer.Write(_links[key].IsParent);
        }
    }

    public void Load(StateReader reader)
    {
        int count = reader.ReadCount();
        for (int i = 0; i < count; i++)
        {
            IdKey key = reader.ReadIdKey();
            long sequence = reader.ReadInt64();
            MailNode? node = reader.ReadNode();
            bool isParent = reader.ReadBoolean();
            if (node is null)
                continue;
            _links[key] = (node, isParent, sequence);
            _order.Enqueue((key, sequence));
        }
    }
}
