using System.Globalization;

namespace MailLog.Cli;

/// <summary>Times on the command line: RFC 3339, or a civil time in the zone asked for (else the machine's).</summary>
internal static class TimeArgument
{
    private static readonly string[] Civil = ["yyyy-MM-dd", "yyyy-MM-dd HH:mm", "yyyy-MM-dd HH:mm:ss", "yyyy-MM-ddTHH:mm", "yyyy-MM-ddTHH:mm:ss"];
    private static readonly string[] Exact = ["yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK"];

    public static DateTimeOffset Parse(string option, string text, TimeZoneInfo? zone)
    {
        if (DateTime.TryParseExact(text, Civil, CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime civil))
            return new DateTimeOffset(civil, (zone ?? TimeZoneInfo.Local).GetUtcOffset(civil));
        if (DateTimeOffset.TryParseExact(text, Exact, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset exact))
            return exact;
        throw new UsageException(option + ": '" + text + "' is neither RFC 3339 nor YYYY-MM-DD[ hh:mm[:ss]]; write for instance 2026-11-20, '2026-11-20 08:30' or 2026-11-20T08:30:00+01:00.");
    }
}
