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
        Save(writer, _replaced);
        Save(writer, _sessions);
        Save(writer, _ended);
    }

    public void Load(StateReader reader)
    {
        _next.Load(reader);
        for (int rest = reader.ReadCount(); rest > 0; rest--)
            _inseparable.Add((reader.ReadUInt64(), reader.ReadInt32()));
        Load(reader, _replaced);
        Load(reader, _sessions);
        Load(reader, _ended);
    }

    private static void Save(StateWriter writer, Dictionary<(ulong Host, int ProcessId), QpsmtpdSession> sessions)
    {
        writer.Write(sessions.Count);
        foreach (KeyValuePair<(ulong Host, int ProcessId), QpsmtpdSession> entry in sessions)
        {
            writer.Write(entry.Key.Host);
            writer.Write(entry.Key.ProcessId);
            entry.Value.Save(writer);
        }
    }

    private static void Load(StateReader reader, Dictionary<(ulong Host, int ProcessId), QpsmtpdSession> sessions)
    {
        for (int rest = reader.ReadCount(); rest > 0; rest--)
        {
            (ulong Host, int ProcessId) key = (reader.ReadUInt64(), reader.ReadInt32());
            sessions[key] = new QpsmtpdSession();
            sessions[key].Load(reader);
        }
    }
}
