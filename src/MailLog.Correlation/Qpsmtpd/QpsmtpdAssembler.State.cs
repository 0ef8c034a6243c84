namespace MailLog.Correlation;

internal sealed partial class QpsmtpdAssembler
{
    public void Save(StateWriter writer)
    {
        _next.Save(writer);
        writer.Write(_inseparable.Count);
        foreach ((ulong host, int processId) in _inseparable)
        {
            writer.Write(host);
            writer.Write(processId);
        }
        writer.Write(_sessions.Count);
        foreach (KeyValuePair<(ulong Host, int ProcessId), QpsmtpdSession> entry in _sessions)
        {
            writer.Write(entry.Key.Host);
            writer.Write(entry.Key.ProcessId);
            writer.Write(_unended.TryGetValue(entry.Key, out int unended) ? unended : 0);
            entry.Value.Save(writer);
        }
    }

    public void Load(StateReader reader)
    {
        _next.Load(reader);
        for (int rest = reader.ReadCount(); rest > 0; rest--)
            _inseparable.Add((reader.ReadUInt64(), reader.ReadInt32()));
        for (int rest = reader.ReadCount(); rest > 0; rest--)
        {
            (ulong Host, int ProcessId) key = (reader.ReadUInt64(), reader.ReadInt32());
            if (reader.ReadInt32() is > 0 and var unended)
                _unended[key] = unended;
            _sessions[key] = new QpsmtpdSession();
            _sessions[key].Load(reader);
        }
    }
}
