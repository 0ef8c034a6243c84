using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>The SMTP sessions that are open, by the process that serves them, and those that ended a moment ago.</summary>
/// <remarks>
/// A process serves one client at a time, but lines may come out of order, so a session stays for the grace after its end, and a line finds its session by
/// the process and the client's name and address.
/// </remarks>
internal sealed class SessionTable(CorrelatorOptions options)
{
    /// <summary>A burst of sessions must not keep its memory.</summary>
    private const int MaxSpare = 1024;

    private readonly Dictionary<SessionKey, Session> _latest = [];
    private readonly AgeList<Session> _open = new();
    private readonly Queue<(Session Session, long Sequence, long Ticks)> _ending = new();
    private readonly Stack<Session> _spare = new();

    /// <summary>What was looked up last: a line asks several times.</summary>
    private SessionKey _key;
    private Session? _found;
    private bool _isFound;

    private readonly long _lines = options.GraceLines, _ticks = options.GraceTime.Ticks;

    /// <summary>What happens in sessions is told to somebody, or was.</summary>
    public bool HaveStories { get; set; }

    /// <summary>How many sessions are open.</summary>
    public int OpenCount => _open.Count;

    /// <summary>The session that has to go because there are too many, or null.</summary>
    public Session? Surplus => _open.Count > options.MaxOpenSessions ? _open.Oldest : null;

    /// <summary>The oldest session, or null.</summary>
    public Session? Oldest => _open.Oldest;

    /// <summary>The process' latest session, whoever its client is.</summary>
    public Session? Latest(in LineContext context)
    {
        SessionKey key = context.Session;
        if (_isFound && key == _key)
            return _found;
        _found = _latest.TryGetValue(key, out Session? session) ? session : null;
        _key = key;
        _isFound = true;
        return _found;
    }

    /// <summary>The session of a line that names its client: the one that goes on, else one that ended a moment ago.</summary>
    public Session? Find(in LineContext context, Utf8Text client)
    {
        Session? ended = null;
        for (Session? session = Latest(context); session is not null; session = session.Earlier)
        {
            if (!client.Bytes.SequenceEqual(session.Client))
                continue;
            if (!session.IsEnded)
                return session;
            ended ??= session;
        }
        return ended;
    }

    /// <summary>A new session of the process.</summary>
    public Session Add(in LineContext context, Utf8Text client)
    {
        Session? earlier = Latest(context);
        Session session = (_spare.Count > 0 ? _spare.Pop() : new Session()).Begin(context.Session, client, context.Sequence);
        session.Earlier = earlier;
        _open.Add(session);
        _latest[session.Key] = _found = session;
        return session;
    }

    /// <summary>The session is closed, and nobody refers to it any more: the next takes its place.</summary>
    public void Recycle(Session session)
    {
        if (_spare.Count == MaxSpare)
        {
            session.Facts.Release();
            return;
        }
        session.Clear();
        _spare.Push(session);
    }

    /// <summary>The session has ended: it is handed out by <see cref="Due"/> when its grace has passed.</summary>
    public void End(in LineContext context, Session session)
    {
        if (session.IsEnded)
            return;
        session.IsEnded = true;
        _ending.Enqueue((session, context.Sequence, context.UtcTicks));
    }

    /// <summary>The next session whose grace has passed, or null.</summary>
    public Session? Due(long sequence, long ticks)
    {
        while (_ending.Count > 0)
        {
            (Session session, long since, long sinceTicks) = _ending.Peek();
            if (!session.IsClosed && (sequence - since < _lines || Math.Abs(ticks - sinceTicks) < _ticks))
                return null;
            _ending.Dequeue();
            if (!session.IsClosed)
                return session;
        }
        return null;
    }

    /// <summary>The next session that ended up to a line, whether or not its grace has passed; or null.</summary>
    public Session? EndedUpTo(long sequence)
    {
        while (_ending.Count > 0 && _ending.Peek().Sequence <= sequence)
        {
            Session session = _ending.Dequeue().Session;
            if (!session.IsClosed)
                return session;
        }
        return null;
    }

    public void Remove(Session session)
    {
        session.IsClosed = true;
        _isFound = false;
        _open.Remove(session);
        if (!_latest.TryGetValue(session.Key, out Session? latest))
            return;
        if (latest == session)
        {
            if (session.Earlier is null)
                _latest.Remove(session.Key);
            else
                _latest[session.Key] = session.Earlier;
            return;
        }
        for (Session later = latest; later.Earlier is not null; later = later.Earlier)
        {
            if (later.Earlier != session)
                continue;
            later.Earlier = session.Earlier;
            return;
        }
    }

    public IEnumerable<Session> Open => _open.All;

    public void Save(StateWriter writer)
    {
        writer.Write(_open.Count);
        foreach (Session session in _open.All)
            CorrelatorState.Write(writer, session);
        var ending = _ending.Where(e => !e.Session.IsClosed).ToList();
        writer.Write(ending.Count);
        foreach ((Session session, long sequence, long ticks) in ending)
        {
            writer.Write(session);
            writer.Write(sequence);
            writer.Write(ticks);
        }
    }

    public void Load(StateReader reader)
    {
        int count = reader.ReadCount();
        for (int i = 0; i < count; i++)
        {
            Session session = CorrelatorState.ReadSession(reader);
            session.Earlier = _latest.TryGetValue(session.Key, out Session? earlier) ? earlier : null;
            _open.Add(session);
            _latest[session.Key] = session;
            HaveStories |= session.Story is not null;
            reader.Sessions.Add(session);
        }
        count = reader.ReadCount();
        for (int i = 0; i < count; i++)
        {
            Session? session = reader.ReadSession();
            long sequence = reader.ReadInt64(), ticks = reader.ReadInt64();
            if (session is not null)
                _ending.Enqueue((session, sequence, ticks));
        }
    }
}
