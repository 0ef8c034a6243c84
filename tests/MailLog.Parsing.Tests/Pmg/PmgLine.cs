using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests.Pmg;

/// <summary>One message of one of the gateway's programs, read through the reader.</summary>
internal static class PmgLine
{
    public static MailLogEvent Read(string program, string message)
    {
        byte[] line = Encoding.UTF8.GetBytes("Dec 18 15:04:15 pmg " + program + "[1565]: " + message + "\n");
        using var reader = MailLogReader.Open(new MemoryStream(line), new MailLogOptions { Year = 2019, TimeZone = TimeZoneInfo.Utc });
        Assert.True(reader.Read());
        MailLogEvent read = reader.Line.ToOwned();
        Assert.False(reader.Read());
        return read;
    }

    public static MailLogEvent Filter(string message) => Read("pmg-smtp-filter", message);

    /// <summary>The message that the form prints from the fields that were read.</summary>
    public static string Printed(MailLogEvent read)
    {
        LineForm form = read.Line.FormOrNull!;
        var values = new byte[]?[form.Pattern.Fields.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = read.Line.Slot(i).HasValue ? read.Line.Slot(i).Bytes.ToArray() : null;
        return Encoding.UTF8.GetString(form.Pattern.Print(values));
    }
}
