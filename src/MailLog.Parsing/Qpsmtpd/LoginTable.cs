namespace MailLog.Parsing;

/// <summary>The connections of a log, by host and process: so many as can be open at a time, then the oldest makes room.</summary>
internal sealed class LoginTable
{
    private const int MaxConnections = 512;

    private readonly List<LoginMemory> _connections = [];
    private Dictionary<long, LoginMemory>? _byKey;
    private LoginMemory? _last;
    private int _next;

    public bool IsEmpty => _connections.Count == 0;

    public static long KeyOf(ReadOnlySpan<byte> host, int processId)
    {
        uint hash = 2166136261;
        foreach (byte b in host)
            hash = (hash ^ b) * 16777619;
        return (long)processId << 32 | hash;
    }

    public LoginMemory? Find(long key)
    {
        // Most lines are of the connection of the line before.
        if (_last?.Key == key)
            return _last;
        if (_byKey is null || !_byKey.TryGetValue(key, out LoginMemory? found))
            return null;
        return _last = found;
    }

    public LoginMemory Add(long key, LoginState state)
    {
        _byKey ??= new Dictionary<long, LoginMemory>(MaxConnections);
        LoginMemory connection;
        if (_connections.Count < MaxConnections)
        {
            _connections.Add(connection = new LoginMemory());
        }
        else
        {
            connection = _connections[_next];
            _next = (_next + 1) % MaxConnections;
            _byKey.Remove(connection.Key);
        }
        connection.Begin(key, state);
        _byKey.Add(key, connection);
        return _last = connection;
    }
}
