namespace MailLog.Correlation;

/// <summary>What one node did for one recipient: attempts, and where the last of them led.</summary>
internal sealed class RecipientRow
{
    public readonly List<DeliveryAttempt> Attempts = [];

    /// <summary>Null for a recipient that no node tells of, but a decision.</summary>
    public PathNode? Node;
    public MailText Address, Original, QueueId;
    public RecipientStatus Status;

    /// <summary>The next queue id and filter run that the last attempt's reply names.</summary>
    public MailText QueuedAs, FilterId;

    /// <summary>The last attempt handed the mail on to a node of the same mail: path, not delivery.</summary>
    public PathNode? Next;

    /// <summary>The filter that the last attempt handed the mail to, and that kept it.</summary>
    public PathNode? Keeper;

    /// <summary>The row of the same recipient that the mail shows.</summary>
    public RecipientRow? Published;

    public bool IsForward;

    /// <summary>Of qmail: the process that queued the forwarded message.</summary>
    public long? Qp;

    /// <summary>Begins anew, for another mail.</summary>
    public void Begin(PathNode? node, MailText address, MailText original, MailText queueId)
    {
        (Node, Address, Original, QueueId) = (node, address, original, queueId);
        Attempts.Clear();
        Status = RecipientStatus.InProgress;
        QueuedAs = FilterId = default;
        Next = Keeper = null;
        Published = null;
        IsForward = false;
        Qp = null;
    }
}

/// <summary>Addresses are compared without regard to the case of ASCII letters, in place.</summary>
internal sealed class AddressComparer : IEqualityComparer<(PathNode? Node, TextRange Address, TextRange Original)>
{
    private byte[] _owner = [];

    /// <summary>From now on, of another mail.</summary>
    public void Begin(byte[] owner) => _owner = owner;

    public bool Equals((PathNode? Node, TextRange Address, TextRange Original) x, (PathNode? Node, TextRange Address, TextRange Original) y)
        => x.Node == y.Node && Same(x.Address, y.Address) && Same(x.Original, y.Original);

    public int GetHashCode((PathNode? Node, TextRange Address, TextRange Original) key)
    {
        int hash = key.Original.Length;
        for (int i = 0; i < key.Address.Length; i++)
            hash = hash * 31 + Lower(_owner[key.Address.Start + i]);
        return hash;
    }

    public bool Same(TextRange one, TextRange other)
    {
        if (one.Length != other.Length)
            return false;
        for (int i = 0; i < one.Length; i++)
            if (Lower(_owner[one.Start + i]) != Lower(_owner[other.Start + i]))
                return false;
        return true;
    }

    private static byte Lower(byte b) => (uint)(b - 'A') <= 25 ? (byte)(b | 0x20) : b;
}
