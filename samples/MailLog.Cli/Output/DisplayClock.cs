using System.CommandLine;
using System.Globalization;
using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>The zone in which times are shown: as logged, UTC, or one zone for all.</summary>
internal sealed class DisplayClock
{
    private const int MaxOffsets = 4;

    private static readonly Option<bool> Utc = new("--utc") { Description = "Show times in UTC; without it, as they were logged." };
    private static readonly Option<bool> Local = new("--local") { Description = "Show times in the zone of --time-zone, else the machine's." };

    private readonly TimeZoneInfo? _zone;

    /// <summary>The offsets of what was shown, in minutes. A log has one, or two where clocks were changed.</summary>
    private readonly SortedSet<int> _offsets = [];

    private DisplayClock(TimeZoneInfo? zone) => _zone = zone;

    /// <summary>Shows times with the offset that they were logged with.</summary>
    public static DisplayClock AsLogged => new(null);

    public static DisplayClock In(TimeZoneInfo zone) => new(zone);

    public static void AddTo(Command command)
    {
        command.Add(Utc);
        command.Add(Local);
    }

    public static DisplayClock Of(ParseResult result, TimeZoneInfo? zone) => (result.GetValue(Utc), result.GetValue(Local)) switch
    {
        (true, true) => throw new UsageException("--utc and --local exclude each other."),
        (true, false) => In(TimeZoneInfo.Utc),
        (false, true) => In(zone ?? TimeZoneInfo.Local),
        _ => AsLogged,
    };

    /// <summary>The time that is shown for a logged one.</summary>
    public DateTimeOffset Show(LogTime time) => Show(time.Value);

    /// <inheritdoc cref="Show(LogTime)"/>
    public DateTimeOffset Show(DateTimeOffset time)
    {
        DateTimeOffset shown = _zone is null ? time : TimeZoneInfo.ConvertTime(time, _zone);
        int minutes = shown.TotalOffsetMinutes;
        if (_offsets.Count < MaxOffsets)
            _offsets.Add(minutes);
        return shown;
    }

    /// <summary>The time that is shown for a logged one, for programs: RFC 3339, as exact as it was logged.</summary>
    public string Rfc3339(LogTime time)
        => Show(time).ToString("yyyy-MM-ddTHH:mm:ss" + (time.FractionDigits > 0 ? "." + new string('f', Math.Min(time.FractionDigits, 7)) : "") + "zzz", CultureInfo.InvariantCulture);

    /// <summary>Times of several offsets were shown, so that each has to say its own.</summary>
    public bool IsMixed => _offsets.Count > 1;

    /// <summary>The zone of what was shown so far, for a caption: <c>UTC</c>, <c>+01:00 and +02:00, as logged</c>.</summary>
    public string Caption
    {
        get
        {
            if (_offsets.Count == 0 || (_offsets.Count == 1 && _offsets.Min == 0))
                return "UTC";
            string offsets = string.Join(" and ", _offsets.Select(m => (m < 0 ? "-" : "+") + TimeSpan.FromMinutes(Math.Abs(m)).ToString("hh\\:mm", CultureInfo.InvariantCulture)));
            return (_zone is null ? offsets + ", as logged" : offsets + ", " + _zone.Id) + (_offsets.Count == MaxOffsets ? " and others" : "");
        }
    }
}
