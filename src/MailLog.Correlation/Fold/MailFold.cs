using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Makes a mail of its facts. The same facts give the same mail, in whatever order they were gathered.</summary>
/// <remarks>One object makes many mails, one after the other (<see cref="FoldPool"/>): what it works with is used again, and only what is in the mail is new.</remarks>
internal sealed partial class MailFold
{
    /// <summary>What a mailing list takes is not worth keeping for the mails after it.</summary>
    private const int MaxKeptRows = 256, MaxKeptFacts = 4096;

    /// <summary>Stands where no mail is; nothing is written to it.</summary>
    private static readonly MailModel Nobody = new();

    private readonly Reused<PathNode> _nodes = new();
    private readonly List<PathNode> _path = [];
    private readonly AddressComparer _addresses = new();
    private readonly RowTable _rowOf, _byAddress;
    private readonly Reused<RecipientRow> _rows = new();
    private readonly List<RecipientRow> _recipients = [];
    private readonly List<MailText> _accepted = [], _queueIds = [], _filterIds = [];
    private readonly List<MailTie> _ties = [];
    private readonly List<Verdict> _verdicts = [];
    private readonly List<MailNotification> _notifications = [];
    private readonly List<long?> _notificationQps = [];
    private readonly List<string> _missing = [];
    private readonly int[] _places = new int[FactFields.Count];

    /// <summary>Where the facts are, but for nodes, in the order of the log's lines.</summary>
    private readonly List<int> _order = [];

    private byte[] _bytes = [];
    private MailModel _model = Nobody;
    private bool _isEvicted, _hasOverflow;
    private int _attempts;
    private RecipientStatus? _fate;

    public MailFold()
    {
        _rowOf = new(_addresses);
        _byAddress = new(_addresses);
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

    /// <summary>Begins with a mail.</summary>
    public void Begin(byte[] facts)
    {
        _bytes = facts;
        _model = new MailModel();
        _addresses.Begin(facts);
    }

    /// <summary>Lets go of the mail: what waits for the next one must not keep this one's facts alive.</summary>
    /// <returns>False when it has grown so much that it is not worth keeping.</returns>
    public bool End()
    {
        if (_rows.Count > MaxKeptRows || _nodes.Count > MaxKeptRows || _order.Count > MaxKeptFacts)
            return false;
        foreach (PathNode node in _nodes.Items)
            node.Begin(default, default, default, default);
        foreach (RecipientRow row in _rows.Items)
            row.Begin(null, default, default, default);
        _bytes = [];
        _model = Nobody;
        _addresses.Begin(_bytes);
        _nodes.Clear();
        _path.Clear();
        _rowOf.Clear();
        _byAddress.Clear();
        _rows.Clear();
        _recipients.Clear();
        _accepted.Clear();
        _queueIds.Clear();
        _filterIds.Clear();
        _ties.Clear();
        _verdicts.Clear();
        _notifications.Clear();
        _notificationQps.Clear();
        _missing.Clear();
        _order.Clear();
        if (_steps.Count > 0)
            _steps = [];
        _isEvicted = _hasOverflow = false;
        _attempts = 0;
        _fate = null;
        return true;
    }

    public MailModel Fold()
    {
        FoldParts();
        _model.Outcome = Outcome();
        FindMissing();
        _model.QueueIds = [.. _queueIds];
        _model.FilterIds = [.. _filterIds];
        _model.Ties = [.. _ties];
        _model.Verdicts = [.. _verdicts];
        _model.Notifications = [.. _notifications];
        _model.Missing = [.. _missing];
        _model.Recipients = _recipients.Count == 0 ? [] : new Recipient[_recipients.Count];
        for (int i = 0; i < _recipients.Count; i++)
            _model.Recipients[i] = new Recipient(_bytes, _recipients[i]);
        return _model;
    }

    private void FoldParts()
    {
        ReadNodes();
        foreach (int position in _order)
            Read(new Fact(_bytes, position));
        _fate = FateBeforeQueue();
        FindPath();
        FoldPath();
        FoldRecipients();
        FoldTransactions();
    }

    /// <summary>Nodes come in the order of their numbers, and others refer to them.</summary>
    private void ReadNodes()
    {
        long last = long.MinValue;
        bool inOrder = true;
        foreach (Fact fact in new FactList(_bytes))
        {
            if (fact.Kind == FactKind.Node)
            {
                MailText id = Text(fact, FactField.Id);
                var system = (MailSystem)fact.Byte(FactField.Program);
                _nodes.Add().Begin((NodeKind)fact.Byte(FactField.Kind), system, id.Bytes.IsEmpty ? default : id, Text(fact, FactField.Offset));
                // Where the mail came in tells the host, whichever of two logs has the earlier line.
                if (_nodes.Count == 1 || system == MailSystem.Qpsmtpd)
                    _model.Host = Text(fact, FactField.Host).Place;
                continue;
            }
            _order.Add(fact.Position);
            inOrder &= fact.Sequence >= last;
            last = fact.Sequence;
        }
        if (!inOrder)
            SortByLine(_order, _bytes);
    }

    private static void SortByLine(List<int> positions, byte[] bytes) => positions.Sort((a, b) =>
    {
        int bySequence = new Fact(bytes, a).Sequence.CompareTo(new Fact(bytes, b).Sequence);
        return bySequence != 0 ? bySequence : a.CompareTo(b);
    });

    /// <summary>The lines of the mail, where they are kept.</summary>
    public IReadOnlyList<MailLine> Lines()
    {
        ReadNodes();
        List<MailLine>? lines = null;
        foreach (int position in _order)
        {
            var fact = new Fact(_bytes, position);
            if (fact.Kind == FactKind.Line)
                (lines ??= []).Add(new MailLine(Text(fact, FactField.Source).ToString(), fact.Number(FactField.Line) ?? 0, fact.Number(FactField.Offset) ?? 0, Text(fact, FactField.Text).Value));
        }
        return lines is null ? [] : lines;
    }
}
