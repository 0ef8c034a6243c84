namespace MailLog.Parsing;

/// <summary>Turns the stamps of one source, in the order of its lines, into instants: works out the year and the offset that were not logged.</summary>
/// <remarks>
/// <para>Year, first what is known best: the caller's year for the first stamp; an id with seconds in it (<see cref="Anchor"/>, <see cref="TryAnchor"/>);
/// the stamp before, from which time goes on, across New Year too; the file's modification time; the clock.</para>
/// <para>Offset: the caller's zone, else the offset last seen in this source, else the machine's zone. TAI labels and other instants have none to teach: the
/// loggers that write them do so in every zone.</para>
/// <para>The same stamps, ids and clock give the same instants. Not safe for several threads.</para>
/// </remarks>
internal sealed partial class TimeResolver
{
    private const long NoInstant = long.MinValue;

    private readonly TimeProvider _clock;
    private readonly bool _hasZone;
    private readonly long _lastWrite;
    private ZoneOffsets _offsets;
    private bool _hasSeenOffset;
    private short _seenOffset;
    private long _utc = NoInstant;
    private long _civil;
    private short _offset;

    // The stamp that _utc and _offset are of. Most lines have that of the line before, and whatever decided then decides again.
    private Stamp _last;

    /// <summary>Starts a source.</summary>
    /// <param name="year">The year of the source's first stamp, if the caller knows it.</param>
    /// <param name="zone">The zone of stamps without offset, if the caller knows it.</param>
    /// <param name="lastWrite">When the source was last written to; null if that is not known.</param>
    /// <param name="clock">The time and the zone to fall back on.</param>
    /// <param name="taiOffset">What labels are ahead of UTC.</param>
    public TimeResolver(int? year, TimeZoneInfo? zone, DateTimeOffset? lastWrite, TimeProvider clock, TaiOffset taiOffset = TaiOffset.Auto)
    {
        _taiOffset = taiOffset;
        _clock = clock;
        _year = year;
        _hasZone = zone is not null;
        _offsets = new ZoneOffsets(zone ?? clock.LocalTimeZone);
        _lastWrite = lastWrite is { } time ? time.UtcTicks : NoInstant;
    }

    /// <summary>Goes on behind a line that was resolved before, in another run: its year is the neighbour's.</summary>
    public void GoOnFrom(DateTimeOffset time)
    {
        _civil = time.DateTime.Ticks;
        _utc = time.UtcTicks;
        _offset = (short)(time.Offset.Ticks / TimeSpan.TicksPerMinute);
        _isYearCertain = true;
    }

    /// <summary>Finds the instant of a line's stamp, and the offset under which the line shows it.</summary>
    /// <remarks>A missing stamp counts as the instant of the stamp before it, else of the last write, else of the clock.</remarks>
    public void Resolve(in Stamp stamp, out long utcTicks, out short offsetMinutes)
    {
        if (stamp.Equals(_last) && !stamp.IsMissing && _anchor == NoInstant)
        {
            utcTicks = _utc;
            offsetMinutes = _offset;
        }
        else if (stamp.IsMissing)
        {
            utcTicks = _utc != NoInstant ? _utc : Fallback();
            offsetMinutes = _utc != NoInstant ? _offset : OffsetAtInstant(utcTicks);
        }
        else
        {
            long civil = stamp.IsTai ? TakeLabel(stamp) : stamp.HasYear ? TakeYear(stamp.CivilTicks) : FindYear(stamp.CivilTicks);
            if (stamp.IsInstant)
            {
                offsetMinutes = stamp.IsTai ? _labelOffset : stamp.OffsetMinutes;
            }
            else if (stamp.HasOffset)
            {
                offsetMinutes = _seenOffset = stamp.OffsetMinutes;
                _hasSeenOffset = true;
            }
            else
            {
                offsetMinutes = IsOffsetFixed ? _seenOffset : _offsets.At(civil, _utc);
            }

            utcTicks = civil - offsetMinutes * TimeSpan.TicksPerMinute;
            if ((ulong)utcTicks > (ulong)DateTime.MaxValue.Ticks)
            {
                // The first and the last day of the calendar: no instant lies beyond it.
                utcTicks = civil;
                offsetMinutes = 0;
            }

            _civil = civil;
            _utc = utcTicks;
            _offset = offsetMinutes;
            _last = stamp;
        }
    }

    private bool IsOffsetFixed => _hasSeenOffset && !_hasZone;

    private long Fallback() => _lastWrite != NoInstant ? _lastWrite : _clock.GetUtcNow().UtcTicks;

    private short OffsetAtInstant(long utcTicks)
    {
        short offset = IsOffsetFixed ? _seenOffset : _offsets.AtInstant(utcTicks);
        return (ulong)(utcTicks + offset * TimeSpan.TicksPerMinute) <= (ulong)DateTime.MaxValue.Ticks ? offset : (short)0;
    }

    /// <summary>What a wall clock of this source shows at an instant.</summary>
    private long ToCivil(long utcTicks) => utcTicks + OffsetAtInstant(utcTicks) * TimeSpan.TicksPerMinute;
}
