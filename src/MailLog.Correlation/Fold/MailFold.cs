using System.Globalization;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Makes a mail of its facts. The same facts give the same mail, in whatever order they were gathered.</summary>
internal sealed partial class MailFold
{
    private readonly byte[] _bytes;
    private readonly MailModel _model = new();
    private readonly List<PathNode> _nodes = [];
    private readonly AddressComparer _addresses;
    private readonly RowTable<RecipientRow> _rowOf;
    private readonly List<RecipientRow> _rows = [];
    private readonly List<MailText> _accepted = [];
    private readonly List<long?> _notificationQps = [];

    /// <summary>Where the facts are, but for nodes, in the order of the log's lines.</summary>
    private readonly List<int> _order = [];

    private bool _isEvicted, _hasOverflow;
    private int _attempts;

    private MailFold(byte[] bytes)
    {
        _bytes = bytes;
        _addresses = new AddressComparer(bytes);
        _rowOf = new(_addresses);
    }

    /// <summary>The mail that the facts tell.</summary>
    public static MailModel Fold(byte[] facts)
    {
        var fold = new MailFold(facts);
        fold.ReadFacts();
        fold.FoldParts();
        fold.FoldOutcome();
        fold.FindMissing();
        return fold._model;
    }

    /// <summary>It looks like a mail in the log and is none: every attempt only asked whether the address takes mail. The first that was more decides, so few facts are looked at.</summary>
    public static bool IsProbe(ReadOnlySpan<byte> facts)
    {
        bool isAsked = false;
        foreach (Fact fact in new FactList(facts))
        {
            if (fact.Kind != FactKind.Attempt)
                continue;
            if ((DeliveryStatus)fact.Byte(FactField.Status) is not (DeliveryStatus.Deliverable or DeliveryStatus.Undeliverable))
                return false;
            isAsked = true;
        }
        return isAsked;
    }

    /// <summary>The history of a mail, from the facts that it keeps: a second fold, which only those pay for who ask.</summary>
    public static IReadOnlyList<MailHistoryEntry> History(byte[] facts)
    {
        var fold = new MailFold(facts);
        fold.ReadFacts();
        fold.FoldParts();
        return fold.FoldHistory();
    }

    private void FoldParts()
    {
        FoldPath(Path());
        FoldRecipients();
        FoldTransactions();
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
            _model.Qp ??= node.Qp;
            // What a filter or postsuper submitted again is not how the mail came in.
            if (node.Parent is null)
                _model.SubmittedBy ??= node.SubmittedBy;
            if (_model.Sasl is null && !(node.SaslMethod.IsMissing && node.SaslUsername.IsMissing))
                _model.Sasl = new SaslIdentity(node.SaslMethod.Value, node.SaslUsername.Value);
        }
        // Where the mail came in.
        if (path[0].System != MailSystem.None)
            _model.System = path[0].System;
        // Of refusals before it, the client is known to be the same; it counts when no line opened the mail.
        PathNode? entry = path[0].System == MailSystem.Qpsmtpd && !path[0].ConnectedClient.IsMissing ? path[0] : path.Find(n => n.IsOpened) ?? path.Find(n => !n.ConnectedClient.IsMissing);
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
        // qmail uses a number again within the second.
        if (first.Qp is { } qp)
            name += "." + qp.ToString(CultureInfo.InvariantCulture);
        return (_model.Host ?? "-") + "/" + time + "/" + name;
    }
}
