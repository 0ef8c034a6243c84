namespace MailLog.Correlation;

/// <summary>An SMTP session: one client, one server process, any number of mails.</summary>
internal sealed class Session(SessionKey key, byte[] client, long birth) : AgeList<Session>.Entry
{
    public readonly SessionKey Key = key;

    /// <summary>The client as logged: the process' next session may be told by it.</summary>
    public readonly byte[] Client = client;

    /// <summary>Sequence of its first line.</summary>
    public readonly long Birth = birth;

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
}
