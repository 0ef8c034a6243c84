using System.Globalization;
using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>Headers as text, for tables: <c>format|stamp|host|program|pid|message</c>, and <c>none</c> for a line without one.</summary>
internal static class HeaderText
{
    public static string Of(string line)
    {
        HeaderCache cache = default;
        string first = Of(line, ref cache);
        Assert.Equal(first, Of(line, ref cache));
        return first;
    }

    public static string Of(string line, ref HeaderCache cache)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(line);
        if (!SyslogHeader.TryParse(bytes, ref cache, out LineHeader header))
        {
            Assert.Equal(HeaderFormat.None, header.Format);
            return "none";
        }

        string Text(int start, int length) => Encoding.UTF8.GetString(bytes, start, length);
        string pid = header.ProcessId.ToString(CultureInfo.InvariantCulture);
        string message = Text(header.MessageStart, bytes.Length - header.MessageStart);
        Assert.False(header.IsBare && !header.IsSplogger && header.HostLength + header.ProgramLength > 0);
        return $"{header.Format}|{Of(header.Stamp)}|{Text(header.HostStart, header.HostLength)}|{Text(header.ProgramStart, header.ProgramLength)}|{pid}|{message}";
    }

    /// <summary>As logged: <c>?</c> for an unknown year, the fraction as far as the ticks hold it, digits after a slash, offset in minutes.</summary>
    public static string Of(Stamp stamp)
    {
        if (stamp.IsMissing)
            return "-";
        var civil = new DateTime(stamp.CivilTicks);
        if (stamp.IsTai)
            return $"TAI {civil:yyyy-MM-dd HH:mm:ss.fffffff}/{stamp.FractionDigits}" + (stamp.ProvedTaiOffset == 0 ? "" : $" {stamp.ProvedTaiOffset} {stamp.OffsetMinutes}");
        string year = stamp.HasYear ? civil.ToString("yyyy", CultureInfo.InvariantCulture) : "?";
        string fraction = stamp.FractionDigits == 0 ? "" : civil.ToString("'.'fffffff", CultureInfo.InvariantCulture) + "/" + stamp.FractionDigits;
        string offset = stamp.HasOffset ? (stamp.IsInstant ? "UTC" : stamp.OffsetMinutes.ToString("'+'0;'-'0;'Z'", CultureInfo.InvariantCulture)) : "";
        return year + civil.ToString("-MM-dd HH:mm:ss", CultureInfo.InvariantCulture) + fraction + offset;
    }
}
