namespace MailLog.Parsing;

/// <summary>What the parts of a name told of its time; a part that says otherwise than one before it makes the name none of the template.</summary>
internal struct NameTime
{
    private const int MaxOffset = 14 * 60;

    private int? _century, _yearOfCentury, _year, _month, _day, _dayOfYear, _hour, _minute, _second, _microsecond;
    private int? _offset;
    private long? _epoch;
    private bool _differs;

    public void Set(char kind, long value)
    {
        if (kind == 's')
        {
            _differs |= _epoch is { } before && before != value;
            _epoch = value;
            return;
        }
        switch (kind)
        {
            case 'C': Set(ref _century, value); break;
            case 'y': Set(ref _yearOfCentury, value); break;
            case 'Y': Set(ref _year, value); break;
            case 'm': Set(ref _month, value); break;
            case 'd': Set(ref _day, value); break;
            case 'j': Set(ref _dayOfYear, value); break;
            case 'H': Set(ref _hour, value); break;
            case 'M': Set(ref _minute, value); break;
            case 'S': Set(ref _second, value); break;
            case 'z': Set(ref _offset, value); break;
            default: Set(ref _microsecond, value); break;
        }
    }

    /// <summary>An hour that the zone has twice gives two times; else both are the same.</summary>
    public readonly bool TryGet(TimeZoneInfo zone, out DateTimeOffset earlier, out DateTimeOffset later)
    {
        earlier = later = default;
        if (_differs || _microsecond > 999_999)
            return false;
        TimeSpan fraction = new((_microsecond ?? 0) * 10L);
        if (_epoch is { } epoch)
        {
            if (epoch > 253_402_300_799 - 86_400)
                return false;
            earlier = later = TimeZoneInfo.ConvertTime(DateTimeOffset.FromUnixTimeSeconds(epoch), zone) + fraction;
            return true;
        }
        int? year = Year;
        if (year is not (> 1 and < 9999) || _hour is not { } hour || _minute is not { } minute || _second is not { } second || hour > 23 || minute > 59 || second > 60)
            return false;
        if (!TryGetDay(year.Value, out DateTime day))
            return false;
        DateTime civil = day + new TimeSpan(hour, minute, second) + fraction;
        earlier = later = new DateTimeOffset(civil, zone.GetUtcOffset(civil));
        if (zone.IsAmbiguousTime(civil))
        {
            TimeSpan[] offsets = zone.GetAmbiguousTimeOffsets(civil);
            earlier = new DateTimeOffset(civil, offsets.Max());
            later = new DateTimeOffset(civil, offsets.Min());
        }
        return true;
    }

    /// <summary>The time as a stamp, as far as it was told: the year and the zone may be missing, the seconds too.</summary>
    public readonly bool TryGetStamp(out Stamp stamp)
    {
        stamp = default;
        if (_differs)
            return false;
        if (_epoch is { } epoch)
        {
            if (epoch > StampText.LastUnixSecond)
                return false;
            stamp = Stamp.OfInstant(StampText.UnixTicks(epoch), 0);
            return true;
        }
        int? year = Year;
        int second = _second ?? 0;
        if (year is not (null or (> 1 and < 9999)) || _hour is not (>= 0 and < 24) || _minute is not (>= 0 and < 60) || second > 60 || _offset is < -MaxOffset or > MaxOffset
            || !TryGetDay(year ?? Stamp.StandInYear, out DateTime day))
        {
            return false;
        }
        // A leap second is the last tick of its minute, as in other stamps.
        long ticks = day.Ticks + _hour.Value * TimeSpan.TicksPerHour + _minute.Value * TimeSpan.TicksPerMinute
            + (second == 60 ? TimeSpan.TicksPerMinute - 1 : second * TimeSpan.TicksPerSecond);
        stamp = year is not null && _offset is { } offset ? new Stamp(ticks, 0, (short)offset) : new Stamp(ticks, hasYear: year is not null, 0);
        return true;
    }

    /// <summary>As POSIX has it: two digits from 69 on are of the last century.</summary>
    private readonly int? Year => _year ?? (_yearOfCentury is { } y ? _century is { } c ? c * 100 + y : y >= 69 ? 1900 + y : 2000 + y : null);

    private readonly bool TryGetDay(int year, out DateTime day)
    {
        day = default;
        if (_month is { } month && _day is { } date)
        {
            if (month is < 1 or > 12 || date < 1 || date > DateTime.DaysInMonth(year, month))
                return false;
            day = new DateTime(year, month, date);
            return _dayOfYear is null || _dayOfYear == day.DayOfYear;
        }
        if (_dayOfYear is not { } number || number < 1 || number > (DateTime.IsLeapYear(year) ? 366 : 365))
            return false;
        day = new DateTime(year, 1, 1).AddDays(number - 1);
        return true;
    }

    private void Set(ref int? field, long value)
    {
        _differs |= field is { } before && before != value;
        field = (int)value;
    }
}
