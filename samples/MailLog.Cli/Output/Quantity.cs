using System.Globalization;

namespace MailLog.Cli;

/// <summary>Numbers for people.</summary>
internal static class Quantity
{
    public static string Of(double value, MeasureUnit unit) => unit switch
    {
        MeasureUnit.Bytes => Bytes(value),
        MeasureUnit.Seconds => Seconds(value),
        _ => Count((long)value),
    };

    public static string Count(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    public static string Percent(long part, long whole)
    {
        double percent = whole == 0 ? 0 : 100.0 * part / whole;
        // Neither none nor all, however near.
        return part > 0 && percent < 0.1 ? "<0.1 %" : part < whole && percent > 99.9 ? ">99.9 %"
            : percent.ToString(percent is > 0 and < 10 || percent is > 99 and < 100 ? "0.0" : "0", CultureInfo.InvariantCulture) + " %";
    }

    public static string Bytes(double value)
    {
        string[] units = ["B", "kB", "MB", "GB", "TB", "PB"];
        int unit = 0;
        while (value >= 999.5 && unit < units.Length - 1)
        {
            value /= 1000;
            unit++;
        }
        return value.ToString(unit == 0 || value >= 99.95 ? "0" : "0.0", CultureInfo.InvariantCulture) + " " + units[unit];
    }

    public static string Seconds(double value) => value switch
    {
        > 0 and < 0.0005 => "<0.001 s",
        < 0.9995 => value.ToString(value is 0 or >= 0.01 ? "0.##" : "0.###", CultureInfo.InvariantCulture) + " s",
        < 59.95 => value.ToString("0.#", CultureInfo.InvariantCulture) + " s",
        < 3600 => Two(value, 60, "min", 1, "s"),
        < 86400 => Two(value, 3600, "h", 60, "min"),
        _ => Two(value, 86400, "d", 3600, "h"),
    };

    private static string Two(double seconds, int large, string largeName, int small, string smallName)
    {
        long whole = (long)Math.Round(seconds / small);
        long larges = whole / (large / small), smalls = whole % (large / small);
        return string.Create(CultureInfo.InvariantCulture, $"{larges} {largeName}") + (smalls == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" {smalls} {smallName}"));
    }
}

/// <summary>What a number counts.</summary>
internal enum MeasureUnit
{
    Count,
    Bytes,
    Seconds,
}
