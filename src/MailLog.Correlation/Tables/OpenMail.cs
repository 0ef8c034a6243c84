namespace MailLog.Correlation;

/// <summary>A mail whose story is not over: its facts, and the nodes of its path.</summary>
internal sealed class OpenMail(byte[]? memory = null) : AgeList<OpenMail>.Entry
{
    public readonly Journal Facts = new(memory);

    /// <summary>In the order of their numbers in the facts.</summary>
    public NodeList Nodes;

    /// <summary>Sequence of the line that began it.</summary>
    public long Birth;

    /// <summary>Sequence and time of its last line.</summary>
    public long LastSequence, LastTicks;

    /// <summary>It waits in the grace queue.</summary>
    public bool IsScheduled;

    /// <summary>It was pushed, or taken over by another.</summary>
    public bool IsGone;

    public bool HasOverflow;

    /// <summary>What of its facts is counted in the sum of all open mails.</summary>
    public int CountedBytes;

    public bool IsFinished
    {
        get
        {
            foreach (MailNode node in Nodes)
                if (!node.IsEnded)
                    return false;
            return true;
        }
    }
}

/// <summary>A station on a mail's path: a queue file, a filter run, a transaction without queue id.</summary>
internal sealed class MailNode(OpenMail mail, NodeKind kind, int number)
{
    public OpenMail Mail = mail;
    public readonly NodeKind Kind = kind;

    /// <summary>Its number in the mail's facts.</summary>
    public int Number = number;

    /// <summary>Where it stands in the table of ids; several instances on one host may use the same id.</summary>
    public IdKey Key;
    public ulong Instance;
    public MailNode? Sibling;

    /// <summary>The SMTP session that opened it, while that lasts.</summary>
    public Session? Session;

    /// <summary>Refusals earlier in the session that belong to it if the sender is the same.</summary>
    public MailNode? Refusals;

    /// <summary>For refusals, their sender; null when none was named yet.</summary>
    public byte[]? Sender;

    public long Birth;

    /// <summary>It was submitted locally.</summary>
    public bool IsSubmitted;

    public bool HasStart, HasMessageId, IsActive, IsEnded, IsRemoved, HasParent;

    /// <summary>The flags as one number, for a saved state.</summary>
    public int Flags
    {
        get => (HasStart ? 1 : 0) | (HasMessageId ? 2 : 0) | (IsActive ? 4 : 0) | (IsEnded ? 8 : 0) | (IsRemoved ? 16 : 0) | (HasParent ? 32 : 0) | (IsDiscarded ? 64 : 0) | (IsRefused ? 128 : 0) | (IsSubmitted ? 256 : 0) | (IsHandedOver ? 512 : 0);
        set => (HasStart, HasMessageId, IsActive, IsEnded, IsRemoved, HasParent, IsDiscarded, IsRefused, IsSubmitted, IsHandedOver)
            = ((value & 1) != 0, (value & 2) != 0, (value & 4) != 0, (value & 8) != 0, (value & 16) != 0, (value & 32) != 0, (value & 64) != 0, (value & 128) != 0, (value & 256) != 0, (value & 512) != 0);
    }

    /// <summary>Another server has handed it on, and not another station of this one.</summary>
    public bool IsHandedOver;

    /// <summary>What tells a line that came twice, and a retry, from another life of the id.</summary>
    public ulong StartHash, MessageIdHash, ActiveHash, SenderHash;
    public int CleanupPid;

    /// <summary>A verdict dropped the mail while the client was told that all is well: there may be no last line.</summary>
    public bool IsDiscarded;

    /// <summary>For a transaction: somebody was refused, so it is a mail even if no queue id follows.</summary>
    public bool IsRefused;
}
