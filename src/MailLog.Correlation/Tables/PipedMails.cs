namespace MailLog.Correlation;

/// <summary>
/// Filters that take a mail by pipe(8) and hand it back through sendmail: no line names both queue ids. The mail that comes back has the same message id and sender,
/// and comes about when the pipe's delivery is logged.
/// </summary>
/// <remarks>A rule of thumb: what it ties is marked as such. Entries are given up after the grace's lines.</remarks>
internal sealed class PipedMails(CorrelatorOptions options)
{
    private readonly Dictionary<(ulong Host, ulong MessageId), Candidates> _byMessageId = [];
    private readonly Queue<((ulong, ulong) Key, long Sequence)> _order = new();

    private sealed class Candidates
    {
        /// <summary>Mails that a pipe has taken, and mails that were submitted locally and have no parent yet.</summary>
        public readonly List<MailNode> Taken = [], Submitted = [];

        public List<MailNode>[] Lists => [Taken, Submitted];
    }

    public void Save(StateWriter writer)
    {
        List<((ulong Host, ulong MessageId) Key, long Sequence)> order = [.. _order.Where(o => _byMessageId.ContainsKey(o.Key))];
        writer.Write(order.Count);
        foreach (((ulong host, ulong messageId), long sequence) in order)
        {
            writer.Write(host);
            writer.Write(messageId);
            writer.Write(sequence);
            foreach (List<MailNode> nodes in _byMessageId[(host, messageId)].Lists)
            {
                writer.Write(nodes.Count);
                foreach (MailNode node in nodes)
                    writer.Write(node);
            }
        }
    }

    public void Load(StateReader reader)
    {
        int count = reader.ReadCount();
        for (int i = 0; i < count; i++)
        {
            (ulong, ulong) key = (reader.ReadUInt64(), reader.ReadUInt64());
            _order.Enqueue((key, reader.ReadInt64()));
            var candidates = new Candidates();
            _byMessageId[key] = candidates;
            foreach (List<MailNode> nodes in candidates.Lists)
                for (int rest = reader.ReadCount(); rest > 0; rest--)
                    if (reader.ReadNode() is { } node)
                        nodes.Add(node);
        }
    }

    /// <summary>A pipe took the mail.</summary>
    /// <returns>The submission that it came back as, if that was seen already, and how many it might be.</returns>
    public (MailNode? Child, int Count) Taken(in LineContext context, MailNode node)
    {
        Candidates candidates = Of(context, node);
        if (!candidates.Taken.Contains(node))
            candidates.Taken.Add(node);
        return Latest(candidates.Submitted, c => c != node && !c.HasParent && c.Birth > node.Birth && c.SenderHash == node.SenderHash);
    }

    /// <summary>A mail was submitted locally, and its message id is known.</summary>
    /// <returns>The mail that it may be, come back from a filter, and how many there are.</returns>
    public (MailNode? Parent, int Count) Submitted(in LineContext context, MailNode node)
    {
        Candidates candidates = Of(context, node);
        if (!candidates.Submitted.Contains(node))
            candidates.Submitted.Add(node);
        return Latest(candidates.Taken, p => p != node && p.Birth < node.Birth && p.SenderHash == node.SenderHash);
    }

    private static (MailNode?, int) Latest(List<MailNode> nodes, Func<MailNode, bool> fits)
    {
        nodes.RemoveAll(n => n.Mail.IsGone);
        MailNode? latest = null;
        int count = 0;
        foreach (MailNode node in nodes)
        {
            if (!fits(node))
                continue;
            latest = node;
            count++;
        }
        return (latest, count);
    }

    private Candidates Of(in LineContext context, MailNode node)
    {
        while (_order.Count > 0 && context.Sequence - _order.Peek().Sequence > options.GraceLines)
            _byMessageId.Remove(_order.Dequeue().Key);
        (ulong Host, ulong MessageId) key = (context.Host, node.MessageIdHash);
        if (!_byMessageId.TryGetValue(key, out Candidates? candidates))
        {
            _byMessageId.Add(key, candidates = new Candidates());
            _order.Enqueue((key, context.Sequence));
        }
        return candidates;
    }
}
