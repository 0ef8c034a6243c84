using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>The delivery attempts that run, by the number that ties a result to its start: unique among those that run in one life of qmail-send.</summary>
internal sealed class RunningDeliveries(CorrelatorOptions options)
{
    private readonly Dictionary<(ulong Host, ulong Queue, long Number), RunningDelivery> _running = [];

    /// <summary>An attempt begins. A number that is in use, or the first of all, shows that qmail-send was started anew: what ran before has no result.</summary>
    /// <returns>What was interrupted so.</returns>
    public List<RunningDelivery> Start(in LineContext context, DeliveryStartEvent start, MailNode node)
    {
        var key = (context.Host, context.Instance, start.Number);
        List<RunningDelivery> interrupted = start.Number == 1 || _running.ContainsKey(key) ? Interrupt(context) : [];
        // Results that were never logged must not fill memory.
        if (_running.Count >= options.MaxOpenMails)
            _running.Clear();
        _running[key] = new RunningDelivery(node, start.Recipient.Bytes.ToArray(), start.IsLocal);
        return interrupted;
    }

    /// <summary>An attempt has a result: what it was for, or null when its start is not in the log.</summary>
    public RunningDelivery? Take(in LineContext context, long number)
    {
        var key = (context.Host, context.Instance, number);
        if (!_running.TryGetValue(key, out RunningDelivery? delivery))
            return null;
        _running.Remove(key);
        return delivery.Node.Mail.IsGone ? null : delivery;
    }

    /// <summary>qmail-send has ended: no result is to come for what runs; it will be tried again.</summary>
    public List<RunningDelivery> Interrupt(in LineContext context)
    {
        var interrupted = new List<RunningDelivery>();
        (ulong host, ulong queue) = (context.Host, context.Instance);
        foreach (var key in _running.Keys.Where(k => k.Host == host && k.Queue == queue).ToArray())
        {
            interrupted.Add(_running[key]);
            _running.Remove(key);
        }
        return interrupted;
    }

    public void Save(StateWriter writer)
    {
        var running = _running.Where(r => !r.Value.Node.Mail.IsGone).ToList();
        writer.Write(running.Count);
        foreach (var entry in running)
        {
            writer.Write(entry.Key.Host);
            writer.Write(entry.Key.Queue);
            writer.Write(entry.Key.Number);
            writer.Write(entry.Value.Node);
            writer.Write(entry.Value.Recipient);
            writer.Write(entry.Value.IsLocal);
        }
    }

    public void Load(StateReader reader)
    {
        for (int rest = reader.ReadCount(); rest > 0; rest--)
        {
            var key = (reader.ReadUInt64(), reader.ReadUInt64(), reader.ReadInt64());
            MailNode? node = reader.ReadNode();
            byte[] recipient = reader.ReadBytes();
            bool isLocal = reader.ReadBoolean();
            if (node is not null)
                _running[key] = new RunningDelivery(node, recipient, isLocal);
        }
    }
}

/// <summary>A delivery attempt that runs: its message, its recipient, and whether it stays on the host.</summary>
internal sealed record RunningDelivery(MailNode Node, byte[] Recipient, bool IsLocal);
