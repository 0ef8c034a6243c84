using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>A station on a mail's path, with what its facts say of it as a whole.</summary>
internal sealed class PathNode
{
    public readonly List<PathNode> Children = [];

    /// <summary>What a filter did, per recipient.</summary>
    public readonly List<FilterStep> Steps = [];

    public MailSystem System;
    public NodeKind Kind;

    /// <summary>Its id, and where its first line stands in its source.</summary>
    public MailText Id, Offset;
    public PathNode? Parent;

    public MailText Sender, Client, OriginalClient, ConnectedClient, SaslMethod, SaslUsername;

    /// <summary>Where the facts of TLS and of a local submission start; -1 without.</summary>
    public int Tls, Pickup;
    public long? Size, Qp;
    public int RecipientCount;
    public bool IsOnPath, HasSession, IsOpened, IsNotification, HasMessageId, IsActive, IsDone;
    public bool IsRemoved, IsDeleted, IsCanceled, IsDiscarded, IsRequeued, IsDropped, IsHeld, IsExpired;

    public bool HasStart => IsOpened || Pickup >= 0 || IsNotification || Parent is not null;

    /// <summary>Nothing more is to come from it.</summary>
    public bool IsEnded => IsRemoved || IsRequeued || IsDropped || IsDone;

    /// <summary>Begins anew, for another mail.</summary>
    public void Begin(NodeKind kind, MailSystem system, MailText id, MailText offset)
    {
        (Kind, System, Id, Offset, Parent) = (kind, system, id, offset, null);
        Children.Clear();
        Steps.Clear();
        Sender = Client = OriginalClient = ConnectedClient = SaslMethod = SaslUsername = default;
        Tls = Pickup = -1;
        Size = Qp = null;
        RecipientCount = 0;
        IsOnPath = HasSession = IsOpened = IsNotification = HasMessageId = IsActive = IsDone = false;
        IsRemoved = IsDeleted = IsCanceled = IsDiscarded = IsRequeued = IsDropped = IsHeld = IsExpired = false;
    }

    /// <summary>The child that a process of qmail queued.</summary>
    public PathNode? ChildOf(long? qp)
    {
        foreach (PathNode child in Children)
            if (child.Qp == qp)
                return child;
        return null;
    }
}

/// <summary>What a filter did for one recipient.</summary>
internal readonly record struct FilterStep(FilterAction Action, TextRange Recipient);
