namespace MailLog.Correlation;

/// <summary>A connection that tcpserver or sslserver accepted, and what the server under it logged: SMTP or POP3.</summary>
internal sealed class QmailSession(ulong host, int processId, byte[] address, long ticks, string source)
{
    public readonly ulong Host = host;
    public readonly int ProcessId = processId;

    /// <summary>The client's address: a line of the same process that names another is not of this session.</summary>
    public readonly byte[] Address = address;

    public readonly long BirthTicks = ticks;

    /// <summary>The log that it stands in.</summary>
    public readonly string Source = source;

    /// <summary>When the process ended; the largest value while it lives.</summary>
    public long EndTicks = long.MaxValue;

    public long LastTicks = ticks;

    /// <summary>The server that accepts connections logged it. Without that, a line may be a client's invention.</summary>
    public bool IsAnchored;

    /// <summary>Served by sslserver, whose own process is another than the one that serves.</summary>
    public bool IsSsl;

    /// <summary>The process said something of SMTP or POP3 itself.</summary>
    public bool HasSpoken;

    public bool IsPop3;

    /// <summary>Nothing of it is kept any more.</summary>
    public bool IsClosed;

    /// <summary>The name the client gave itself, where a line shows it without doubt.</summary>
    public byte[]? Helo;

    /// <summary>What every mail of the session takes over: the client, TLS, lines.</summary>
    public readonly Journal Facts = new();

    /// <summary>Logins that failed since the last transaction: they are part of the story of the next.</summary>
    public Journal? Logins;

    /// <summary>What happened in it, when somebody watches sessions.</summary>
    public Journal? Story;

    /// <summary>Those that are not decided yet, in their order.</summary>
    public readonly List<SmtpTransaction> Transactions = new(1);

    /// <summary>The one that further lines belong to.</summary>
    public SmtpTransaction? Current;

    /// <summary>Messages that were tied to it although it logged nothing but its connection.</summary>
    public int TiedBlindly;

    public bool IsEnded => EndTicks != long.MaxValue;
}
