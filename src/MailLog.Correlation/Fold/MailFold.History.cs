namespace MailLog.Correlation;

// The steps of a mail's life in their order. What a fact is as a step is in MailFold.Steps.cs.
internal sealed partial class MailFold
{
    /// <summary>The steps so far.</summary>
    private List<MailHistoryEntry> _steps = [];

    public IReadOnlyList<MailHistoryEntry> History()
    {
        FoldParts();
        int[] firstLines = FirstLines();
        foreach (int position in _order)
        {
            var fact = new Fact(_bytes, position);
            if (position == firstLines[fact.Node])
                AddStep(fact, MailStep.Queued, Text(fact, FactField.Client));
            ReadStep(fact);
        }
        CountAttempts();
        return _steps;
    }

    private MailHistoryEntry AddStep(in Fact fact, MailStep step, MailText detail = default)
    {
        PathNode node = _nodes[fact.Node];
        var entry = new MailHistoryEntry
        {
            At = fact.Time,
            Sequence = fact.Sequence,
            Step = step,
            QueueIdText = node.Kind == NodeKind.Queue ? node.Id : default,
            FilterIdText = node.Kind == NodeKind.Filter ? node.Id : default,
            DetailText = detail,
        };
        TimeOrder.Insert(_steps, entry);
        return entry;
    }

    /// <summary>
    /// For each node, the fact that tells that the mail was queued: the line that opens a queue file. A notification has none; then it is the earliest of those that tell
    /// that it is there.
    /// </summary>
    private int[] FirstLines()
    {
        int[] first = new int[_nodes.Count];
        bool[] opens = new bool[_nodes.Count];
        first.AsSpan().Fill(-1);
        foreach (int position in _order)
        {
            var fact = new Fact(_bytes, position);
            int node = fact.Node;
            if (_nodes[node].Kind != NodeKind.Queue || opens[node])
                continue;
            opens[node] = IsOpening(fact);
            if (opens[node] || (IsSignOfQueue(fact) && (first[node] < 0 || fact.UtcTicks < new Fact(_bytes, first[node]).UtcTicks)))
                first[node] = position;
        }
        return first;
    }

    /// <summary>An attempt's number is that of the deferrals before it, and one. Before filters and behind them it is one recipient, as long as the address is the same.</summary>
    private void CountAttempts()
    {
        var deferrals = new Dictionary<(PathNode? Node, TextRange Address, TextRange Original), int>(_addresses);
        foreach (MailHistoryEntry entry in _steps)
        {
            if (!entry.IsOfAttempt)
                continue;
            var key = ((PathNode?)null, entry.RecipientText.Range, entry.OriginalText.Range);
            deferrals.TryGetValue(key, out int before);
            entry.Attempt = before + 1;
            if (entry.Step == MailStep.Deferred)
                deferrals[key] = before + 1;
        }
    }
}
