namespace MailLog.Correlation;

/// <summary>
/// When processes of one host were started, as far as the log shows it: most systems give out their ids in order, so a process that is not logged itself began
/// between those that have the ids before and behind it.
/// </summary>
internal sealed class ProcessOrder
{
    private const int Kept = 256;

    /// <summary>Ids further apart than this are of another round.</summary>
    private const int SameRound = 15_000;

    private const int Together = 64;

    private const long Near = 120 * TimeSpan.TicksPerSecond;

    private readonly List<(int ProcessId, long Ticks)> _births = new(Kept + 1);
    private int _rising, _falling;

    /// <summary>The ids are given out in order on this host.</summary>
    public bool IsInOrder => _rising >= 8 && _falling * 16 <= _rising;

    public void Add(int processId, long ticks)
    {
        if (_births.Count > 0)
        {
            int step = processId - _births[_births.Count - 1].ProcessId;
            // A long step back is the next round, a short one two processes that were started together.
            if (step > 0 || step < -SameRound)
                _rising++;
            else if (step < -Together)
                _falling++;
        }
        _births.Add((processId, ticks));
        if (_births.Count > Kept)
            _births.RemoveRange(0, Kept / 2);
    }

    /// <summary>Between which instants a process was started; without limits when nothing near it is known.</summary>
    public (long From, long To) BirthOf(int processId, long ticks)
    {
        long from = long.MinValue, to = long.MaxValue;
        for (int i = _births.Count - 1; i >= 0; i--)
        {
            (int other, long at) = _births[i];
            if (Math.Abs(at - ticks) > Near || Math.Abs(other - processId) > SameRound)
                continue;
            if (other < processId && at > from)
                from = at;
            else if (other > processId && at < to)
                to = at;
        }
        return from <= to ? (from, to) : (long.MinValue, long.MaxValue);
    }

    public void Save(StateWriter writer)
    {
        writer.Write(_rising);
        writer.Write(_falling);
        writer.Write(_births.Count);
        foreach ((int processId, long ticks) in _births)
        {
            writer.Write(processId);
            writer.Write(ticks);
        }
    }

    public void Load(StateReader reader)
    {
        _rising = reader.ReadInt32();
        _falling = reader.ReadInt32();
        for (int rest = reader.ReadCount(); rest > 0; rest--)
            _births.Add((reader.ReadInt32(), reader.ReadInt64()));
    }
}
