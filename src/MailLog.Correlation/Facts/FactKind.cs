namespace MailLog.Correlation;

/// <summary>What a line told about a mail.</summary>
internal enum FactKind : byte
{
    /// <summary>The mail has a further node: a queue file, a filter run, or a transaction without queue id.</summary>
    Node,

    /// <summary>A node hands the mail on to another.</summary>
    Edge,

    /// <summary>The session's client.</summary>
    Connected,

    /// <summary>TLS of the session.</summary>
    Tls,

    /// <summary>The client's mail got a queue file.</summary>
    Opened,

    /// <summary>A local submission.</summary>
    Pickup,

    MessageId,

    /// <summary>Into the active queue.</summary>
    Active,

    /// <summary>One delivery attempt.</summary>
    Attempt,

    /// <summary>An attempt began (qmail: the line that names the recipient).</summary>
    AttemptStart,

    /// <summary>Removed, held, released, expired…</summary>
    QueueFile,

    /// <summary>The session ended without the message being taken.</summary>
    Dropped,

    Verdict,

    /// <summary>This mail caused a notification.</summary>
    Notification,

    /// <summary>The queue id of a notification that was known by its process before.</summary>
    NotificationId,

    /// <summary>This mail is a notification.</summary>
    NotificationOf,

    FilterAction,

    FilterDone,

    /// <summary>A session's first line, its mails, refusals, failed authentications, untimely end, last line: these are facts of sessions, not of mails.</summary>
    SessionStart,
    SessionMail,
    SessionRefusal,
    SessionLoginFailed,
    SessionScreened,
    SessionAborted,
    SessionEnd,

    /// <summary>Which program serves the session, and what it speaks.</summary>
    SessionService,

    /// <summary>The name the session's client gave itself.</summary>
    Greeting,

    /// <summary>A recipient was accepted, where that is no decision of its own.</summary>
    AcceptedRecipient,

    /// <summary>The envelope sender, where that is no decision of its own.</summary>
    EnvelopeSender,

    /// <summary>An edge that no id proves.</summary>
    Tie,

    /// <summary>A line about the mail that changes nothing.</summary>
    Seen,

    /// <summary>A line that belongs to the mail, kept for those who ask for lines.</summary>
    Line,

    /// <summary>The mail was let go because there were too many open ones.</summary>
    Evicted,

    /// <summary>The mail had too many facts: later ones are not here.</summary>
    Overflow,

    /// <summary>A line about the mail of a program that the user described.</summary>
    Noted,
}

/// <summary>What a link that no id proves is between.</summary>
internal enum TieKind : byte
{
    /// <summary>A filter by pipe, and what it handed back.</summary>
    Filter,

    /// <summary>A message in a queue, and the session it came from.</summary>
    Session,

    /// <summary>A session, and its TLS.</summary>
    Tls,

    /// <summary>A mail that was handed on, and the next server's queue file, whose sender is another.</summary>
    HandOver,
}

/// <summary>What a node of a mail's path is.</summary>
internal enum NodeKind : byte
{
    /// <summary>A queue file.</summary>
    Queue,

    /// <summary>A content filter's run.</summary>
    Filter,

    /// <summary>An SMTP transaction that has no queue id: refused, or passed to a before-queue filter.</summary>
    Transaction,
}
