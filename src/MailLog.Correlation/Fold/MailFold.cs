using System.Globalization;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Makes a mail of its facts. The same facts give the same mail, in whatever order they were gathered.</summary>
internal sealed partial class MailFold
{
    private readonly byte[] _bytes;
    private readonly MailModel _model;
    private readonly List<PathNode> _nodes = [];
    private readonly AddressComparer _addresses;
    private readonly RowTable<RecipientRow> _rowOf;
    private readonly List<RecipientRow> _rows = [];
    private bool _isEvicted, _hasOverflow;
    private int _probes, _attempts;

    private MailFold(byte[] bytes)
    {
        _bytes = bytes;
        _model = new MailModel(bytes);
        _addresses = new AddressComparer(bytes);
        _rowOf = new(_addresses);
    }

    /// <summary>The mail; null when it was an address probe.</summary>
    public static Mail? Fold(ReadOnlySpan<byte> facts)
    {
        var fold = new MailFold(facts.ToArray());
        fold.ReadFacts();
        if (fold._attempts > 0 && fold._probes == fold._attempts)
            return null;
        List<PathNode> path = fold.Path();
        fold.FoldPath(path);
        fold.FoldRecipients();
        fold.FoldOutcome();
        fold.FindMissing();
        return new Mail(fold._model);
    }

    private MailText Text(in Fact fact, FactField field) => new(_bytes, fact.Range(field));

    private void ReadFacts()
    {
        List<int> positions = [];
        long last = long.MinValue;
        bool inOrder = true;
        foreach (Fact fact in new FactList(_bytes))
        {
            // Nodes come in the order of their numbers, and others refer to them.
            if (fact.Kind == FactKind.Node)
            {
                _nodes.Add(new PathNode((NodeKind)fact.Byte(FactField.Kind), Text(fact, FactField.Id), Text(fact, FactField.Offset)));
                if (_nodes.Count == 1)
                    _model.Host = Text(fact, FactField.Host).Value;
                continue;
            }
            positions.Add(fact.Position);
            inOrder &= fact.Sequence >= last;
            last = fact.Sequence;
        }
        if (!inOrder)
        {
            var bytes = _bytes;
            positions.Sort((a, b) =>
            {
                int bySequence = new Fact(bytes, a).Sequence.CompareTo(new Fact(bytes, b).Sequence);
                return bySequence != 0 ? bySequence : a.CompareTo(b);
            });
        }
        foreach (int position in positions)
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
                int candidates = (int)(Number(fact, FactField.Candidates) ?? 1);
                _model.Ties.Add(new MailTie("filter", candidates > 1 ? TieQuality.Ambiguous : TieQuality.Heuristic, candidates));
                return;
            case FactKind.Connected:
                node.HasSession = true;
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
        };
        verdict.ReadHooks(fact);
        return verdict;

        MailText Owned(in Fact fact, FactField field) => new(owner, fact.Range(field));
    }

    private static long? Number(in Fact fact, FactField field)
        => System.Buffers.Text.Utf8Parser.TryParse(fact.Text(field), out long value, out _) ? value : null;

    /// <summary>The nodes in the order in which the mail passed them: each parent, then what came of it.</summary>
    private List<PathNode> Path()
    {
        var path = new List<PathNode>(_nodes.Count);
        // A transaction comes before the queue file that followed its refusals.
        foreach (PathNode root in _nodes)
            if (root.Parent is null && root.Kind == NodeKind.Transaction)
                Visit(root);
        foreach (PathNode root in _nodes)
            if (root.Parent is null)
                Visit(root);
        return path;

        void Visit(PathNode node)
        {
            if (path.Contains(node))
                return;
            path.Add(node);
            foreach (PathNode child in node.Children)
                Visit(child);
        }
    }

    private void FoldPath(List<PathNode> path)
    {
        foreach (PathNode node in path)
        {
            if (node.Kind == NodeKind.Filter)
                _model.System = MailSystem.Pmg;
            if (node.Kind != NodeKind.Transaction && node.Id.Value is { } id)
                (node.Kind == NodeKind.Queue ? _model.QueueIds : _model.FilterIds).Add(id);
            _model.Size ??= node.Size;
            // What a filter or postsuper submitted again is not how the mail came in.
            if (node.Parent is null)
                _model.SubmittedBy ??= node.SubmittedBy;
            if (_model.Sasl is null && !(node.SaslMethod.IsMissing && node.SaslUsername.IsMissing))
                _model.Sasl = new SaslIdentity(node.SaslMethod.Value, node.SaslUsername.Value);
        }
        // Of refusals before it, the client is known to be the same; it counts when no line opened the mail.
        PathNode? entry = path.Find(n => n.IsOpened) ?? path.Find(n => !n.ConnectedClient.IsMissing);
        if (entry is not null)
        {
            _model.Client = ClientOf(entry);
            _model.Tls = entry.Tls;
        }
        // The queue manager's sender is complete and rewritten; only without it does another line's count.
        PathNode? teller = path.Find(n => n.IsActive && !n.Sender.IsMissing) ?? path.Find(n => !n.Sender.IsMissing);
        if (teller is not null)
            _model.Sender = teller.Sender;
        _model.Id = IdOf(path);
    }

    /// <summary>Through a filter, the client is the outermost: the one that a chained client passes on for.</summary>
    private static MailClient? ClientOf(PathNode node)
        => ClientOf(!node.OriginalClient.IsMissing ? node.OriginalClient : !node.Client.IsMissing ? node.Client : node.ConnectedClient);

    public static TlsSession TlsOf(in Fact fact, byte[] owner) => new(new MailText(owner, fact.Range(FactField.Protocol)).Value, new MailText(owner, fact.Range(FactField.Cipher)).Value,
        (int?)Number(fact, FactField.Bits), new MailText(owner, fact.Range(FactField.Trust)).Value?.ToLowerInvariant());

    /// <summary>A client as logged; a name that could not be confirmed is none.</summary>
    public static MailClient? ClientOf(MailText text)
    {
        if (text.IsMissing || text.Bytes.IsEmpty)
            return null;
        var endpoint = new Endpoint(new Utf8Text(text.Bytes));
        string? name = endpoint.Host == "unknown"u8 ? null : endpoint.Host.ToStringOrNull();
        return new MailClient(name, endpoint.Address.ToStringOrNull(), endpoint.Port);
    }

    private string IdOf(List<PathNode> path)
    {
        string time = new DateTime(_model.FirstSeen.UtcTicks, DateTimeKind.Utc).ToString("yyyyMMdd'T'HHmmss", CultureInfo.InvariantCulture);
        PathNode first = path.Find(n => n.Kind == NodeKind.Queue) ?? path.Find(n => n.Kind == NodeKind.Filter) ?? path[0];
        // Without any id, the place of the first line tells the refusals of one second apart.
        string name = first.Kind == NodeKind.Transaction ? "at" + first.Offset.Value : first.Id.Value!;
        return (_model.Host ?? "-") + "/" + time + "/" + name;
    }
}
