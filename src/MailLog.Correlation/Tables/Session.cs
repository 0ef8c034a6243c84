namespace MailLog.Correlation;

/// <summary>An SMTP session: one client, one server process, any number of mails.</summary>
internal sealed class Session : AgeList<Session>.Entry
{
    private byte[] _client = [];
    private int _clientLength;

    public SessionKey Key { get; private set; }

    /// <summary>The client as logged: the process' next session may be told by it.</summary>
    public ReadOnlySpan<byte> Client => _client.AsSpan(0, _clientLength);

    /// <summary>Sequence of its first line.</summary>
    public long Birth { get; private set; }

    /// <summary>What every mail of the session takes over: the client, TLS, lines.</summary>
    public readonly Journal Facts = new();

    /// <summary>What happened in it, when somebody watches sessions.</summary>
    public Journal? Story;

    /// <summary>The queue files it opened, and transactions passed to a before-queue filter.</summary>
    public NodeList Opened;

    /// <summary>How many it opened, those included that were pushed in the meantime.</summary>
    public int OpenedCount;

    /// <summary>Refusals since the last transaction that went further.</summary>
    public MailNode? Refusals;

    /// <summary>The transaction that a before-queue filter has.</summary>
    public MailNode? Proxied;

    /// <summary>Its last line was seen, or its process serves another client: late lines may still come.</summary>
    public bool IsEnded;

    public bool HasConnect, IsClosed;

    /// <summary>How many messages were accepted, by the counts of its last line; null when those do not tell.</summary>
    public int? Accepted;

    /// <summary>An earlier session of the same process that is not closed yet.</summary>
    public Session? Earlier;

    /// <summary>Makes the object a session: a new one, or one that was cleared.</summary>
    public Session Begin(SessionKey key, ReadOnlySpan<byte> client, long birth)
    {
        Key = key;
        Birth = birth;
        if (_client.Length < client.Length)
            _client = new byte[Math.Max(64, client.Length)];
        client.CopyTo(_client);
        _clientLength = client.Length;
        return this;
    }

    /// <summary>Nothing of it is left, but the memory.</summary>
    public void Clear()
    {
        Facts.Clear();
        Story = null;
        Opened = default;
        OpenedCount = 0;
        Refusals = Proxied = null;
        IsEnded = HasConnect = IsClosed = false;
        Accepted = null;
        Earlier = null;
    }
}
