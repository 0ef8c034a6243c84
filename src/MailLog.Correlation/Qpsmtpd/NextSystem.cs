using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Where the mails go that qpsmtpd hands on: the reply that takes them has the next system's name for them.</summary>
internal sealed class NextSystem(MailTables mails, QmailAssembler qmail)
{
    private const int MaxHosts = 64;

    private readonly List<ulong> _hosts = [];
    private ulong _last;

    /// <summary>A host whose queue may get mails.</summary>
    public void NoteHost(ulong host)
    {
        // Nearly every line is of the same host as the line before.
        if (host == _last)
            return;
        _last = host;
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
        long? queued = handoff.QueuedAt is { } at ? at.UtcTicks : null;
        if (handoff.QueueId.HasValue && FindQueueFile(context, node, beginTicks, handoff.QueueId) is { } queueFile)
            mails.HandOver(context, node, queueFile);
        else if (qp is { } process && FindMessage(context, process, queued) is { } message)
            qmail.HandOver(context, node, message);
        else if (handoff.QueueId.HasValue || qp is not null)
            mails.HandOvers.Add(context, node, handoff.QueueId, qp ?? -1, queued);
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
    private MailNode? FindQueueFile(in LineContext context, MailNode node, long beginTicks, ReadOnlySpan<byte> id)
    {
        MailNode? found = null;
        foreach (ulong host in _hosts)
        {
            var there = context.Under(host, 0);
            // Of equal times, the order of lines of several logs says nothing.
            if (mails.FindInAnyInstance(there, id) is not { Kind: NodeKind.Queue } file || First(file) is not { } candidate || (candidate.Birth < node.Birth && candidate.Mail.LastTicks < beginTicks))
                continue;
            if (found is not null)
                return null;
            found = candidate;
        }
        return found;
    }

    /// <summary>Where the mail of a queue file came in: there itself, or where a filter before the queue took it from.</summary>
    private static MailNode? First(MailNode file)
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

    /// <summary>The message that this process has queued on whichever host, if there is one alone that can be meant.</summary>
    private MailNode? FindMessage(in LineContext context, int process, long? queued)
    {
        if (queued is null && !context.Line.HasTime)
            return null;
        MailNode? found = null;
        foreach (ulong host in _hosts)
        {
            if (qmail.FindQueued(host, process) is not { } message || !HandOvers.IsNear(message.Ticks, queued ?? context.UtcTicks))
                continue;
            if (found is not null)
                return null;
            found = message.Node;
        }
        return found;
    }
}
