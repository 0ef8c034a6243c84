using MailLog.Parsing;

namespace MailLog.Correlation;

// Fact after fact, in the order of the log's lines.
internal sealed partial class MailFold
{
    private MailText Text(in Fact fact, FactField field) => new(_bytes, fact.Range(field));

    private void Read(in Fact fact)
    {
        PathNode node = _nodes[fact.Node];
        switch (fact.Kind)
        {
            case FactKind.Edge:
                PathNode child = _nodes[fact.Child];
                child.Parent = node;
                node.Children.Add(child);
                return;
            case FactKind.Tie:
                _ties.Add(TieOf(fact));
                return;
            case FactKind.NotificationId:
                NameNotification(fact);
                return;
            case FactKind.Greeting:
                if (!fact.Text(FactField.Helo).IsEmpty)
                    _model.Helo = Text(fact, FactField.Helo).Place;
                _model.Protocol = Text(fact, FactField.Protocol).Place;
                return;
            case FactKind.EnvelopeSender:
                node.Sender = Text(fact, FactField.Sender);
                return;
            case FactKind.Connected:
                // With a reason, the connection may be another.
                node.HasSession = fact.Range(FactField.Reason).IsMissing;
                node.ConnectedClient = Text(fact, FactField.Client);
                return;
            case FactKind.Tls:
                if (node.Tls < 0)
                    node.Tls = fact.Position;
                return;
            case FactKind.Dropped:
                node.IsDropped = true;
                return;
            case FactKind.Line:
                return;
            case FactKind.Evicted:
                _isEvicted = true;
                return;
            case FactKind.Overflow:
                _hasOverflow = true;
                return;
        }
        if (_model.FirstSeen.UtcTicks == 0 || fact.UtcTicks < _model.FirstSeen.UtcTicks)
            _model.FirstSeen = fact.Time;
        if (fact.UtcTicks >= _model.LastSeen.UtcTicks)
            _model.LastSeen = fact.Time;
        ReadMailFact(fact, node);
    }

    private void ReadMailFact(in Fact fact, PathNode node)
    {
        switch (fact.Kind)
        {
            case FactKind.Opened:
                node.IsOpened = true;
                node.Client = Text(fact, FactField.Client);
                node.OriginalClient = Text(fact, FactField.OriginalClient);
                node.SaslMethod = Text(fact, FactField.SaslMethod);
                node.SaslUsername = Text(fact, FactField.SaslUsername);
                break;
            case FactKind.Pickup:
                if (node.Pickup < 0)
                    node.Pickup = fact.Position;
                break;
            case FactKind.MessageId:
                node.HasMessageId = true;
                MailText id = Text(fact, FactField.MessageId);
                if (_model.MessageId == 0 && (node.Kind == NodeKind.Queue || !id.Bytes.IsEmpty))
                    _model.MessageId = id.Place;
                break;
            case FactKind.Active:
                if (!node.IsActive)
                    node.RecipientCount = (int)(fact.Number(FactField.RecipientCount) ?? 0);
                node.IsActive = true;
                node.IsHeld = node.IsDropped = false;
                node.Sender = Text(fact, FactField.Sender);
                node.Size ??= fact.Number(FactField.Size);
                node.Qp ??= fact.Number(FactField.Qp);
                break;
            case FactKind.AttemptStart:
                Row(node, fact.Range(FactField.Recipient), TextRange.Missing);
                break;
            case FactKind.AcceptedRecipient:
                _accepted.Add(Text(fact, FactField.Recipient));
                break;
            case FactKind.Attempt:
                ReadAttempt(fact, node);
                break;
            case FactKind.QueueFile:
                ReadQueueFile(fact, node);
                break;
            case FactKind.Verdict:
                ReadVerdict(fact, node);
                break;
            case FactKind.Notification:
                _notifications.Add(new MailNotification((NotificationKind)fact.Byte(FactField.Kind), Text(fact, FactField.QueueId).Value ?? ""));
                _notificationQps.Add(fact.Number(FactField.Qp));
                break;
            case FactKind.NotificationOf:
                node.IsNotification = true;
                if (_model.NotificationOf == 0)
                    _model.NotificationOf = Text(fact, FactField.QueueId).Place;
                break;
            case FactKind.FilterAction:
                node.Steps.Add(new FilterStep((FilterAction)fact.Byte(FactField.Action), fact.Range(FactField.Recipient)));
                break;
            case FactKind.FilterDone:
                node.IsDone = true;
                break;
        }
    }

    private static MailTie TieOf(in Fact fact)
    {
        int candidates = (int)(fact.Number(FactField.Candidates) ?? 1);
        return (TieKind)fact.Byte(FactField.Kind) switch
        {
            TieKind.Session => new MailTie("session", (TieQuality)fact.Byte(FactField.By), candidates),
            TieKind.HandOver => new MailTie("handOver", (TieQuality)fact.Byte(FactField.By), candidates),
            TieKind.Tls => new MailTie("tls", (TieQuality)fact.Byte(FactField.By), candidates),
            _ => new MailTie("filter", candidates > 1 ? TieQuality.Ambiguous : TieQuality.Heuristic, candidates),
        };
    }

    /// <summary>qmail names a bounce by the process that queues it; the queue id is known when the bounce is in the queue.</summary>
    private void NameNotification(in Fact fact)
    {
        long? qp = fact.Number(FactField.Qp);
        int at = _notificationQps.LastIndexOf(qp);
        if (at >= 0 && qp is not null && Text(fact, FactField.QueueId).Value is { } id)
            _notifications[at] = _notifications[at] with { QueueId = id };
    }

    private static void ReadQueueFile(in Fact fact, PathNode node)
    {
        switch ((QueueFileAction)fact.Byte(FactField.Action))
        {
            case QueueFileAction.Removed:
                node.IsRemoved = true;
                node.IsDeleted = fact.Text(FactField.Component).SequenceEqual("postsuper"u8);
                node.IsCanceled = fact.Text(FactField.Reason).SequenceEqual("canceled"u8);
                node.IsDiscarded = fact.Text(FactField.Reason).SequenceEqual("discarded"u8);
                break;
            case QueueFileAction.Requeued:
                node.IsRequeued = true;
                break;
            case QueueFileAction.Held:
                node.IsHeld = true;
                break;
            case QueueFileAction.Released:
                node.IsHeld = false;
                break;
            case QueueFileAction.Expired:
                node.IsExpired = true;
                break;
        }
    }

    private void ReadVerdict(in Fact fact, PathNode node)
    {
        var fields = new FactFields(_bytes, _places);
        fields.Read(fact);
        if (_model.Helo == 0)
            _model.Helo = fields.Place(FactField.Helo);
        if (_model.Protocol == 0)
            _model.Protocol = fields.Place(FactField.Protocol);
        if (node.Sender.IsMissing)
            node.Sender = fields.Text(FactField.Sender);
        if (node.SaslUsername.IsMissing)
            (node.SaslMethod, node.SaslUsername) = (fields.Text(FactField.SaslMethod), fields.Text(FactField.SaslUsername));
        var verdict = new Verdict(_bytes, fact, fields);
        if (node.System == MailSystem.Qmail && verdict.Action == VerdictAction.Accept && fields.Has(FactField.Recipient))
            _accepted.Add(verdict.RecipientText);
        if (node.ConnectedClient.IsMissing && verdict.By != VerdictSource.Content)
            node.ConnectedClient = fields.Text(FactField.Client);
        _verdicts.Add(verdict);
    }

    /// <summary>The verdict of a line, whose texts are in <paramref name="owner"/>.</summary>
    public static Verdict VerdictOf(in Fact fact, byte[] owner)
    {
        var fields = new FactFields(owner, stackalloc int[FactFields.Count]);
        fields.Read(fact);
        return new Verdict(owner, fact, fields);
    }
}
