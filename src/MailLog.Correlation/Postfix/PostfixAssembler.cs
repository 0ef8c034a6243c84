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
        // Each handler takes its own view: here, all of them would be set to zero for each line (18 ns of 740 a line, against 5; profile of 100 MB of Postfix).
        switch (context.Line.Kind)
        {
            case EventKind.Connect:
                Connect(context);
                break;
            case EventKind.Tls:
                Tls(context);
                break;
            case EventKind.Client:
                Client(context);
                break;
            case EventKind.SessionAborted:
                Aborted(context);
                break;
            case EventKind.Disconnect:
                Disconnect(context);
                break;
            case EventKind.Screening:
                Screening(context);
                break;
            case EventKind.Authentication:
                LoginFailed(context);
                break;
            case EventKind.Pickup:
                Pickup(context);
                break;
            case EventKind.MessageId:
                MessageId(context);
                break;
            case EventKind.QueueActive:
                Active(context);
                break;
            case EventKind.QueueFile:
                QueueFile(context);
                break;
            case EventKind.Delivery:
                Delivery(context);
                break;
            case EventKind.Notification:
                Notification(context);
                break;
            case EventKind.Verdict:
                Verdict(context);
                break;
            case EventKind.DeliveryTrouble or EventKind.Diagnostic or EventKind.SessionNotice or EventKind.TlsNotice:
                Seen(context, context.Line.QueueId);
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

    private void Pickup(in LineContext context)
    {
        if (!context.Line.TryGet(out PickupEvent pickup))
            return;
        mails.OwnsQueue(context);
        MailNode node = Begin(context, pickup.QueueId, out _);
        node.IsSubmitted = true;
        mails.Attach(context, node)?.Begin(FactKind.Pickup, node.Number, context)
            .Add(FactField.Uid, pickup.UserId ?? 0).Add(FactField.Sender, pickup.Sender).End();
        if (pickup.OriginalQueueId.IsEmpty || mails.Find(context, pickup.OriginalQueueId) is not { } requeued || requeued == node)
            return;
        mails.End(requeued);
        mails.Join(context, requeued, node);
    }

    private void MessageId(in LineContext context)
    {
        if (!context.Line.TryGet(out MessageIdEvent message))
            return;
        mails.OwnsQueue(context);
        MailNode? node = mails.Find(context, message.QueueId);
        if (node is null || (!message.IsResent && IsOtherMessage(context, node, message)))
            node = mails.Add(context, NodeKind.Queue, message.QueueId);
        Journal? facts = mails.Attach(context, node);
        if (message.IsResent)
        {
            facts?.Begin(FactKind.Seen, node.Number, context).End();
            return;
        }
        if (!node.HasMessageId)
            (node.MessageIdHash, node.CleanupPid) = (TextHash.Of(message.MessageId), context.Line.ProcessId);
        node.HasMessageId = true;
        facts?.Begin(FactKind.MessageId, node.Number, context).Add(FactField.MessageId, message.MessageId).End();
    }

    /// <summary>A second message id of one queue id: the message has two such headers, the line came twice, or the id has another life.</summary>
    private static bool IsOtherMessage(in LineContext context, MailNode node, MessageIdEvent message)
        => node.HasMessageId && node.MessageIdHash != TextHash.Of(message.MessageId) && (node.IsEnded || node.IsActive || node.CleanupPid != context.Line.ProcessId);

    private void Active(in LineContext context)
    {
        if (!context.Line.TryGet(out QueueActiveEvent active))
            return;
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
        mails.Attach(context, node)?.Begin(FactKind.Active, node.Number, context)
            .Add(FactField.Sender, active.Sender).Add(FactField.Size, active.Size ?? 0).Add(FactField.RecipientCount, active.RecipientCount ?? 0).End();
        SettleRefusals(node, active.Sender);
        if (node is { IsSubmitted: true, HasMessageId: true, HasParent: false } && _piped.Submitted(context, node) is { Parent: { } parent, Count: var count })
            JoinByMessageId(context, parent, node, count);
    }

    private void QueueFile(in LineContext context)
    {
        if (!context.Line.TryGet(out QueueFileEvent queueFile))
            return;
        MailNode node = mails.FindOrAdd(context, NodeKind.Queue, queueFile.QueueId);
        mails.Attach(context, node)?.Begin(FactKind.QueueFile, node.Number, context)
            .AddByte(FactField.Action, (byte)queueFile.Action).Add(FactField.Component, context.Line.Component).Add(FactField.Reason, queueFile.Reason)
            .Add(FactField.Sender, queueFile.Sender).End();
        if (queueFile.Action is not (QueueFileAction.Removed or QueueFileAction.Requeued))
            return;
        node.IsRemoved = true;
        mails.End(node);
    }

    private void Delivery(in LineContext context)
    {
        if (!context.Line.TryGet(out DeliveryEvent delivery))
            return;
        MailNode node = mails.FindOrAdd(context, NodeKind.Queue, delivery.QueueId);
        DeliveryStatus status = delivery.Status;
        Utf8Text next = delivery.QueuedAs, forwarded = delivery.ForwardedAs, filter = delivery.FilterId;
        mails.Attach(context, node)?.Begin(FactKind.Attempt, node.Number, context)
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
        parent.Mail.Facts.Begin(FactKind.Tie, parent.Number, context).Add(FactField.Candidates, candidates).End();
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

    private void Notification(in LineContext context)
    {
        if (!context.Line.TryGet(out NotificationEvent notification))
            return;
        MailNode parent = mails.FindOrAdd(context, NodeKind.Queue, notification.QueueId);
        mails.Attach(context, parent)?.Begin(FactKind.Notification, parent.Number, context)
            .AddByte(FactField.Kind, (byte)notification.Notice).Add(FactField.QueueId, notification.Notification).End();
        // Before 3.11 this line follows the first lines of the notification, since then it precedes them.
        MailNode? child = mails.Find(context, notification.Notification);
        if (child is null || (child.IsEnded && child.HasStart))
            child = mails.Add(context, NodeKind.Queue, notification.Notification);
        child.HasStart = true;
        mails.Attach(context, child)?.Begin(FactKind.NotificationOf, child.Number, context).Add(FactField.QueueId, notification.QueueId).End();
    }

    private void Seen(in LineContext context, Utf8Text id)
    {
        if (!id.IsEmpty && mails.Find(context, id) is { } node)
            mails.Attach(context, node)?.Begin(FactKind.Seen, node.Number, context).End();
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
