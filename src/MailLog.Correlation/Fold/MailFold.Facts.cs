using MailLog.Parsing;

namespace MailLog.Correlation;

// Fact after fact, in the order of the log's lines.
internal sealed partial class MailFold
{
    private MailText Text(in Fact fact, FactField field) => new(_bytes, fact.Range(field));

    private void ReadFacts()
    {
        long last = long.MinValue;
        bool inOrder = true;
        foreach (Fact fact in new FactList(_bytes))
        {
            // Nodes come in the order of their numbers, and others refer to them.
            if (fact.Kind == FactKind.Node)
            {
                _nodes.Add(new PathNode((NodeKind)fact.Byte(FactField.Kind), (MailSystem)fact.Byte(FactField.Program), Text(fact, FactField.Id), Text(fact, FactField.Offset)));
                // Where the mail came in tells the host, whichever of two logs has the earlier line.
                if (_nodes.Count == 1 || _nodes[_nodes.Count - 1].System == MailSystem.Qpsmtpd)
                    _model.Host = Text(fact, FactField.Host).Value;
                continue;
            }
            _order.Add(fact.Position);
            inOrder &= fact.Sequence >= last;
            last = fact.Sequence;
        }
        if (!inOrder)
        {
            var bytes = _bytes;
            _order.Sort((a, b) =>
            {
                int bySequence = new Fact(bytes, a).Sequence.CompareTo(new Fact(bytes, b).Sequence);
                return bySequence != 0 ? bySequence : a.CompareTo(b);
            });
        }
        foreach (int position in _order)
            Read(new Fact(_bytes, position));
    }

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
                _model.Ties.Add(TieOf(fact));
                return;
            case FactKind.NotificationId:
                NameNotification(fact);
                return;
            case FactKind.Greeting:
                if (!fact.Text(FactField.Helo).IsEmpty)
                    _model.Helo = Text(fact, FactField.Helo);
                _model.Protocol = Text(fact, FactField.Protocol);
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
                node.Tls ??= TlsOf(fact, _bytes);
                return;
            case FactKind.Dropped:
                node.IsDropped = true;
                return;
            case FactKind.Line:
                _model.Lines.Add(new MailLine(Text(fact, FactField.Source).Value ?? "", Number(fact, FactField.Line) ?? 0, Number(fact, FactField.Offset) ?? 0,
                    Text(fact, FactField.Text).Value));
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
                node.SubmittedBy ??= new LocalSubmission(Number(fact, FactField.Uid), Text(fact, FactField.Sender).Value);
                break;
            case FactKind.MessageId:
                node.HasMessageId = true;
                MailText id = Text(fact, FactField.MessageId);
                if (_model.MessageId.IsMissing && (node.Kind == NodeKind.Queue || !id.Bytes.IsEmpty))
                    _model.MessageId = id;
                break;
            case FactKind.Active:
                if (!node.IsActive)
                    node.RecipientCount = (int)(Number(fact, FactField.RecipientCount) ?? 0);
                node.IsActive = true;
                node.IsHeld = node.IsDropped = false;
                node.Sender = Text(fact, FactField.Sender);
                node.Size ??= Number(fact, FactField.Size);
                node.Qp ??= Number(fact, FactField.Qp);
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
                _model.Notifications.Add(new MailNotification((NotificationKind)fact.Byte(FactField.Kind), Text(fact, FactField.QueueId).Value ?? ""));
                _notificationQps.Add(Number(fact, FactField.Qp));
                break;
            case FactKind.NotificationOf:
                node.IsNotification = true;
                if (_model.NotificationOf.IsMissing)
                    _model.NotificationOf = Text(fact, FactField.QueueId);
                break;
            case FactKind.FilterAction:
                node.Steps.Add(new FilterStep((FilterAction)fact.Byte(FactField.Action), fact.Range(FactField.Recipient), fact.Range(FactField.QueueId), fact.Time));
                break;
            case FactKind.FilterDone:
                node.IsDone = true;
                break;
        }
    }

    private static MailTie TieOf(in Fact fact)
    {
        int candidates = (int)(Number(fact, FactField.Candidates) ?? 1);
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
        long? qp = Number(fact, FactField.Qp);
        int at = _notificationQps.LastIndexOf(qp);
        if (at >= 0 && qp is not null && Text(fact, FactField.QueueId).Value is { } id)
            _model.Notifications[at] = _model.Notifications[at] with { QueueId = id };
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
        if (_model.Helo.IsMissing)
            _model.Helo = Text(fact, FactField.Helo);
        if (_model.Protocol.IsMissing)
            _model.Protocol = Text(fact, FactField.Protocol);
        if (node.Sender.IsMissing)
            node.Sender = Text(fact, FactField.Sender);
        if (node.SaslUsername.IsMissing)
            (node.SaslMethod, node.SaslUsername) = (Text(fact, FactField.SaslMethod), Text(fact, FactField.SaslUsername));
        if (node.System == MailSystem.Qmail && (VerdictAction)fact.Byte(FactField.Action) == VerdictAction.Accept && !fact.Range(FactField.Recipient).IsMissing)
            _accepted.Add(Text(fact, FactField.Recipient));
        if (node.ConnectedClient.IsMissing && fact.Byte(FactField.By) != (byte)VerdictSource.Content)
            node.ConnectedClient = Text(fact, FactField.Client);
        _model.Verdicts.Add(VerdictOf(fact, _bytes));
    }

    /// <summary>The verdict of a line, whose texts are in <paramref name="owner"/>.</summary>
    public static Verdict VerdictOf(in Fact fact, byte[] owner)
    {
        var verdict = new Verdict
        {
            At = fact.Time,
            Action = (VerdictAction)fact.Byte(FactField.Action),
            By = (VerdictSource)fact.Byte(FactField.By),
            Code = (int)(Number(fact, FactField.Code) ?? 0),
            ComponentText = Owned(fact, FactField.Component),
            ServiceText = Owned(fact, FactField.Service),
            StageText = Owned(fact, FactField.Stage),
            PartText = Owned(fact, FactField.Part),
            DsnText = Owned(fact, FactField.Dsn),
            TextText = Owned(fact, FactField.Text),
            SenderText = Owned(fact, FactField.Sender),
            RecipientText = Owned(fact, FactField.Recipient),
            HeloText = Owned(fact, FactField.Helo),
            QueueIdText = Owned(fact, FactField.QueueId),
            PluginText = Owned(fact, FactField.Plugin),
            HookText = Owned(fact, FactField.Hook),
        };
        verdict.ReadHooks(fact);
        return verdict;

        MailText Owned(in Fact fact, FactField field) => new(owner, fact.Range(field));
    }
}
