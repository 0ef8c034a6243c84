namespace MailLog.Parsing;

/// <summary>What a log line says. Each kind but <see cref="Foreign"/>, <see cref="Unknown"/>, <see cref="Continuation"/> and <see cref="Custom"/> has a typed view, to be had with <c>TryGet</c>.</summary>
/// <remarks>
/// <see cref="Unknown"/> shrinks in minor versions, as more forms are typed: do not rely on a line staying unknown.
/// </remarks>
public enum EventKind : byte
{
    /// <summary>A program that MailLog does not know, a line without a program or header, or a line of a program beside the mail system that is none of its main ones.</summary>
    Foreign,

    /// <summary>A program of a mail system that MailLog knows, with a line of a form that it does not.</summary>
    Unknown,

    /// <summary>A client connected, see <see cref="ConnectEvent"/>.</summary>
    Connect,

    /// <summary>A client's session ended, see <see cref="DisconnectEvent"/>.</summary>
    Disconnect,

    /// <summary>A session ended before its time, see <see cref="SessionAbortedEvent"/>.</summary>
    SessionAborted,

    /// <summary>A client's mail gets a queue file, or is passed to a before-queue filter, see <see cref="ClientEvent"/>.</summary>
    Client,

    /// <summary>A local submission is picked up, see <see cref="PickupEvent"/>.</summary>
    Pickup,

    /// <summary>A message id, see <see cref="MessageIdEvent"/>.</summary>
    MessageId,

    /// <summary>A mail enters the active queue, see <see cref="QueueActiveEvent"/>.</summary>
    QueueActive,

    /// <summary>Something happens to a queue file as a whole: removed, held, released, requeued, expired, see <see cref="QueueFileEvent"/>.</summary>
    QueueFile,

    /// <summary>A delivery attempt for one recipient, see <see cref="DeliveryEvent"/>.</summary>
    Delivery,

    /// <summary>A delivery attempt met trouble at one server, another may be tried, see <see cref="DeliveryTroubleEvent"/>.</summary>
    DeliveryTrouble,

    /// <summary>A notification was made about a mail, see <see cref="NotificationEvent"/>.</summary>
    Notification,

    /// <summary>A decision about a mail or a client, see <see cref="VerdictEvent"/>.</summary>
    Verdict,

    /// <summary>A TLS session was set up, see <see cref="TlsEvent"/>.</summary>
    Tls,

    /// <summary>A warning, an error, or news of a daemon about itself, see <see cref="DiagnosticEvent"/>.</summary>
    Diagnostic,

    /// <summary>A content filter starts with a mail, see <see cref="FilterStartEvent"/>.</summary>
    FilterStart,

    /// <summary>A content filter acts on a mail, see <see cref="FilterActionEvent"/>.</summary>
    FilterAction,

    /// <summary>A content filter found something out about a mail, see <see cref="FilterResultEvent"/>.</summary>
    FilterResult,

    /// <summary>A content filter is done with a mail, see <see cref="FilterDoneEvent"/>.</summary>
    FilterDone,

    /// <summary>A policy service decided, seldom saying about which mail, see <see cref="PolicyEvent"/>.</summary>
    Policy,

    /// <summary>It was checked whether a mail is from whom it says (DKIM, SPF, DMARC), see <see cref="CheckEvent"/>.</summary>
    Check,

    /// <summary>A mailbox server stored, forwarded, discarded or rejected a mail, see <see cref="MailboxEvent"/>.</summary>
    Mailbox,

    /// <summary>Somebody logged in to their mailbox, or could not, see <see cref="LoginEvent"/>.</summary>
    Login,

    /// <summary>A client failed to authenticate, see <see cref="AuthenticationEvent"/>.</summary>
    Authentication,

    /// <summary>A limit was exceeded or reached, see <see cref="LimitEvent"/>.</summary>
    Limit,

    /// <summary>A client is looked at before it is let in, see <see cref="ScreeningEvent"/>.</summary>
    Screening,

    /// <summary>Counts of a daemon, see <see cref="StatisticsEvent"/>.</summary>
    Statistics,

    /// <summary>A daemon or the whole mail system starts, reloads, ends or adapts itself, see <see cref="DaemonEvent"/>.</summary>
    Daemon,

    /// <summary>Something about a TLS session other than that it was set up, see <see cref="TlsNoticeEvent"/>.</summary>
    TlsNotice,

    /// <summary>Something uncommon about a session or its peer, see <see cref="SessionNoticeEvent"/>.</summary>
    SessionNotice,

    /// <summary>A delivery attempt begins, see <see cref="DeliveryStartEvent"/>.</summary>
    DeliveryStart,

    /// <summary>A step of an SMTP session, see <see cref="SmtpCommandEvent"/>.</summary>
    SmtpCommand,

    /// <summary>A piece of what passed over a connection, see <see cref="DialogueEvent"/>.</summary>
    Dialogue,

    /// <summary>
    /// The rest of a line before, which holds its text. splogger cuts what it hands to syslog behind 799 bytes; when the line before is not at hand, the rest is
    /// <see cref="Unknown"/>.
    /// </summary>
    Continuation,

    /// <summary>A line of a server's reply, see <see cref="SmtpReplyEvent"/>; when it takes a mail, see also <see cref="HandoffEvent"/>.</summary>
    SmtpReply,

    /// <summary>A mail is handed on to the next system, see <see cref="HandoffEvent"/>.</summary>
    Handoff,

    /// <summary>
    /// A line of a form that the user described: one of a <see cref="LogDialect"/> of <see cref="MailLogOptions.Dialects"/>. <see cref="LogLine.Form"/> tells which, and
    /// <see cref="LogLine.Fields"/> and <see cref="LogLine.TryGetField"/> have its fields.
    /// </summary>
    Custom,
}
