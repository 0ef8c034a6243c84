namespace MailLog.Correlation;

/// <summary>What is known of one host that runs qmail, beside its messages and sessions.</summary>
internal sealed class QmailHost
{
    /// <summary>tcpserver or sslserver log their connections: a line of a session that they do not know is nobody's.</summary>
    public bool LogsConnections;

    /// <summary>qmail-smtpd logs what it decides: a session without such a line has accepted nobody.</summary>
    public bool LogsTransactions;

    /// <summary>qmail-send has ended: what is accepted now is seen when it is started again.</summary>
    public bool IsDown;

    /// <summary>When it was started again last.</summary>
    public long UpSince = long.MinValue;

    /// <summary>A host has few logs; one that invents them must not fill memory.</summary>
    private const int MaxLogs = 64;

    private readonly Dictionary<string, ProcessOrder> _processes = [];

    private readonly Dictionary<int, int> _tied = [];

    /// <summary>When processes were started, by the order of the lines in one log: only within it is that order sure.</summary>
    public ProcessOrder ProcessesIn(string source)
    {
        if (_processes.TryGetValue(source, out ProcessOrder? known))
            return known;
        if (_processes.Count >= MaxLogs)
            _processes.Clear();
        return _processes[source] = new ProcessOrder();
    }

    /// <summary>A message of this user was tied to a session.</summary>
    public void NoteUser(int userId)
    {
        if (_tied.Count < 64 || _tied.ContainsKey(userId))
            _tied[userId] = (_tied.TryGetValue(userId, out int count) ? count : 0) + 1;
    }

    /// <summary>Whether messages of a user come from sessions; null while that is not known.</summary>
    public bool? IsServerUser(int userId)
    {
        if (_tied.TryGetValue(userId, out int count) && count >= 2)
            return true;
        foreach (int other in _tied.Values)
            if (other >= 3)
                return false;
        return null;
    }

    public void Save(StateWriter writer)
    {
        writer.Write(LogsConnections);
        writer.Write(LogsTransactions);
        writer.Write(IsDown);
        writer.Write(UpSince);
        writer.Write(_processes.Count);
        foreach (KeyValuePair<string, ProcessOrder> entry in _processes)
        {
            writer.Write(entry.Key);
            entry.Value.Save(writer);
        }
        writer.Write(_tied.Count);
        foreach (KeyValuePair<int, int> tied in _tied)
        {
            writer.Write(tied.Key);
            writer.Write(tied.Value);
        }
    }

    public void Load(StateReader reader)
    {
        LogsConnections = reader.ReadBoolean();
        LogsTransactions = reader.ReadBoolean();
        IsDown = reader.ReadBoolean();
        UpSince = reader.ReadInt64();
        for (int rest = reader.ReadCount(); rest > 0; rest--)
            ProcessesIn(reader.ReadString()).Load(reader);
        for (int rest = reader.ReadCount(); rest > 0; rest--)
            _tied[reader.ReadInt32()] = reader.ReadInt32();
    }
}
