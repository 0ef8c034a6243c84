namespace MailLog.Correlation;

internal sealed partial class MailTables
{
    public IEnumerable<OpenMail> Open => _open.All;

    public void Save(StateWriter writer)
    {
        writer.Write(_open.Count);
        foreach (OpenMail mail in _open.All)
            CorrelatorState.Write(writer, mail);
        // References between nodes come behind all nodes.
        foreach (OpenMail mail in _open.All)
            foreach (MailNode node in mail.Nodes)
                writer.Write(node.Refusals);
        WriteTable(writer);
        writer.Write(_queueOwners.Count);
        foreach ((ulong host, ulong instance) in _queueOwners)
        {
            writer.Write(host);
            writer.Write(instance);
        }
        _grace.Save(writer);
        HandOvers.Save(writer);
    }

    public void Load(StateReader reader)
    {
        int count = reader.ReadCount();
        for (int i = 0; i < count; i++)
        {
            OpenMail mail = CorrelatorState.ReadMail(reader);
            _open.Add(mail);
            Count(mail);
            reader.Mails.Add(mail);
            foreach (MailNode node in mail.Nodes)
                reader.Nodes.Add(node);
        }
        foreach (MailNode node in reader.Nodes)
            node.Refusals = reader.ReadNode();
        ReadTable(reader);
        count = reader.ReadCount();
        for (int i = 0; i < count; i++)
            _queueOwners.Add((reader.ReadUInt64(), reader.ReadUInt64()));
        _grace.Load(reader);
        HandOvers.Load(reader, _open.All);
    }

    /// <summary>Which nodes are found by their ids: a node whose id has another life is not.</summary>
    private void WriteTable(StateWriter writer)
    {
        writer.Write(_nodes.Count);
        foreach (KeyValuePair<IdKey, MailNode> entry in _nodes)
        {
            int siblings = 0;
            for (MailNode? node = entry.Value; node is not null; node = node.Sibling)
                siblings++;
            writer.Write(entry.Key);
            writer.Write(siblings);
            for (MailNode? node = entry.Value; node is not null; node = node.Sibling)
                writer.Write(node);
        }
    }

    private void ReadTable(StateReader reader)
    {
        int count = reader.ReadCount();
        for (int i = 0; i < count; i++)
        {
            IdKey key = reader.ReadIdKey();
            int siblings = reader.ReadCount();
            MailNode? last = null;
            for (int j = 0; j < siblings; j++)
            {
                if (reader.ReadNode() is not { } node)
                    continue;
                if (last is null)
                    _nodes[key] = node;
                else
                    last.Sibling = node;
                last = node;
            }
        }
    }
}
