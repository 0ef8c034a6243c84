using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>
/// Mails that another server has taken under a name of its own, and what goes by that name there. A name is a hint, no proof: ids and process numbers come again, and a client can have
/// his own text in the reply. So both stay apart until what the logs say of them can be compared: when either is about to be pushed, or has waited long enough.
/// </summary>
internal sealed class HandOvers(Action<MailNode, MailNode, HandOverFit> join, Action<MailNode> end)
{
    private const long MaxTicks = 15 * TimeSpan.TicksPerMinute;

    /// <summary>Lines without a time come before all others, so only their number says when to give up.</summary>
    private const int MaxCount = 20_000;

    /// <summary>Clients can write names: a name that so many mails have at a time is none.</summary>
    private const int MaxOfOneName = 100;

    private readonly Dictionary<ulong, Exchange> _byName = [];
    private readonly Dictionary<MailNode, HandOver> _byNode = [];
    private readonly Queue<HandOver> _order = new();

    /// <summary>What goes by one name: mails that were handed on, and queue files that may be them.</summary>
    private sealed class Exchange
    {
        public readonly List<HandOver> Waiting = new(1);
        public readonly List<MailNode> Offered = new(1);
    }

    public static ulong NameOf(ReadOnlySpan<byte> id) => TextHash.Of(id);

    public static ulong NameOf(int process) => (uint)process;

    /// <summary>Keeps a mail open.</summary>
    /// <param name="context">The line that says so.</param>
    /// <param name="node">Where the mail was until now.</param>
    /// <param name="id">Its queue id there; empty when it has none.</param>
    /// <param name="process">The process that queued it; -1 when none is named.</param>
    /// <param name="queued">When it was queued, in UTC ticks; null when only the line's own time tells.</param>
    public void Add(in LineContext context, MailNode node, ReadOnlySpan<byte> id, int process, long? queued)
    {
        long at = context.Line.HasTime ? context.UtcTicks : HandOver.NoTime, now = context.Line.HasTime ? at : 0;
        while (_order.Count > 0 && (_order.Count >= MaxCount || now - _order.Peek().Ticks > MaxTicks || !_byNode.ContainsKey(_order.Peek().Node)))
            GiveUp(_order.Dequeue());
        Keep(new HandOver(node, id.IsEmpty ? 0 : NameOf(id), process, at, queued ?? HandOver.NoTime));
    }

    /// <summary>Whether anybody waits for something of this name.</summary>
    public bool Awaits(ulong name) => _byName.ContainsKey(name);

    /// <summary>A queue file goes by this name.</summary>
    public void Offer(ulong name, MailNode file)
    {
        if (_byName.TryGetValue(name, out Exchange? exchange) && !exchange.Offered.Contains(file))
            exchange.Offered.Add(file);
    }

    /// <summary>Decides about a mail that is about to be pushed.</summary>
    /// <returns>True when it is now one with another.</returns>
    public bool Settle(OpenMail mail)
    {
        if (_byNode.Count == 0)
            return false;
        foreach (MailNode node in mail.Nodes)
        {
            if (_byNode.TryGetValue(node, out HandOver? own))
            {
                if (Decide(own) is not null)
                    return true;
                continue;
            }
            if (node.Kind != NodeKind.Queue)
                continue;
            foreach (HandOver waiting in WaitingFor(node))
                if (Decide(waiting) == node)
                    return true;
        }
        return false;
    }

    public void Complete()
    {
        while (_order.Count > 0)
            GiveUp(_order.Dequeue());
    }

    public void Save(StateWriter writer)
    {
        var waiting = _order.Where(o => _byNode.ContainsKey(o.Node) && !o.Node.Mail.IsGone).ToList();
        writer.Write(waiting.Count);
        foreach (HandOver handOver in waiting)
        {
            writer.Write(handOver.Node);
            writer.Write(handOver.Id);
            writer.Write(handOver.Process);
            writer.Write(handOver.Ticks);
            writer.Write(handOver.Queued);
        }
    }

    public void Load(StateReader reader, IEnumerable<OpenMail> open)
    {
        for (int rest = reader.ReadCount(); rest > 0; rest--)
        {
            MailNode? node = reader.ReadNode();
            ulong id = reader.ReadUInt64();
            int process = reader.ReadInt32();
            long ticks = reader.ReadInt64(), queued = reader.ReadInt64();
            if (node is not null)
                Keep(new HandOver(node, id, process, ticks, queued));
        }
        if (_byNode.Count == 0)
            return;
        foreach (OpenMail mail in open)
            foreach (MailNode node in mail.Nodes)
                if (node.Kind == NodeKind.Queue)
                    Offer(NameOf(node), node);
    }

    private static ulong NameOf(MailNode file)
    {
        HandOverFacts facts = HandOverFacts.Of(file);
        return facts.System == MailSystem.Qmail ? NameOf(facts.Qp) : NameOf(file.Key.Id);
    }

    private void Keep(HandOver handOver)
    {
        _byNode[handOver.Node] = handOver;
        _order.Enqueue(handOver);
        foreach (ulong name in handOver.Names)
        {
            if (!_byName.TryGetValue(name, out Exchange? exchange))
                _byName[name] = exchange = new Exchange();
            exchange.Waiting.Add(handOver);
            if (exchange.Waiting.Count > MaxOfOneName)
                GiveUp(exchange.Waiting[0]);
        }
    }

    private HandOver[] WaitingFor(MailNode file)
    {
        foreach (Exchange exchange in ExchangesOf(file))
            return [.. exchange.Waiting];
        return [];
    }

    private IEnumerable<Exchange> ExchangesOf(MailNode file)
    {
        if (_byName.TryGetValue(NameOf(file), out Exchange? exchange) && exchange.Offered.Contains(file))
            yield return exchange;
    }

    /// <summary>Joins the mail to the one queue file that it can be, if that can be no other's; of those that fit, the ones that fit best count.</summary>
    /// <returns>The queue file, or null.</returns>
    private MailNode? Decide(HandOver handOver)
    {
        if (handOver.Node.IsEnded || handOver.Node.Mail.IsGone)
        {
            Remove(handOver);
            return null;
        }
        MailNode? best = null;
        var fit = HandOverFit.None;
        bool areSeveral = false;
        foreach (ulong name in handOver.Names)
        {
            foreach (MailNode file in _byName[name].Offered)
            {
                HandOverFit its = handOver.FitOf(file);
                areSeveral = its == fit ? its != HandOverFit.None : its < fit && areSeveral;
                if (its > fit)
                    (best, fit) = (file, its);
            }
        }
        if (best is null)
            return null;
        foreach (HandOver other in WaitingFor(best))
        {
            if (other == handOver || other.Node.IsEnded || other.Node.Mail.IsGone)
                continue;
            HandOverFit its = other.FitOf(best);
            if (its < fit)
                continue;
            if (its > fit)
                return null;
            areSeveral = true;
            Dismiss(other);
        }
        if (areSeveral)
        {
            Dismiss(handOver);
            return null;
        }
        Remove(handOver);
        join(handOver.Node, best, fit);
        return best;
    }

    private void GiveUp(HandOver handOver)
    {
        if (!_byNode.ContainsKey(handOver.Node) || Decide(handOver) is not null)
            return;
        Remove(handOver);
        if (!handOver.Node.IsEnded && !handOver.Node.Mail.IsGone)
            end(handOver.Node);
    }

    /// <summary>Nothing tells what it is: what is left when others are gone is no better.</summary>
    private void Dismiss(HandOver handOver)
    {
        Remove(handOver);
        end(handOver.Node);
    }

    private void Remove(HandOver handOver)
    {
        _byNode.Remove(handOver.Node);
        foreach (ulong name in handOver.Names)
            if (_byName.TryGetValue(name, out Exchange? exchange) && exchange.Waiting.Remove(handOver) && exchange.Waiting.Count == 0)
                _byName.Remove(name);
    }
}
