namespace MailLog.Correlation;

// Parts of one mail that began as several.
internal sealed partial class MailTables
{
    /// <summary>The parent hands the mail on to the child: from now on they are one mail.</summary>
    public void Join(in LineContext context, MailNode parent, MailNode child)
    {
        // A reply that passes on a queue file's id names what is behind a filter before the queue, too: that is the station between.
        if (child.IsHandedOver && parent.Kind == NodeKind.Transaction && !parent.HasParent)
            Merge(parent, child);
        if (parent == child || child.HasParent || IsBelow(parent, child))
            return;
        child.HasParent = true;
        if (parent.Mail != child.Mail)
            Merge(parent.Mail, child.Mail);
        parent.Mail.Facts.AddEdge(parent.Number, child.Number, context.Sequence, context.UtcTicks);
        Schedule(parent.Mail);
    }

    /// <summary>Where the mail of a queue file came in: there itself, or where a filter before the queue took it from; null when it came from another queue file.</summary>
    public static MailNode? EntryOf(MailNode file)
    {
        if (!file.HasParent)
            return file;
        MailNode? root = null;
        foreach (MailNode node in file.Mail.Nodes)
        {
            if (node.HasParent)
                continue;
            if (root is not null)
                return null;
            root = node;
        }
        return root is { Kind: NodeKind.Transaction } ? root : null;
    }

    /// <summary>Another server has handed the mail on to this queue file: nothing more is to come from there.</summary>
    private void HandOver(MailNode from, MailNode file, HandOverFit fit)
    {
        if (EntryOf(file) is not { } entry)
            return;
        entry.HasParent = entry.IsHandedOver = true;
        Merge(from.Mail, entry.Mail);
        OpenMail mail = from.Mail;
        mail.Facts.AddEdge(from.Number, entry.Number, mail.LastSequence, mail.LastTicks);
        if (fit == HandOverFit.Rewritten)
            mail.Facts.Begin(FactKind.Tie, from.Number, mail.LastSequence, mail.LastTicks, 0, 0)
                .AddByte(FactField.Kind, (byte)TieKind.HandOver).AddByte(FactField.By, (byte)TieQuality.Heuristic).Add(FactField.Candidates, 1).End();
        End(from);
    }

    /// <summary>Another server names an id that a host may have: its queue files are what can be meant.</summary>
    public void OfferQueueFiles(ulong host, ReadOnlySpan<byte> id)
    {
        _nodes.TryGetValue(new IdKey(host, id), out MailNode? first);
        for (MailNode? node = first; node is not null; node = node.Sibling)
            if (node.Kind == NodeKind.Queue)
                HandOvers.Offer(HandOvers.NameOf(id), node);
    }

    /// <summary>Decides whether a message is one that another server has handed on.</summary>
    public void SettleHandOver(MailNode message) => _handOvers?.Settle(message.Mail);

    /// <summary>Two nodes are of one mail, without one being behind the other.</summary>
    public void Merge(MailNode one, MailNode other)
    {
        if (one.Mail != other.Mail)
            Merge(one.Mail, other.Mail);
        Schedule(one.Mail);
    }

    /// <summary>The older mail takes the younger over.</summary>
    private void Merge(OpenMail one, OpenMail other)
    {
        (OpenMail older, OpenMail younger) = one.Birth <= other.Birth ? (one, other) : (other, one);
        int first = older.Nodes.Count;
        older.Facts.Append(younger.Facts, first);
        foreach (MailNode node in younger.Nodes)
        {
            node.Mail = older;
            node.Number += first;
            older.Nodes.Add(node);
        }
        older.LastSequence = Math.Max(older.LastSequence, younger.LastSequence);
        older.LastTicks = Math.Max(older.LastTicks, younger.LastTicks);
        Forget(younger);
        _memory.Give(younger.Facts.Detach());
    }

    /// <summary>Whether a node is among those that another leads to. Edges are few: one per hop.</summary>
    private static bool IsBelow(MailNode node, MailNode above)
    {
        if (node.Mail != above.Mail)
            return false;
        int at = node.Number;
        for (int hops = 0; hops < node.Mail.Nodes.Count; hops++)
        {
            int parent = -1;
            foreach (Fact fact in new FactList(node.Mail.Facts.Bytes))
                if (fact.Kind == FactKind.Edge && fact.Child == at)
                    parent = fact.Node;
            if (parent < 0)
                return false;
            if (parent == above.Number)
                return true;
            at = parent;
        }
        return true;
    }
}
