namespace MailLog.Correlation;

/// <summary>The SMTP sessions that are open, by the process that serves them.</summary>
internal sealed class SessionTable(CorrelatorOptions options)
{
    private readonly Dictionary<SessionKey, Session> _sessions = [];
    private readonly LinkedList<Session> _open = [];

    /// <summary>The process' session; one begins when there is none, since a log may begin in its middle.</summary>
    public Session FindOrAdd(in LineContext context) => Find(context.Session) ?? Add(context);

    public Session? Find(SessionKey key) => _sessions.TryGetValue(key, out Session? session) ? session : null;

    public Session Add(in LineContext context)
    {
        var session = new Session(context.Session, context.Sequence);
        session.Place = _open.AddLast(session);
        _sessions[session.Key] = session;
        return session;
    }

    public void Remove(Session session)
    {
        if (session.Place is not null)
            _open.Remove(session.Place);
        session.Place = null;
        if (_sessions.TryGetValue(session.Key, out Session? current) && current == session)
            _sessions.Remove(session.Key);
    }

    /// <summary>The session that has to go because there are too many, or null.</summary>
    public Session? Surplus => _open.Count > options.MaxOpenSessions ? _open.First!.Value : null;

    /// <summary>The oldest session, or null.</summary>
    public Session? Oldest => _open.First?.Value;
}
