namespace MailLog.Alerts;

/// <summary>The outcomes of the last while, counted.</summary>
internal sealed class BounceWindow(Threshold threshold)
{
    private readonly PriorityQueue<Outcome, DateTimeOffset> _outcomes = new();
    private DateTimeOffset _now = DateTimeOffset.MinValue;
    private int _failed;

    public bool IsAbove => _outcomes.Count >= threshold.Least && _failed >= threshold.Rate * _outcomes.Count;

    /// <summary>Adds an outcome and lets go those that are too old by now. Mails end in any order, so it may be older than the one before.</summary>
    public BounceWindow Add(Outcome outcome)
    {
        _outcomes.Enqueue(outcome, outcome.At);
        _failed += outcome.Failed ? 1 : 0;
        _now = outcome.At > _now ? outcome.At : _now;
        while (_outcomes.Peek().At <= _now - threshold.Window)
            _failed -= _outcomes.Dequeue().Failed ? 1 : 0;
        return this;
    }

    public Alert ToAlert(string key) => new(key, _now, _failed, _outcomes.Count);
}
