namespace MailLog.Correlation;

/// <summary>
/// The time that graces run on: the latest of any line. Where time goes back for good (an hour that comes twice, a log behind a later one, one line of a host whose clock was wrong), it would stand still until it is that late again,
/// and nothing would come to its end: so it goes back, too, when so many lines as a grace has were all earlier by more than a grace.
/// </summary>
internal sealed class LogClock(CorrelatorOptions options)
{
    private readonly long _lines = options.GraceLines, _ticks = options.GraceTime.Ticks;

    /// <summary>The last line whose time was near, or that set it.</summary>
    private long _near;

    /// <summary>The time, in ticks of UTC.</summary>
    public long Ticks { get; private set; }

    public void Tick(long sequence, long ticks)
    {
        if (ticks < Ticks)
        {
            bool isFar = ticks < Ticks - _ticks;
            if (isFar && sequence - _near <= _lines)
                return;
            ticks = isFar ? ticks : Ticks;
        }
        (Ticks, _near) = (ticks, sequence);
    }

    /// <summary>Goes on over lines of which only the latest time is known, if that: none of them sets it back.</summary>
    public void Pass(long sequence, long? ticks)
    {
        Ticks = Math.Max(Ticks, ticks ?? 0);
        _near = sequence;
    }

    public void Save(StateWriter writer)
    {
        writer.Write(Ticks);
        writer.Write(_near);
    }

    public void Load(StateReader reader)
    {
        Ticks = reader.ReadInt64();
        _near = reader.ReadInt64();
    }
}
