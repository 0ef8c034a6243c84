namespace MailLog.Parsing;

/// <summary>Finds the offset from UTC of wall clock times of one zone, with the answer for the last quarter of an hour at hand.</summary>
/// <remarks>A quarter, because zones change their clocks, and lie apart, by whole quarters: within one, the answer is the same.</remarks>
internal struct ZoneOffsets(TimeZoneInfo zone)
{
    private const long Quarter = 15 * TimeSpan.TicksPerMinute;

    // In an hour that comes twice, a step back of up to this is taken for reordered lines, a longer one for the second run of the hour.
    private const long Reordering = 5 * TimeSpan.TicksPerMinute;

    private long _quarterStart = -2 * Quarter;
    private short _offset;
    private short _laterOffset;

    /// <summary>Minutes east of UTC at a wall clock time.</summary>
    /// <param name="civilTicks">The wall clock time.</param>
    /// <param name="previousUtcTicks">The instant before it, from which an hour that comes twice is told; <see cref="long.MinValue"/> if there is none.</param>
    public short At(long civilTicks, long previousUtcTicks)
    {
        if ((ulong)(civilTicks - _quarterStart) >= (ulong)Quarter)
            Load(civilTicks);
        if (_offset == _laterOffset)
            return _offset;
        long first = civilTicks - _offset * TimeSpan.TicksPerMinute;
        return previousUtcTicks == long.MinValue || first >= previousUtcTicks - Reordering ? _offset : _laterOffset;
    }

    /// <summary>Minutes east of UTC at an instant.</summary>
    public readonly short AtInstant(long utcTicks) => Minutes(zone.GetUtcOffset(new DateTime(utcTicks, DateTimeKind.Utc)));

    private static short Minutes(TimeSpan offset) => (short)(offset.Ticks / TimeSpan.TicksPerMinute);

    private void Load(long civilTicks)
    {
        var civil = new DateTime(civilTicks, DateTimeKind.Unspecified);
        _quarterStart = civilTicks - civilTicks % Quarter;

        // For an hour that the clock leaves out this is the zone's base offset: its times are then read as if the clock had not been put forward.
        _offset = _laterOffset = Minutes(zone.GetUtcOffset(civil));
        if (!zone.IsAmbiguousTime(civil))
            return;
        foreach (TimeSpan offset in zone.GetAmbiguousTimeOffsets(civil))
        {
            _offset = Math.Max(_offset, Minutes(offset));
            _laterOffset = Math.Min(_laterOffset, Minutes(offset));
        }
    }
}
