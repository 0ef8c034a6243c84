using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>
/// Assembles what the qmail family logs: messages in the queue (here), connections (<c>.Connections</c>), what servers decide (<c>.Transactions</c>). The ties between
/// queue and sessions are <see cref="SessionTies"/>.
/// </summary>
internal sealed partial class QmailAssembler
{
    /// <summary>qmail's numbers are not Postfix' ids, though both may run on a host.</summary>
    private const ulong Realm = 0x716D61696C;

    private readonly CorrelatorOptions _options;
    private readonly MailTables _mails;
    private readonly Streams _streams;
    private readonly QmailHosts _hosts = new();
    private readonly RunningDeliveries _running;
    private readonly QueuedBy _queuedBy;
    private readonly SessionTies _ties;

    /// <param name="options">How to assemble.</param>
    /// <param name="mails">Where mails are kept.</param>
    /// <param name="streams">What is pushed.</param>
    /// <param name="sequence">Number of the line that is the first of qmail.</param>
    public QmailAssembler(CorrelatorOptions options, MailTables mails, Streams streams, long sequence)
    {
        _sweptAt = sequence / LinesBetweenSweeps * LinesBetweenSweeps;
        _options = options;
        _mails = mails;
        _streams = streams;
        _running = new RunningDeliveries(options);
        _queuedBy = new QueuedBy(options);
        _ties = new SessionTies(options, mails, _hosts);
    }

    public void Feed(in LineContext outer)
    {
        LogLine line = outer.Line;
        // indimail has several queues on a host, each with numbers of its own.
        ulong queue = line.Queue is { HasValue: true } number ? TextHash.Of(number) : 1;
        var context = outer.Under(outer.Host ^ Realm, queue);
        switch (line.Kind)
        {
            case EventKind.QueueFile when line.TryGet(out QueueFileEvent queueFile) && queueFile.QueueId.HasValue:
                QueueFile(context, queueFile);
                break;
            case EventKind.QueueActive when line.TryGet(out QueueActiveEvent active):
                Info(context, active);
                break;
            case EventKind.DeliveryStart when line.TryGet(out DeliveryStartEvent start):
                Start(context, start);
                break;
            case EventKind.Delivery when line.TryGet(out DeliveryEvent delivery):
                Delivery(context, delivery);
                break;
            case EventKind.Notification when line.TryGet(out NotificationEvent bounce):
                Bounce(context, bounce);
                break;
            case EventKind.Daemon when line.TryGet(out DaemonEvent daemon) && daemon.Action == DaemonAction.Stopped:
                _hosts.Of(context.Host).IsDown = true;
                TryAgain(_running.Interrupt(context));
                break;
            case EventKind.Connect when line.TryGet(out ConnectEvent connect):
                Connect(context, connect);
                break;
            case EventKind.Screening when line.TryGet(out ScreeningEvent screening):
                LetIn(context, screening);
                break;
            case EventKind.Disconnect when line.TryGet(out DisconnectEvent disconnect):
                Disconnect(context, disconnect);
                break;
            case EventKind.Tls when line.TryGet(out TlsEvent tls):
                Tls(context, tls);
                break;
            case EventKind.Verdict when line.TryGet(out VerdictEvent verdict):
                Verdict(context, verdict);
                break;
            case EventKind.SmtpCommand when line.TryGet(out SmtpCommandEvent command):
                Command(context, command);
                break;
            case EventKind.Client when line.TryGet(out ClientEvent client):
                Accepted(context, client);
                break;
            case EventKind.SessionAborted when line.TryGet(out SessionAbortedEvent aborted):
                Aborted(context, aborted);
                break;
        }
    }

    private void QueueFile(in LineContext context, QueueFileEvent queueFile)
    {
        IsUp(context);
        MailNode? node = _mails.Find(context, queueFile.QueueId);
        bool isNew = queueFile.Action == QueueFileAction.Created;
        // A number is used again as soon as its message has left; of one that has not, the line came twice (qmail-send was killed).
        if (node is null || (isNew && (node.IsEnded || node.IsRemoved)))
            node = AddMessage(context, queueFile.QueueId);
        _mails.Attach(context, node)?.Begin(FactKind.QueueFile, node.Number, context).AddByte(FactField.Action, (byte)queueFile.Action)
            .Add(FactField.Reason, queueFile.Reason).End();
        node.HasStart |= isNew;
        if (queueFile.Action != QueueFileAction.Removed)
            return;
        node.IsRemoved = true;
        if (_ties.Undecided(node) is null)
            _mails.End(node);
    }

    private MailNode AddMessage(in LineContext context, Utf8Text id) => _mails.Add(context, NodeKind.Queue, id);

    private void Info(in LineContext context, QueueActiveEvent active)
    {
        IsUp(context);
        MailNode? node = _mails.Find(context, active.QueueId);
        int qp = active.QueuePid ?? 0;
        ulong hash = TextHash.Of(active.Sender) ^ ((ulong)(active.Size ?? 0) << 32) ^ (uint)qp;
        bool isOpen = node is { IsRemoved: false, IsEnded: false };
        bool isRepeated = isOpen && node!.IsActive && node.ActiveHash == hash;
        if (!isRepeated && isOpen && node!.IsActive)
        {
            // Another message has the number: the end of this one was not logged.
            _mails.End(node);
            isOpen = false;
        }
        if (!isOpen)
            node = AddMessage(context, active.QueueId);
        node!.IsActive = true;
        node.ActiveHash = hash;
        _mails.Attach(context, node)?.Begin(isRepeated ? FactKind.Seen : FactKind.Active, node.Number, context)
            .Add(FactField.Sender, active.Sender).Add(FactField.Size, active.Size ?? 0).Add(FactField.Qp, qp).Add(FactField.Uid, active.UserId ?? 0).End();
        if (isRepeated)
            return;
        DateTimeOffset time = context.Time;
        _ties.Add(new QueuedMessage(node, context.Host, qp, active.UserId ?? 0, active.Sender.Bytes.ToArray(), time.UtcTicks, (short)time.Offset.TotalMinutes));
        if (_queuedBy.Queued(context, qp, node) is { } origin)
            SetOrigin(context, node, origin.Node, origin.Origin);
        else
            _mails.HandOvers.Offer(HandOvers.NameOf(qp), node);
    }

    private void Start(in LineContext context, DeliveryStartEvent start)
    {
        IsUp(context);
        MailNode node = _mails.Find(context, start.QueueId) is { IsRemoved: false, IsEnded: false } known ? known : AddMessage(context, start.QueueId);
        TryAgain(_running.Start(context, start, node));
        _ties.Undecided(node)?.Start(start.Recipient.Bytes);
        _mails.Attach(context, node)?.Begin(FactKind.AttemptStart, node.Number, context).Add(FactField.Recipient, start.Recipient).End();
    }

    private void Delivery(in LineContext context, DeliveryEvent delivery)
    {
        if (delivery.Number is not { } number || _running.Take(context, number) is not { } running)
            return;
        MailNode node = running.Node;
        if (delivery.Status == DeliveryStatus.Deferred)
            TryAgain([running]);
        QmailReport report = delivery.Report;
        string? dsn = report.Status.Class == 0 ? null : report.Status.ToString();
        bool isForward = report is { QueuePid: not null, Mailboxes: 0, Programs: 0 };
        Journal? facts = _mails.Attach(context, node)?.Begin(FactKind.Attempt, node.Number, context)
            .AddByte(FactField.Status, (byte)delivery.Status).Add(FactField.Recipient, running.Recipient)
            .Add(FactField.Relay, running.IsLocal ? new Utf8Text("local"u8) : report.Peer.HasValue ? report.Peer : new Utf8Text("remote"u8))
            .Add(FactField.Response, delivery.Response);
        if (facts is not null)
        {
            if (dsn is not null)
                facts.Add(FactField.Dsn, dsn);
            if (report.Reply.HasValue)
                facts.Add(FactField.Reply, Readable(report.Reply.Bytes.Bytes));
            if (report.IsExpired)
                facts.Add(FactField.Reason, "expired");
            if (report.QueuePid is { } qp)
                facts.Add(FactField.Qp, qp).AddByte(FactField.Kind, (byte)(isForward ? 1 : 0));
            facts.End();
        }
        if (report.QueuePid is { } forwarded && _queuedBy.Started(context, forwarded, node, QueueOrigin.Forward) is { } child)
            SetOrigin(context, child, node, QueueOrigin.Forward);
    }

    private void TryAgain(List<RunningDelivery> deliveries)
    {
        foreach (RunningDelivery delivery in deliveries)
            _ties.Undecided(delivery.Node)?.TryAgain(delivery.Recipient);
    }

    private void Bounce(in LineContext context, NotificationEvent bounce)
    {
        IsUp(context);
        MailNode node = _mails.Find(context, bounce.QueueId) ?? AddMessage(context, bounce.QueueId);
        int qp = bounce.QueuePid ?? 0;
        _mails.Attach(context, node)?.Begin(FactKind.Notification, node.Number, context).AddByte(FactField.Kind, (byte)bounce.Notice).Add(FactField.Qp, qp).End();
        if (_queuedBy.Started(context, qp, node, QueueOrigin.Bounce) is { } child)
            SetOrigin(context, child, node, QueueOrigin.Bounce);
    }

    /// <summary>The message that a process has queued lately on a host; another server says that it has handed one on to that.</summary>
    public MailNode? FindQueued(ulong host, int qp) => _queuedBy.Find(host ^ Realm, qp);

    /// <summary>A message was made of another: its bounce is a mail of its own, a forward is part of the same.</summary>
    private void SetOrigin(in LineContext context, MailNode child, MailNode parent, QueueOrigin origin)
    {
        if (origin == QueueOrigin.Forward)
        {
            _mails.Join(context, parent, child);
        }
        else
        {
            child.Mail.Facts.Begin(FactKind.NotificationOf, child.Number, child.Mail.LastSequence, context).Add(FactField.QueueId, parent.Key.Id).End();
            parent.Mail.Facts.Begin(FactKind.NotificationId, parent.Number, parent.Mail.LastSequence, context)
                .Add(FactField.Qp, _ties.Undecided(child)?.Qp ?? 0).Add(FactField.QueueId, child.Key.Id).End();
        }
        child.HasParent = true;
        _ties.Undecided(child)?.HasOrigin = true;
    }

    /// <summary>qmail-send says something of its queue, so it runs.</summary>
    private void IsUp(in LineContext context)
    {
        _mails.OwnsQueue(context);
        QmailHost host = _hosts.Of(context.Host);
        if (!host.IsDown)
            return;
        host.IsDown = false;
        host.UpSince = context.UtcTicks;
    }

    /// <summary>A reply as the server gave it, as far as that can be known: blanks for <c>_</c>, and for the <c>/</c> between its lines.</summary>
    private static byte[] Readable(ReadOnlySpan<byte> reply)
    {
        byte[] text = reply.ToArray();
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '_' || (text[i] == '/' && SmtpReply.TryParse(text.AsSpan(i + 1, Math.Min(3, text.Length - i - 1)), out _) && i + 4 < text.Length && text[i + 4] is (byte)'_' or (byte)'-'))
                text[i] = (byte)' ';
        }
        return text;
    }
}
