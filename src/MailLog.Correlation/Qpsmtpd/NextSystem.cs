using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Where the mails go that qpsmtpd hands on: the reply that takes them has the next system's name for them.</summary>
internal sealed class NextSystem(MailTables mails, QmailAssembler qmail)
{
    private const int MaxHosts = 64;

    private readonly List<ulong> _hosts = [];

    /// <summary>A host whose queue may get mails.</summary>
    public void NoteHost(ulong host)
    {
        if (_hosts.Count < MaxHosts && !_hosts.Contains(host))
            _hosts.Add(host);
    }

    /// <summary>Joins the mail to what the next system has logged of it, or lets it wait for that; without a name for it, the mail ends here.</summary>
    /// <param name="context">The reply.</param>
    /// <param name="node">The transaction.</param>
    /// <param name="beginTicks">When the transaction began.</param>
    /// <param name="handoff">The reply as a hand-over.</param>
    public void Find(in LineContext context, MailNode node, long beginTicks, HandoffEvent handoff)
    {
        // smtp-forward takes the last word of the next host's reply: with qmail, that is the process.
        int? qp = handoff.QueuePid ?? (handoff.QueueId.Bytes.Length is > 0 and < 10 && System.Buffers.Text.Utf8Parser.TryParse(handoff.QueueId.Bytes, out int number, out int used)
            && used == handoff.QueueId.Bytes.Length ? number : null);
        if (handoff.QueueId.HasValue && FindLogged(context, node, beginTicks, handoff.QueueId) is { } queueFile)
            mails.HandOver(context, node, queueFile);
        else if (qp is { } process)
            foreach (ulong host in _hosts)
                qmail.HandOver(context, host, node, process);
        if (node.IsEnded)
            return;
        if (handoff.QueueId.HasValue || qp is not null)
            mails.HandOvers.Add(context, node, handoff.QueueId);
        else
            mails.End(node);
    }

    public void Save(StateWriter writer)
    {
        writer.Write(_hosts.Count);
        foreach (ulong host in _hosts)
            writer.Write(host);
    }

    public void Load(StateReader reader)
    {
        for (int rest = reader.ReadCount(); rest > 0; rest--)
            _hosts.Add(reader.ReadUInt64());
    }

    /// <summary>The queue file of this id on whichever host, if there is one alone that can be meant: it is nobody else's, and did not end before.</summary>
    private MailNode? FindLogged(in LineContext context, MailNode node, long beginTicks, ReadOnlySpan<byte> id)
    {
        MailNode? found = null;
        foreach (ulong host in _hosts)
        {
            var there = new LineContext(context.Line, context.Sequence, host, 0, 0);
            // Of equal times, the order of lines of several logs says nothing.
            if (mails.FindInAnyInstance(there, id) is not { HasParent: false, Kind: NodeKind.Queue } candidate || (candidate.Birth < node.Birth && candidate.Mail.LastTicks < beginTicks))
                continue;
            if (found is not null)
                return null;
            found = candidate;
        }
        return found;
    }
}
