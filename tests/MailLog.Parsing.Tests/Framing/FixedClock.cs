using System.Globalization;

namespace MailLog.Parsing.Tests;

/// <summary>A clock that stands still, on a machine in a zone of the test's choice.</summary>
internal sealed class FixedClock(string now, TimeZoneInfo? zone = null) : TimeProvider
{
    public static readonly TimeZoneInfo Vienna = TimeZoneInfo.FindSystemTimeZoneById("Europe/Vienna");

    public override TimeZoneInfo LocalTimeZone => zone ?? TimeZoneInfo.Utc;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.Parse(now, CultureInfo.InvariantCulture);
}
