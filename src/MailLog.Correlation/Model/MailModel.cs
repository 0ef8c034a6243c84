using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>The parts of a <see cref="Mail"/> while they are put together.</summary>
internal sealed class MailModel
{
    public string Id = "";
    public MailSystem System = MailSystem.Postfix;
    public string? Host;
    public LogTime FirstSeen, LastSeen;
    public readonly List<string> QueueIds = [];
    public readonly List<string> FilterIds = [];
    public MailText MessageId, Sender, Helo, Protocol, NotificationOf;
    public long? Size, Qp;
    public MailClient? Client;
    public SaslIdentity? Sasl;
    public TlsSession? Tls;
    public LocalSubmission? SubmittedBy;
    public readonly List<MailTie> Ties = [];
    public readonly List<Recipient> Recipients = [];
    public readonly List<Verdict> Verdicts = [];
    public readonly List<MailNotification> Notifications = [];
    public readonly List<string> Missing = [];
    public readonly List<MailLine> Lines = [];
    public MailOutcome Outcome;
}
