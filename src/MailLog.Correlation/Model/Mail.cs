using System.Text.Json.Serialization;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>What happened to a mail, from the client's connection to each recipient's fate.</summary>
/// <remarks>
/// <para>One SMTP transaction, local submission or notification is one mail. What comes back from a content filter, and what an alias or <c>.forward</c>
/// queues again, belongs to the mail that went in.</para>
/// <para>Immutable, and safe to use from several threads. It keeps most of what the log said as bytes; those strings are made when asked for, anew each time.
/// Texts are as logged: a stranger's, perhaps with control characters; bytes that are not UTF-8 are U+FFFD.</para>
/// </remarks>
public sealed class Mail
{
    private readonly byte[] _facts;
    private readonly FoldPool _folds;
    private MailModel? _model;
    private MailLists? _lists;

    internal Mail(byte[] facts, FoldPool folds)
    {
        _facts = facts;
        _folds = folds;
    }

    /// <summary>Put together by the first who asks, on that thread: who gathers mails does not pay for it, nor for a mail that nobody looks at. Of two at once, one's work is dropped.</summary>
    private MailModel Model => _model ?? Interlocked.CompareExchange(ref _model, _folds.Fold(_facts), null) ?? _model;

    private MailLists Lists => _lists ?? Interlocked.CompareExchange(ref _lists, new MailLists(), null) ?? _lists;

    /// <summary>
    /// Stable: the same logs give the same id, in any run. Made of the host, the second of the first line in UTC and the first queue id (else filter run, else offset
    /// of the first line); take it as a whole, its form may change.
    /// </summary>
    public string Id => Lists.Id ??= MailId.ToString(_facts, Model);

    /// <summary>Writes <see cref="Id"/> as UTF-8.</summary>
    /// <param name="destination">Where to.</param>
    /// <param name="bytesWritten">How many bytes were written; 0 when there was no room.</param>
    /// <returns>False when there was no room.</returns>
    public bool TryFormatId(Span<byte> destination, out int bytesWritten) => MailId.TryFormat(_facts, Model, destination, out bytesWritten);

    /// <summary>
    /// Where it came in: <see cref="MailSystem.Postfix"/>, <see cref="MailSystem.Qmail"/> or <see cref="MailSystem.Qpsmtpd"/>; <see cref="MailSystem.Pmg"/> when Postfix took it in and a run of pmg-smtp-filter is part
    /// of it.
    /// </summary>
    public MailSystem System => Model.System;

    /// <summary>Host of the first line; null when the log names none.</summary>
    public string? Host => HostText.Value;

    /// <summary><see cref="Host"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText HostText => MailText.At(_facts, Model.Host);

    /// <summary>Time of the mail's first line; its session's connection is not counted.</summary>
    public LogTime FirstSeen => Model.FirstSeen;

    /// <summary>Time of the mail's last line.</summary>
    public LogTime LastSeen => Model.LastSeen;

    /// <summary>Every queue id the mail had, in the order of its path; empty when it was refused before it had one. In qmail, message numbers: these are used again at once.</summary>
    public IReadOnlyList<string> QueueIds => Lists.QueueIds ??= MailLists.Strings(Model.QueueIds);

    /// <summary><see cref="QueueIds"/> as UTF-8.</summary>
    [JsonIgnore]
    public IReadOnlyList<MailText> QueueIdTexts => Model.QueueIds;

    /// <summary>The ids of the content filter's runs, in the order of the path.</summary>
    public IReadOnlyList<string> FilterIds => Lists.FilterIds ??= MailLists.Strings(Model.FilterIds);

    /// <summary><see cref="FilterIds"/> as UTF-8.</summary>
    [JsonIgnore]
    public IReadOnlyList<MailText> FilterIdTexts => Model.FilterIds;

    /// <summary>The first message id logged, as logged, with its angle brackets if it had them.</summary>
    public string? MessageId => MessageIdText.Value;

    /// <summary><see cref="MessageId"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText MessageIdText => MailText.At(_facts, Model.MessageId);

    /// <summary>The envelope sender; empty is the null sender, null is unknown.</summary>
    public string? Sender => SenderText.Value;

    /// <summary><see cref="Sender"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText SenderText => MailText.At(_facts, Model.Sender);

    /// <summary>Size in bytes, as the queue manager logged it first; null when it did not.</summary>
    public long? Size => Model.Size;

    /// <summary>Of qmail: the qmail-queue process that took the mail; process ids come again. Null elsewhere.</summary>
    public long? Qp => Model.Qp;

    /// <summary>The system that handed the mail in; through a filter, the outermost. Null for local submissions, notifications, and when its line is missing.</summary>
    public MailClient? Client => ClientText?.ToClient();

    /// <summary><see cref="Client"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailClientText? ClientText => MailClientText.Of(MailText.At(_facts, Model.Client));

    /// <summary>The name that the client gave itself; null when no line tells it: Postfix logs it with decisions only.</summary>
    public string? Helo => HeloText.Value;

    /// <summary><see cref="Helo"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText HeloText => MailText.At(_facts, Model.Helo);

    /// <summary>The protocol, <c>SMTP</c> or <c>ESMTP</c>; null when no line tells it: Postfix logs it with decisions only.</summary>
    public string? Protocol => ProtocolText.Value;

    /// <summary><see cref="Protocol"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText ProtocolText => MailText.At(_facts, Model.Protocol);

    /// <summary>How the client authenticated; null when it did not.</summary>
    public SaslIdentity? Sasl => SaslText is { } sasl ? new SaslIdentity(sasl.Method.Value, sasl.Username.Value) : null;

    /// <summary><see cref="Sasl"/> as UTF-8.</summary>
    [JsonIgnore]
    public SaslText? SaslText
        => (Model.SaslMethod | Model.SaslUsername) == 0 ? null : new SaslText(MailText.At(_facts, Model.SaslMethod), MailText.At(_facts, Model.SaslUsername));

    /// <summary>The TLS session over which the mail came in; null without TLS.</summary>
    public TlsSession? Tls => TlsText?.ToSession();

    /// <summary><see cref="Tls"/> as UTF-8.</summary>
    [JsonIgnore]
    public TlsText? TlsText => Model.Tls < 0 ? null : global::MailLog.Correlation.TlsText.Of(_facts, new Fact(_facts, Model.Tls));

    /// <summary>Who submitted the mail locally; null when it came from elsewhere.</summary>
    public LocalSubmission? SubmittedBy => SubmittedByText is { } local ? new LocalSubmission(local.UserId, local.User.Value) : null;

    /// <summary><see cref="SubmittedBy"/> as UTF-8.</summary>
    [JsonIgnore]
    public SubmissionText? SubmittedByText => Model.Pickup < 0 ? null : SubmissionText.Of(_facts, new Fact(_facts, Model.Pickup));

    /// <summary>
    /// How good the links between parts of the mail are, where no common id need prove them: a filter by pipe(8) that handed the mail back through sendmail, found by message
    /// id and sender; a message in qmail's queue and the session it came from; that session and its TLS. See docs/correlation.md for other rules of thumb.
    /// </summary>
    public IReadOnlyList<MailTie> Ties => Model.Ties;

    /// <summary>One per envelope recipient and fate. A recipient refused at RCPT is not here but in <see cref="Verdicts"/>.</summary>
    public IReadOnlyList<Recipient> Recipients => Model.Recipients;

    /// <summary>Decisions about the mail, one per line, in the order of the log.</summary>
    public IReadOnlyList<Verdict> Verdicts => Model.Verdicts;

    /// <summary>Notifications that the mail caused.</summary>
    public IReadOnlyList<MailNotification> Notifications => Model.Notifications;

    /// <summary>When the mail is a notification, the queue id named in the line that made it; null otherwise.</summary>
    public string? NotificationOf => NotificationOfText.Value;

    /// <summary><see cref="NotificationOf"/> as UTF-8.</summary>
    [JsonIgnore]
    public MailText NotificationOfText => MailText.At(_facts, Model.NotificationOf);

    /// <summary>
    /// The mail's life in its queue, step after step, in one vocabulary for every system: in the order of time as far as lines may have been mixed up, then in that of the
    /// log. Made when it is asked for the first time.
    /// </summary>
    public IReadOnlyList<MailHistoryEntry> History => Lists.History ??= _folds.History(_facts);

    /// <summary>What became of the mail as a whole.</summary>
    public MailOutcome Outcome => Model.Outcome;

    /// <summary>False when lines of the mail are missing, or it was still open at the end.</summary>
    [JsonPropertyName("complete")]
    public bool IsComplete => Model.Missing.Length == 0;

    /// <summary>
    /// When not complete, what is missing: <c>session</c> (the client's connection), <c>start</c>, <c>messageId</c>, <c>active</c> (the queue manager's first line),
    /// <c>recipients</c> (fewer than it counted), <c>removed</c> (the end), <c>queue</c> (qmail: a message that a session accepted recipients for was not seen in the queue), <c>filter</c> (the end of a filter run), <c>lines</c> (more than
    /// <see cref="CorrelatorOptions.MaxMailBytes"/>); or why it was let go: <c>evicted</c>.
    /// </summary>
    public IReadOnlyList<string> Missing => Model.Missing;

    /// <summary>The mail's lines in the order of the log, when <see cref="CorrelatorOptions.Lines"/> says to keep them; empty otherwise.</summary>
    public IReadOnlyList<MailLine> Lines => Lists.Lines ??= _folds.Lines(_facts);

    /// <summary>Whether an id is one of <see cref="QueueIds"/> or <see cref="FilterIds"/>. Cheaper than asking those: nothing else of the mail is looked at.</summary>
    /// <param name="id">UTF-8, exact.</param>
    public bool HasId(ReadOnlySpan<byte> id)
    {
        foreach (Fact fact in new FactList(_facts))
            if (fact.Kind == FactKind.Node && (NodeKind)fact.Byte(FactField.Kind) != NodeKind.Transaction && fact.Text(FactField.Id).SequenceEqual(id))
                return true;
        return false;
    }

    /// <summary>Whether the mail has a line in a span of time; its session's other lines are not counted.</summary>
    /// <param name="since">Start of the span.</param>
    /// <param name="until">End of the span, which is part of it.</param>
    public bool HasLineBetween(DateTimeOffset since, DateTimeOffset until)
    {
        foreach (Fact fact in new FactList(_facts))
            if (fact.IsOfMail && fact.UtcTicks >= since.UtcTicks && fact.UtcTicks <= until.UtcTicks)
                return true;
        return false;
    }

    /// <summary>Id, outcome, sender and the number of recipients.</summary>
    public override string ToString() => Id + " " + Outcome + " from <" + Sender + "> to " + Recipients.Count.ToString(global::System.Globalization.CultureInfo.InvariantCulture)
        + (Recipients.Count == 1 ? " recipient" : " recipients");
}
