using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Where the mails go that qpsmtpd hands on: the reply that takes them has the next system's name for them.</summary>
internal sealed class NextSystem(MailTables mails, Func<QmailAssembler?> qmail)
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

    /// <summary>Lets the mail wait for what the next system logs of it, or has logged; without a name for it, the mail ends here.</summary>
    public void Find(in LineContext context, MailNode node, HandoffEvent handoff)
    {
        // smtp-forward takes the last word of the next host's reply: with qmail, that is the process.
        Utf8Text id = handoff.QueueId;
        int process = handoff.QueuePid ?? (id.Bytes.Length is > 0 and < 10 && System.Buffers.Text.Utf8Parser.TryParse(id.Bytes, out int number, out int used) && used == id.Bytes.Length ? number : -1);
        if (!id.HasValue && process < 0)
        {
            mails.End(node);
            return;
        }
        mails.HandOvers.Add(context, node, id, process, handoff.QueuedAt?.UtcTicks);
        foreach (ulong host in _hosts)
        {
            if (id.HasValue)
                mails.OfferQueueFiles(host, id);
            if (process >= 0 && qmail()?.FindQueued(host, process) is { } message)
                mails.HandOvers.Offer(HandOvers.NameOf(process), message);
        }
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
}
