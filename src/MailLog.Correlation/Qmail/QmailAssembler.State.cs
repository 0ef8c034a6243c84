namespace MailLog.Correlation;

internal sealed partial class QmailAssembler
{
    public void Save(StateWriter writer)
    {
        _hosts.Save(writer);
        _running.Save(writer);
        _queuedBy.Save(writer);
        // A process may serve another session before the last one's transactions are decided: those are found in the order of their ends alone.
        List<QmailSession> sessions = [.. _sessions.Values.Concat(_strangers.Values).Concat(_ending).Distinct()];
        writer.Write(sessions.Count);
        foreach (QmailSession session in sessions)
            QmailState.Write(writer, session);
        WriteReferences(writer, sessions, _sessions.Values);
        WriteReferences(writer, sessions, _strangers.Values.Where(s => _ending.Contains(s)));
        WriteReferences(writer, sessions, _ending);
        _ties.Save(writer);
        _behindLogin.Save(writer, sessions);
    }

    public void Load(StateReader reader)
    {
        _hosts.Load(reader);
        _running.Load(reader);
        _queuedBy.Load(reader);
        var sessions = new List<QmailSession>();
        for (int rest = reader.ReadCount(); rest > 0; rest--)
            sessions.Add(QmailState.ReadSession(reader));
        foreach (QmailSession session in ReadReferences(reader, sessions))
            _sessions[(session.Host, session.ProcessId)] = session;
        foreach (QmailSession session in _sessions.Values.OrderBy(s => s.BirthTicks))
            _byBirth.Enqueue(session);
        foreach (QmailSession session in ReadReferences(reader, sessions))
            _strangers[(session.Host, session.ProcessId)] = session;
        foreach (QmailSession session in ReadReferences(reader, sessions))
            _ending.Enqueue(session);
        _ties.Load(reader, sessions);
        _behindLogin.Load(reader, sessions);
    }

    private static void WriteReferences(StateWriter writer, List<QmailSession> all, IEnumerable<QmailSession> some)
    {
        List<QmailSession> list = [.. some];
        var numbers = new Dictionary<QmailSession, int>();
        for (int i = 0; i < all.Count; i++)
            numbers[all[i]] = i;
        writer.Write(list.Count);
        foreach (QmailSession session in list)
            writer.Write(numbers[session]);
    }

    private static IEnumerable<QmailSession> ReadReferences(StateReader reader, List<QmailSession> all)
    {
        for (int rest = reader.ReadCount(); rest > 0; rest--)
            yield return all[reader.ReadCount()];
    }
}
