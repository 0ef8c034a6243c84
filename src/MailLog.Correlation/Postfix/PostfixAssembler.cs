using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Assembles what Postfix logs: sessions (this folder's <c>.Sessions</c>), queue files (here), decisions (<c>.Verdicts</c>).</summary>
internal sealed partial class PostfixAssembler(CorrelatorOptions options, MailTables mails, SessionTable sessions, Streams streams)
{
    private readonly AwaitedLinks _awaited = new(options);
    private readonly PipedMails _piped = new(options);
    private readonly ScreenedClients _screenedClients = new(options);

    public void Feed(in LineContext context)
    {
        LogLine line = context.Line;
        switch (line.Kind)
        {
            case EventKind.Connect when line.TryGet(out ConnectEvent connect):
                Connect(context, connect);
                break;
            case EventKind.Tls when line.TryGet(out TlsEvent tls):
                Tls(context, tls);
                break;
            case EventKind.Client when line.TryGet(out ClientEvent client):
                Client(context, client);
                break;
            case EventKind.SessionAborted when line.TryGet(out SessionAbortedEvent aborted):
                Aborted(context, aborted);
                break;
            case EventKind.Disconnect when line.TryGet(out DisconnectEvent disconnect):
                Disconnect(context, disconnect);
                break;
            case EventKind.Screening when line.TryGet(out ScreeningEvent screening):
                Screening(context, screening);
                break;
            case EventKind.Authentication when line.TryGet(out AuthenticationEvent authentication):
                Tell(context, SessionOf(context, authentication.Client.Text), FactKind.SessionLoginFailed);
                break;
            case EventKind.Pickup when line.TryGet(out PickupEvent pickup):
                Pickup(context, pickup);
                break;
            case EventKind.MessageId when line.TryGet(out MessageIdEvent message):
                MessageId(context, message);
                break;
            case EventKind.QueueActive when line.TryGet(out QueueActiveEvent active):
                Active(context, active);
                break;
            case EventKind.QueueFile when line.TryGet(out QueueFileEvent queueFile):
                QueueFile(context, queueFile);
                break;
            case EventKind.Delivery when line.TryGet(out DeliveryEvent delivery):
                Delivery(context, delivery);
                break;
            case EventKind.Notification when line.TryGet(out NotificationEvent notification):
                Notification(context, notification);
                break;
            case EventKind.Verdict when line.TryGet(out VerdictEvent verdict):
                Verdict(context, verdict);
                break;
            case EventKind.DeliveryTrouble when line.TryGet(out DeliveryTroubleEvent trouble):
                Seen(context, trouble.QueueId);
                break;
            case EventKind.Diagnostic when line.TryGet(out DiagnosticEvent diagnostic):
                Seen(context, diagnostic.QueueId);
                break;
            case EventKind.SessionNotice or EventKind.TlsNotice:
                Seen(context, line.QueueId);
                break;
        }
    }

    public void Save(StateWriter writer)
    {
        _awaited.Save(writer);
        _piped.Save(writer);
        var screened = _screened.Where(s => !s.Value.Mail.IsGone).ToList();
        writer.Write(screened.Count);
        foreach (KeyValuePair<IdKey, MailNode> entry in screened)
        {
            writer.Write(entry.Key);
            writer.Write(entry.Value);
        }
    }

    public void Load(StateReader reader)
    {
        _awaited.Load(reader);
        _piped.Load(reader);
        int count = reader.ReadCount();
        for (int i = 0; i < count; i++)
        {
            IdKey key = reader.ReadIdKey();
            if (reader.ReadNode() is { } node)
                _screened[key] = node;
        }
    }

    private void Pickup(in LineContext context, PickupEvent pickup)
    {
        mails.OwnsQueue(context);
        MailNode node = Begin(context, pickup.QueueId, out _);
        node.IsSubmitted = true;
        mails.Attach(context, node)?.Begin(FactKind.Pickup, node.Number, context.Sequence, context.Line)
            .Add(FactField.Uid, pickup.UserId ?? 0).Add(FactField.Sender, pickup.Sender).End();
        if (pickup.OriginalQueueId.IsEmpty || mails.Find(context, pickup.OriginalQueueId) is not { } requeued || requeued == node)
            return;
        mails.End(requeued);
        mails.Join(context, requeued, node);
    }

    private void MessageId(in LineContext context, MessageIdEvent message)
    {
        mails.OwnsQueue(context);
        MailNode? node = mails.Find(context, message.QueueId);
        if (node is null || (!message.IsResent && IsOtherMessage(context, node, message)))
            node = mails.Add(context, NodeKind.Queue, message.QueueId);
        Journal? facts = mails.Attach(context, node);
        if (message.IsResent)
        {
            facts?.Begin(FactKind.Seen, node.Number, context.Sequence, context.Line).End();
            return;
        }
        if (!node.HasMessageId)
            (node.MessageIdHash, node.CleanupPid) = (TextHash.Of(message.MessageId), context.Line.ProcessId);
        node.HasMessageId = true;
        facts?.Begin(FactKind.MessageId, node.Number, context.Sequence, context.Line).Add(FactField.MessageId, message.MessageId).End();
    }

    /// <summary>A second message id of one queue id: the message has two such headers, the line came twice, or the id has another life.</summary>
    private static bool IsOtherMessage(in LineContext context, MailNode node, MessageIdEvent message)
        => node.HasMessageId && node.MessageIdHash != TextHash.Of(message.MessageId) && (node.IsEnded || node.IsActive || node.CleanupPid != context.Line.ProcessId);

    private void Active(in LineContext context, QueueActiveEvent active)
    {
        mails.OwnsQueue(context);
        MailNode? node = mails.Find(context, active.QueueId);
        ulong hash = TextHash.Of(active.Sender) ^ (ulong)(active.Size ?? 0);
        // A retry repeats sender and size; after the end, anything else is another life of the id.
        if (node is null || (node.IsActive && node.IsEnded && node.ActiveHash != hash))
            node = mails.Add(context, NodeKind.Queue, active.QueueId);
        // The session's end may have looked like the mail's.
        if (!node.IsRemoved)
            node.IsEnded = false;
        node.IsActive = true;
        node.ActiveHash = hash;
        node.SenderHash = TextHash.Of(active.Sender);
        mails.Attach(context, node)?.Begin(FactKind.Active, node.Number, context.Sequence, context.Line)
            .Add(FactField.Sender, active.Sender).Add(FactField.Size, active.Size ?? 0).Add(FactField.RecipientCount, active.RecipientCount ?? 0).End();
        SettleRefusals(node, active.Sender);
        if (node is { IsSubmitted: true, HasMessageId: true, HasParent: false } && _piped.Submitted(context, node) is { Parent: { } parent, Count: var count })
            JoinByMessageId(context, parent, node, count);
    }

    private void QueueFile(in LineContext context, QueueFileEvent queueFile)
    {
        MailNode node = mails.FindOrAdd(context, NodeKind.Queue, queueFile.QueueId);
        mails.Attach(context, node)?.Begin(FactKind.QueueFile, node.Number, context.Sequence, context.Line)
            .AddByte(FactField.Action, (byte)queueFile.Action).Add(FactField.Component, context.Line.Component).Add(FactField.Reason, queueFile.Reason)
            .Add(FactField.Sender, queueFile.Sender).End();
        if (queueFile.Action is not (QueueFileAction.Removed or QueueFileAction.Requeued))
            return;
        node.IsRemoved = true;
        mails.End(node);
    }

    private void Delivery(in LineContext context, DeliveryEvent delivery)
    {
        MailNode node = mails.FindOrAdd(context, NodeKind.Queue, delivery.QueueId);
        DeliveryStatus status = delivery.Status;
        Utf8Text next = delivery.QueuedAs, forwarded = delivery.ForwardedAs, filter = delivery.FilterId;
        mails.Attach(context, node)?.Begin(FactKind.Attempt, node.Number, context.Sequence, context.Line)
            .AddByte(FactField.Status, (byte)status).Add(FactField.Recipient, delivery.Recipient).Add(FactField.Original, delivery.Original)
            .Add(FactField.Relay, delivery.Relay.Text).Add(FactField.Delay, delivery.DelayText).Add(FactField.Delays, delivery.Delays)
            .Add(FactField.Dsn, delivery.DsnText).Add(FactField.Response, delivery.Response)
            .Add(FactField.Reply, delivery.Reply.Bytes).Add(FactField.QueuedAs, forwarded.HasValue ? forwarded : next).Add(FactField.FilterId, filter).End();
        if (filter.HasValue)
            mails.Join(context, node, mails.FindOrAdd(context, NodeKind.Filter, filter));
        if (status != DeliveryStatus.Sent)
            return;
        if (node.HasMessageId && delivery.Response.Bytes.StartsWith("delivered via "u8) && _piped.Taken(context, node) is { Child: { } child, Count: var count })
            JoinByMessageId(context, node, child, count);
        if (forwarded.HasValue)
            mails.Join(context, node, mails.FindOrAdd(context, NodeKind.Queue, forwarded));
        else if (next.HasValue)
            LinkNext(context, node, next);
    }

    private void JoinByMessageId(in LineContext context, MailNode parent, MailNode child, int candidates)
    {
        mails.Join(context, parent, child);
        parent.Mail.Facts.Begin(FactKind.Tie, parent.Number, context.Sequence, context.Line).Add(FactField.Candidates, candidates).End();
    }

    /// <summary>
    /// A reply names the next queue id. It is a stranger's word, so it makes a path only if that queue file also begins in the log of this host, behind its parent.
    /// </summary>
    private void LinkNext(in LineContext context, MailNode node, ReadOnlySpan<byte> id)
    {
        MailNode? child = mails.FindInAnyInstance(context, id);
        // Its first line may come late, and be preceded by others of it.
        if (child is null || !child.HasStart)
            _awaited.Add(context, id, node, isParent: true);
        else if (child.Birth > node.Birth)
            mails.Join(context, node, child);
    }

    private void Notification(in LineContext context, NotificationEvent notification)
    {
        MailNode parent = mails.FindOrAdd(context, NodeKind.Queue, notification.QueueId);
        mails.Attach(context, parent)?.Begin(FactKind.Notification, parent.Number, context.Sequence, context.Line)
            .AddByte(FactField.Kind, (byte)notification.Notice).Add(FactField.QueueId, notification.Notification).End();
        // Before 3.11 this line follows the first lines of the notification, since then it precedes them.
        MailNode? child = mails.Find(context, notification.Notification);
        if (child is null || (child.IsEnded && child.HasStart))
            child = mails.Add(context, NodeKind.Queue, notification.Notification);
        child.HasStart = true;
        mails.Attach(context, child)?.Begin(FactKind.NotificationOf, child.Number, context.Sequence, context.Line).Add(FactField.QueueId, notification.QueueId).End();
    }

    private void Seen(in LineContext context, Utf8Text id)
    {
        if (!id.IsEmpty && mails.Find(context, id) is { } node)
            mails.Attach(context, node)?.Begin(FactKind.Seen, node.Number, context.Sequence, context.Line).End();
    }

    /// <summary>The first line of a queue file that a client or a local user opened. An id that is in use begins another life.</summary>
    private MailNode Begin(in LineContext context, Utf8Text id, out bool isRepeated)
    {
        MailNode? node = mails.Find(context, id);
        ulong hash = TextHash.Of(context.Line.Bytes);
        isRepeated = node is { HasStart: true } && node.StartHash == hash;
        if (isRepeated)
            return node!;
        // Lines that came before it wait for it; a queue file that has its first line is another's.
        if (node is null || node.HasStart)
            node = mails.Add(context, NodeKind.Queue, id);
        node.HasStart = true;
        node.StartHash = hash;
        if (_awaited.Take(context, id, out bool isParent) is { } waiting && waiting != node)
        {
            if (isParent)
                mails.Join(context, waiting, node);
            else
                mails.Join(context, node, waiting);
        }
        return node;
    }
}
