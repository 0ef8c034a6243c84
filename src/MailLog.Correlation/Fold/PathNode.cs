using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>A station on a mail's path, with what its facts say of it as a whole.</summary>
internal sealed class PathNode(NodeKind kind, MailSystem system, MailText id, MailText offset)
{
    public readonly MailSystem System = system;
    public readonly NodeKind Kind = kind;
    public readonly MailText Id = id;

    /// <summary>Where its first line stands in its source.</summary>
    public readonly MailText Offset = offset;

    public readonly List<PathNode> Children = [];
    public PathNode? Parent;

    /// <summary>What a filter did, per recipient.</summary>
    public readonly List<FilterStep> Steps = [];

    public MailText Sender, Client, OriginalClient, ConnectedClient, SaslMethod, SaslUsername;
    public TlsSession? Tls;
    public LocalSubmission? SubmittedBy;
    public long? Size, Qp;
    public int RecipientCount;
    public bool HasSession, IsOpened, IsNotification, HasMessageId, IsActive, IsDone;
    public bool IsRemoved, IsDeleted, IsCanceled, IsDiscarded, IsRequeued, IsDropped, IsHeld, IsExpired;

    public bool HasStart => IsOpened || SubmittedBy is not null || IsNotification || Parent is not null;

    /// <summary>Nothing more is to come from it.</summary>
    public bool IsEnded => IsRemoved || IsRequeued || IsDropped || IsDone;
}

/// <summary>What a filter did for one recipient.</summary>
internal readonly record struct FilterStep(FilterAction Action, TextRange Recipient, TextRange QueueId, LogTime At);
