namespace MailLog.Parsing;

// What labels are ahead of UTC.
internal sealed partial class TimeResolver
{
    private readonly TaiOffset _taiOffset;

    // As the last pair of label and wall clock proved it; 0 before the first.
    private byte _provedOffset;

    // The proof was what the table has, and not the constant: then the table tells the labels behind it, too.
    private bool _isTableProved;
    private short _labelZone;

    // The zone of the label that was taken last.
    private short _labelOffset;

    /// <summary>The wall clock time of a label, in the zone under which it is shown.</summary>
    private long TakeLabel(in Stamp label)
    {
        if (label.ProvedTaiOffset != 0)
        {
            _provedOffset = label.ProvedTaiOffset;
            _isTableProved = _provedOffset != LeapSeconds.First && _provedOffset == LeapSeconds.At(label.CivilTicks);
            _labelZone = label.OffsetMinutes;
        }

        long utc = IsTable ? LeapSeconds.ToUtc(label.CivilTicks) : label.CivilTicks - ConstantOffset * TimeSpan.TicksPerSecond;
        long civil = utc + _labelZone * TimeSpan.TicksPerMinute;
        bool isInCalendar = (ulong)civil <= (ulong)DateTime.MaxValue.Ticks;
        _labelOffset = isInCalendar ? _labelZone : (short)0;
        return TakeYear(isInCalendar ? civil : utc);
    }

    private bool IsTable => _taiOffset == TaiOffset.LeapTable || (_taiOffset == TaiOffset.Auto && _isTableProved);

    private int ConstantOffset => _taiOffset == TaiOffset.Auto && _provedOffset != 0 ? _provedOffset : LeapSeconds.First;
}
