namespace MailLog.Parsing;

// The year of a stamp that was logged without one.
internal sealed partial class TimeResolver
{
    private const long Day = TimeSpan.TicksPerDay;

    // A step back by more than this is no reordering: time has gone on into the next year.
    private const long Reordering = 7 * Day;

    // Older than any mail log; file times and ids from before it come from lost meta data and chance.
    private const long OldestTicks = 627_667_488_000_000_000; // 1990-01-01

    private readonly int? _year;

    // The year is known from the caller, a stamp or an id, and not guessed from a file time or the clock.
    private bool _isYearCertain;
    private long _anchor = NoInstant;
    private long _ahead = NoInstant;

    // The stand-in day of the last stamp and what to add to it: all its stamps lie in the same year.
    private long _dayStart = -2 * Day;
    private long _dayShift;

    /// <summary>It is worth looking ahead for an id with seconds in it: nothing so far tells the year of the first stamp.</summary>
    public bool NeedsYear => _year is null && _utc == NoInstant && _anchor == NoInstant && _ahead == NoInstant;

    /// <summary>Tells the seconds of an id on the line that is resolved next, so that they decide on its year.</summary>
    /// <remarks>
    /// Ids more than a day away from the stamp in every year, from before 1990 or from the future are passed over: words may look like ids, and an
    /// old mail's line carries an old id. For that reason an id never takes back a year that is certain, while a later one moves it on, as no id is older
    /// than its line. The caller's year stands above all ids.
    /// </remarks>
    public void Anchor(long unixSeconds)
    {
        if (_year is null && TryGetInstant(unixSeconds, out long ticks))
            _anchor = ticks;
    }

    /// <summary>Tells, before the first stamp is resolved, the seconds of an id and the stamp of its line further ahead.</summary>
    /// <returns>True if no more ids are needed.</returns>
    public bool TryAnchor(in Stamp stamp, long unixSeconds)
    {
        if (!NeedsYear)
            return true;
        if (stamp.IsMissing || stamp.HasYear || !TryGetInstant(unixSeconds, out long ticks))
            return false;
        long civil = NearAnchor(stamp.CivilTicks, ticks);
        if (civil == CivilYears.None)
            return false;
        _ahead = civil;
        return true;
    }

    /// <summary>Tells, before the first stamp is resolved, a stamp further ahead that has all of its time.</summary>
    /// <returns>True if no more stamps are needed.</returns>
    public bool TryAnchorAt(in Stamp stamp)
    {
        long ticks = stamp.CivilTicks - stamp.OffsetMinutes * TimeSpan.TicksPerMinute;
        if (NeedsYear && ticks >= OldestTicks && ticks <= _clock.GetUtcNow().UtcTicks + 2 * Day)
            _ahead = ToCivil(ticks);
        return !NeedsYear;
    }

    private bool TryGetInstant(long unixSeconds, out long ticks)
    {
        ticks = 0;
        if (unixSeconds is < 0 or > StampText.LastUnixSecond)
            return false;
        ticks = StampText.UnixTicks(unixSeconds);
        return ticks >= OldestTicks && ticks <= _clock.GetUtcNow().UtcTicks + 2 * Day;
    }

    private long TakeYear(long civil)
    {
        _isYearCertain = true;
        _anchor = NoInstant;
        _dayStart = -2 * Day;
        return civil;
    }

    private long FindYear(long standIn)
    {
        if ((ulong)(standIn - _dayStart) < (ulong)Day && _anchor == NoInstant)
            return standIn + _dayShift;
        long civil = _utc == NoInstant ? FirstYear(standIn) : NextYear(standIn);
        if (_anchor != NoInstant)
        {
            civil = ApplyAnchor(standIn, civil);
            _anchor = NoInstant;
        }

        if (civil == CivilYears.None)
            civil = standIn;
        _dayStart = standIn - standIn % Day;
        _dayShift = civil - standIn;
        return civil;
    }

    private long FirstYear(long standIn)
    {
        if (_year is { } year)
        {
            _isYearCertain = true;
            long civil = CivilYears.In(standIn, year);
            if (civil != CivilYears.None)
                return civil;

            // February 29 in a year that is no leap year: the caller was off by a little.
            long february = CivilYears.In(new DateTime(Stamp.StandInYear, 2, 28).Ticks, year);
            if (february != CivilYears.None)
                return CivilYears.Nearest(standIn, february);
        }

        if (_ahead != NoInstant)
        {
            _isYearCertain = true;
            return CivilYears.Latest(standIn, _ahead + Reordering);
        }

        long known = _lastWrite >= OldestTicks ? _lastWrite : _clock.GetUtcNow().UtcTicks;
        return CivilYears.Latest(standIn, ToCivil(known) + Day);
    }

    private long NextYear(long standIn)
    {
        long next = CivilYears.Earliest(standIn, _civil - Reordering);
        if (next != CivilYears.None && (next - _civil <= Reordering || _year is not null))
            return next;

        // A long step back that would lead into the future is none across New Year: files in the wrong order, or a clock put right.
        long limit = ToCivil(_clock.GetUtcNow().UtcTicks) + Day;
        bool isFuture = next == CivilYears.None || (next > limit && _civil <= limit);
        long last = isFuture ? CivilYears.Latest(standIn, _civil) : CivilYears.None;
        return last != CivilYears.None ? last : next;
    }

    private long ApplyAnchor(long standIn, long civil)
    {
        long anchored = NearAnchor(standIn, _anchor);
        if (anchored == CivilYears.None || (_isYearCertain && anchored < civil))
            return civil;
        _isYearCertain = true;
        return anchored;
    }

    private long NearAnchor(long standIn, long instant)
    {
        long time = ToCivil(instant);
        long civil = CivilYears.Nearest(standIn, time);
        return civil != CivilYears.None && Math.Abs(civil - time) <= Day ? civil : CivilYears.None;
    }
}
