using System.Globalization;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>What a <see cref="Mail"/> is, once it is put together. Texts are places in the facts: 4 bytes each.</summary>
internal sealed class MailModel
{
    public int MessageId, Sender, Helo, Protocol, NotificationOf, Host, Client, SaslMethod, SaslUsername;

    /// <summary>Where the facts of its TLS session and its local submission start; -1 without.</summary>
    public int Tls = -1, Pickup = -1;

    /// <summary>What its id is called by: a queue id, a filter's run, or the offset of the first line.</summary>
    public int Name;
    public bool IsNamedByOffset;
    public long? NameQp;

    public MailSystem System = MailSystem.Postfix;
    public MailOutcome Outcome;
    public LogTime FirstSeen, LastSeen;
    public long? Size, Qp;
    public MailText[] QueueIds = [], FilterIds = [];
    public MailTie[] Ties = [];
    public Recipient[] Recipients = [];
    public Verdict[] Verdicts = [];
    public MailNotification[] Notifications = [];
    public string[] Missing = [];
}
