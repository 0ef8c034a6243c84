using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Everything that is open: mails, the nodes of their paths by id, and the mails that wait out their grace.</summary>
internal sealed partial class MailTables(CorrelatorOptions options, Action<OpenMail> push)
{
    /// <summary>A log full of invented hosts must not fill memory.</summary>
    private const int MaxQueueOwners = 100_000;

    private readonly Dictionary<IdKey, MailNode> _nodes = [];
    private readonly AgeList<OpenMail> _open = new();
    private readonly SpareMemory _memory = new();
    private readonly GraceQueue _grace = new(options);
    private readonly HashSet<(ulong Host, ulong Instance)> _queueOwners = [];
    private (ulong Host, ulong Instance) _lastOwner;
    private MailNode? _touched;
    private HandOvers? _handOvers;
    private long _openBytes;

    /// <summary>How many mails are open.</summary>
    public int OpenCount => _open.Count;

    /// <summary>How many were let go at a bound.</summary>
    public long Evicted { get; private set; }

    /// <summary>Mails that another server handed on.</summary>
    public HandOvers HandOvers => _handOvers ??= new HandOvers(HandOver, End);

    /// <summary>Notes that an instance has a queue of its own: a service's <c>syslog_name</c> looks like an instance, but has none.</summary>
    public void OwnsQueue(in LineContext context)
    {
        if (_lastOwner.Host == context.Host && _lastOwner.Instance == context.Instance)
            return;
        _lastOwner = (context.Host, context.Instance);
        if (_queueOwners.Count < MaxQueueOwners)
            _queueOwners.Add(_lastOwner);
    }

    /// <summary>The node of an id, or null.</summary>
    public MailNode? Find(in LineContext context, ReadOnlySpan<byte> id)
    {
        if (!_nodes.TryGetValue(new IdKey(context.Host, id), out MailNode? first))
            return null;
        for (MailNode? node = first; node is not null; node = node.Sibling)
            if (node.Instance == context.Instance)
                return node;
        bool owns = _queueOwners.Contains((context.Host, context.Instance));
        for (MailNode? node = first; node is not null; node = node.Sibling)
        {
            if (owns && _queueOwners.Contains((context.Host, node.Instance)))
                continue;
            if (owns)
                node.Instance = context.Instance;
            return node;
        }
        return null;
    }

    /// <summary>The node of an id in any instance of the host: replies name ids of other instances.</summary>
    public MailNode? FindInAnyInstance(in LineContext context, ReadOnlySpan<byte> id)
        => _nodes.TryGetValue(new IdKey(context.Host, id), out MailNode? first) ? first : null;

    /// <summary>The node of an id; a new mail begins when there is none.</summary>
    public MailNode FindOrAdd(in LineContext context, NodeKind kind, ReadOnlySpan<byte> id) => Find(context, id) ?? Add(context, kind, id);

    /// <summary>A new mail with one node. An older node of the same id is no longer found by it.</summary>
    public MailNode Add(in LineContext context, NodeKind kind, ReadOnlySpan<byte> id)
    {
        while (_open.Count >= options.MaxOpenMails)
            Evict(_open.Oldest!);
        var mail = new OpenMail(_memory.Take()) { Birth = context.Sequence };
        _open.Add(mail);
        var node = new MailNode(mail, kind, 0) { Birth = context.Sequence, Instance = context.Instance };
        mail.Nodes.Add(node);
        mail.Facts.Begin(FactKind.Node, 0, context).AddByte(FactField.Kind, (byte)kind).Add(FactField.Id, id)
            .Add(FactField.Host, context.Line.Host).Add(FactField.Offset, context.Line.Offset);
        if (context.Line.System is MailSystem.Qmail or MailSystem.Qpsmtpd)
            mail.Facts.AddByte(FactField.Program, (byte)context.Line.System);
        mail.Facts.End();
        if (kind == NodeKind.Transaction)
            return node;
        node.Key = new IdKey(context.Host, id);
        if (_nodes.TryGetValue(node.Key, out MailNode? other))
        {
            Unlink(Find(context, id));
            _nodes.TryGetValue(node.Key, out other);
        }
        node.Sibling = other;
        _nodes[node.Key] = node;
        if (kind == NodeKind.Queue && context.Line.System is MailSystem.Postfix or MailSystem.Pmg)
            _handOvers?.Offer(HandOvers.NameOf(id), node);
        return node;
    }

    /// <summary>The line belongs to the node's mail.</summary>
    /// <param name="context">The line.</param>
    /// <param name="node">The node.</param>
    /// <param name="keepsLine">False when the line itself is kept otherwise.</param>
    /// <returns>The mail's facts, to add what the line says; null when the mail has too many.</returns>
    public Journal? Attach(in LineContext context, MailNode node, bool keepsLine = true)
    {
        OpenMail mail = node.Mail;
        _touched = node;
        mail.LastSequence = Math.Max(mail.LastSequence, context.Sequence);
        mail.LastTicks = Math.Max(mail.LastTicks, context.UtcTicks);
        if (mail.Facts.Length > options.MaxMailBytes)
        {
            if (!mail.HasOverflow)
                mail.Facts.Begin(FactKind.Overflow, node.Number, context).End();
            mail.HasOverflow = true;
            return null;
        }
        if (keepsLine)
            Keep(context, mail.Facts, node.Number);
        return mail.Facts;
    }

    /// <summary>The mail that the line is about, if it is still open; until <see cref="PushDue"/>.</summary>
    public OpenMail? Changed => _touched is { Mail.IsGone: false } node ? node.Mail : null;

    /// <summary>Keeps the line itself, if lines are kept.</summary>
    public void Keep(in LineContext context, Journal facts, int node)
    {
        if (options.Lines == KeptLines.None || facts.Length > options.MaxMailBytes)
            return;
        LogLine line = context.Line;
        facts.Begin(FactKind.Line, node, context)
            .Add(FactField.Source, System.Text.Encoding.UTF8.GetBytes(line.Source)).Add(FactField.Line, line.Number).Add(FactField.Offset, line.Offset);
        if (options.Lines == KeptLines.Text)
            facts.Add(FactField.Text, line.Bytes);
        facts.End();
    }

    /// <summary>Nothing more is to come from the node.</summary>
    public void End(MailNode node)
    {
        node.IsEnded = true;
        Schedule(node.Mail);
    }

    /// <summary>The session is over, and the queue file was never used.</summary>
    public void Drop(MailNode node)
    {
        NoteDropped(node);
        EndNow(node);
    }

    /// <summary>The transaction came to nothing.</summary>
    public static void NoteDropped(MailNode node)
        => node.Mail.Facts.Begin(FactKind.Dropped, node.Number, node.Mail.LastSequence, node.Mail.LastTicks, 0, 0).End();

    /// <summary>Nothing more is to come from the node, and its session's grace was the mail's, too.</summary>
    public void EndNow(MailNode node)
    {
        node.IsEnded = true;
        if (!node.Mail.IsGone && node.Mail.IsFinished)
            Push(node.Mail);
    }

    /// <summary>Pushes the mails whose grace has passed.</summary>
    public void PushDue(long sequence, long ticks)
    {
        if (Changed is { } changed)
            Count(changed);
        _touched = null;
        while (_openBytes > options.MaxOpenBytes && _open.Count > 1)
            Evict(_open.Oldest!);
        while (_grace.Next(sequence, ticks) is { } mail)
            Push(mail);
    }

    /// <summary>Pushes the mails that were finished up to a line, whether or not their grace has passed.</summary>
    public void PushFinished(long sequence)
    {
        while (_grace.FinishedUpTo(sequence) is { } mail)
            Push(mail);
    }

    /// <summary>Pushes everything: what is finished in the order of completion, then what is still open in the order in which it began.</summary>
    public void PushAll()
    {
        PushFinished(long.MaxValue);
        while (_open.Oldest is { } oldest)
            Push(oldest);
    }

    /// <summary>There is nothing to tell about a transaction.</summary>
    public void Forget(MailNode transaction)
    {
        transaction.IsEnded = true;
        if (transaction.Mail.Nodes.Count > 1)
        {
            Schedule(transaction.Mail);
            return;
        }
        Forget(transaction.Mail);
        _memory.Give(transaction.Mail.Facts.Detach());
    }

    private void Count(OpenMail mail)
    {
        _openBytes += mail.Facts.Length - mail.CountedBytes;
        mail.CountedBytes = mail.Facts.Length;
    }

    private void Schedule(OpenMail mail)
    {
        if (!mail.IsGone && mail.IsFinished)
            _grace.Add(mail);
    }

    private void Evict(OpenMail mail)
    {
        if (_handOvers?.Settle(mail) == true)
            return;
        Evicted++;
        mail.Facts.Begin(FactKind.Evicted, 0, mail.LastSequence, mail.LastTicks, 0, 0).End();
        Push(mail);
    }

    private void Push(OpenMail mail)
    {
        // What it was joined with is pushed in its own time.
        if (_handOvers?.Settle(mail) == true)
            return;
        Forget(mail);
        foreach (MailNode node in mail.Nodes)
        {
            Unlink(node);
            node.Session?.Opened.Remove(node);
            node.Session = null;
        }
        push(mail);
        _memory.Give(mail.Facts.Detach());
    }

    private void Forget(OpenMail mail)
    {
        mail.IsGone = true;
        _openBytes -= mail.CountedBytes;
        mail.CountedBytes = 0;
        _open.Remove(mail);
    }

    private void Unlink(MailNode? node)
    {
        if (node is null || node.Kind == NodeKind.Transaction || !_nodes.TryGetValue(node.Key, out MailNode? first))
            return;
        if (first == node)
        {
            if (node.Sibling is null)
                _nodes.Remove(node.Key);
            else
                _nodes[node.Key] = node.Sibling;
            return;
        }
        for (MailNode other = first; other.Sibling is not null; other = other.Sibling)
        {
            if (other.Sibling != node)
                continue;
            other.Sibling = node.Sibling;
            return;
        }
    }
}
