namespace MailLog.Correlation;

/// <summary>
/// Mails that another server has taken under a name of its own, whose log may come later. They stay open until that log joins them, for a while: it may not be
/// there at all.
/// </summary>
internal sealed class HandOvers(Action<MailNode> end)
{
    private const long MaxTicks = 15 * TimeSpan.TicksPerMinute;

    /// <summary>Lines without a time come before all others, so only their number says when to give up.</summary>
    private const int MaxCount = 20_000;

    /// <summary>What the time of a line that has none is taken for here: nothing is ever later.</summary>
    private const long NoTime = long.MaxValue;

    private readonly Dictionary<ulong, MailNode> _byId = [];
    private readonly Dictionary<int, List<(MailNode Node, long Ticks)>> _byProcess = [];
    private readonly Queue<(MailNode Node, ulong Id, int Process, long Ticks)> _order = new();

    /// <summary>Keeps a mail open.</summary>
    /// <param name="context">The line that says so.</param>
    /// <param name="node">Where the mail was until now.</param>
    /// <param name="id">Its queue id there; empty when it has none.</param>
    /// <param name="process">The process that queued it; -1 when none is named.</param>
    /// <param name="ticks">When it was queued, in UTC ticks; null when only the line's own time tells.</param>
    public void Add(in LineContext context, MailNode node, ReadOnlySpan<byte> id, int process, long? ticks)
    {
        long at = context.Line.HasTime ? context.UtcTicks : NoTime, now = context.Line.HasTime ? at : 0;
        while (_order.Count > 0 && (_order.Count >= MaxCount || now - _order.Peek().Ticks > MaxTicks || _order.Peek().Node.IsEnded))
            GiveUp(_order.Dequeue());
        Keep(node, id.IsEmpty ? 0 : TextHash.Of(id), process, ticks ?? at, at);
    }

    /// <summary>The mail that waits for this id.</summary>
    public MailNode? Take(ReadOnlySpan<byte> id)
    {
        if (_byId.Count == 0 || !_byId.TryGetValue(TextHash.Of(id), out MailNode? node))
            return null;
        _byId.Remove(TextHash.Of(id));
        return node.IsEnded ? null : node;
    }

    /// <summary>The mail that waits for what this process queued; null also when there are several: numbers of processes come again.</summary>
    public MailNode? Take(int process, long ticks)
    {
        if (!_byProcess.TryGetValue(process, out List<(MailNode Node, long Ticks)>? waiting))
            return null;
        MailNode? found = null;
        foreach ((MailNode node, long at) in waiting)
        {
            if (node.IsEnded || (at != NoTime && !IsNear(at, ticks)))
                continue;
            if (found is not null)
                return null;
            found = node;
        }
        return found;
    }

    /// <summary>Whether two times can be of one hand-over.</summary>
    public static bool IsNear(long one, long other) => Math.Abs(one - other) <= MaxTicks;

    public void Complete()
    {
        while (_order.Count > 0)
            GiveUp(_order.Dequeue());
    }

    public void Save(StateWriter writer)
    {
        var waiting = _order.Where(o => !o.Node.IsEnded && !o.Node.Mail.IsGone).ToList();
        writer.Write(waiting.Count);
        foreach ((MailNode node, ulong id, int process, long ticks) in waiting)
        {
            writer.Write(node);
            writer.Write(id);
            writer.Write(process);
            writer.Write(process < 0 ? ticks : _byProcess[process].Find(w => w.Node == node).Ticks);
            writer.Write(ticks);
        }
    }

    public void Load(StateReader reader)
    {
        for (int rest = reader.ReadCount(); rest > 0; rest--)
        {
            MailNode? node = reader.ReadNode();
            ulong id = reader.ReadUInt64();
            int process = reader.ReadInt32();
            long queued = reader.ReadInt64(), ticks = reader.ReadInt64();
            if (node is not null)
                Keep(node, id, process, queued, ticks);
        }
    }

    private void Keep(MailNode node, ulong id, int process, long queued, long ticks)
    {
        if (id != 0)
            _byId[id] = node;
        if (process >= 0)
        {
            if (!_byProcess.TryGetValue(process, out List<(MailNode, long)>? waiting))
                _byProcess[process] = waiting = [];
            waiting.Add((node, queued));
        }
        _order.Enqueue((node, id, process, ticks));
    }

    private void GiveUp((MailNode Node, ulong Id, int Process, long Ticks) waiting)
    {
        if (_byId.TryGetValue(waiting.Id, out MailNode? node) && node == waiting.Node)
            _byId.Remove(waiting.Id);
        if (_byProcess.TryGetValue(waiting.Process, out List<(MailNode Node, long)>? same))
        {
            same.RemoveAll(w => w.Node == waiting.Node);
            if (same.Count == 0)
                _byProcess.Remove(waiting.Process);
        }
        if (!waiting.Node.IsEnded && !waiting.Node.Mail.IsGone)
            end(waiting.Node);
    }
}
