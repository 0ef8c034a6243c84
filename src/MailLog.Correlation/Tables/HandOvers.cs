namespace MailLog.Correlation;

/// <summary>
/// Mails that another server has taken under a queue id of its own, whose log may come later. They stay open until that queue file's first line joins them, for a
/// while: the next system's log may not be there at all.
/// </summary>
internal sealed class HandOvers(Action<MailNode> end)
{
    private const long MaxTicks = 15 * TimeSpan.TicksPerMinute;

    /// <summary>Lines without a time come before all others, so only their number says when to give up.</summary>
    private const int MaxCount = 20_000;

    private readonly Dictionary<ulong, MailNode> _waiting = [];
    private readonly Queue<(MailNode Node, ulong Id, long Ticks)> _order = new();

    /// <summary>Keeps a mail open.</summary>
    /// <param name="context">The line that says so.</param>
    /// <param name="node">Where the mail was until now.</param>
    /// <param name="id">The queue id; empty when somebody else looks for the next system.</param>
    public void Add(in LineContext context, MailNode node, ReadOnlySpan<byte> id)
    {
        long ticks = context.Line.HasTime ? context.Line.Time.UtcTicks : long.MaxValue, now = context.Line.HasTime ? ticks : 0;
        while (_order.Count > 0 && (_order.Count >= MaxCount || now - _order.Peek().Ticks > MaxTicks || _order.Peek().Node.IsEnded))
            GiveUp(_order.Dequeue());
        ulong key = id.IsEmpty ? 0 : TextHash.Of(id);
        if (!id.IsEmpty)
            _waiting[key] = node;
        _order.Enqueue((node, key, ticks));
    }

    /// <summary>The mail that waits for this id.</summary>
    public MailNode? Take(ReadOnlySpan<byte> id)
    {
        if (_waiting.Count == 0 || !_waiting.TryGetValue(TextHash.Of(id), out MailNode? node))
            return null;
        _waiting.Remove(TextHash.Of(id));
        return node.IsEnded ? null : node;
    }

    public void Complete()
    {
        while (_order.Count > 0)
            GiveUp(_order.Dequeue());
    }

    public void Save(StateWriter writer)
    {
        var waiting = _order.Where(o => !o.Node.IsEnded && !o.Node.Mail.IsGone).ToList();
        writer.Write(waiting.Count);
        foreach ((MailNode node, ulong id, long ticks) in waiting)
        {
            writer.Write(node);
            writer.Write(id);
            writer.Write(ticks);
        }
    }

    public void Load(StateReader reader)
    {
        for (int rest = reader.ReadCount(); rest > 0; rest--)
        {
            MailNode? node = reader.ReadNode();
            ulong id = reader.ReadUInt64();
            long ticks = reader.ReadInt64();
            if (node is null)
                continue;
            if (id != 0)
                _waiting[id] = node;
            _order.Enqueue((node, id, ticks));
        }
    }

    private void GiveUp((MailNode Node, ulong Id, long Ticks) waiting)
    {
        if (_waiting.TryGetValue(waiting.Id, out MailNode? node) && node == waiting.Node)
            _waiting.Remove(waiting.Id);
        if (!waiting.Node.IsEnded && !waiting.Node.Mail.IsGone)
            end(waiting.Node);
    }
}
