using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests.Qpsmtpd;

/// <summary>How a message of qpsmtpd gets into a log.</summary>
public enum Carrier
{
    Warn, Multilog, File, FileOfSeconds, FileOfIso, FileOfTemplate, Syslog, SyslogRaw, Adaptive, AdaptiveCopy,
}

/// <summary>Lines of qpsmtpd, read through the reader.</summary>
internal static class QpsmtpdLine
{
    public const string Template = "%d.%m.%y %H:%M:%S";

    public static MailLogOptions Options { get; } = new() { Year = 2026, TimeZone = TimeZoneInfo.Utc, QpsmtpdStamp = Template };

    public static IEnumerable<Carrier> Carriers => Enum.GetValues<Carrier>();

    /// <summary>What stands before the message of process 28365.</summary>
    public static string Head(Carrier carrier) => carrier switch
    {
        Carrier.Multilog => "@400000006affe6da02c9e3dc 28365 ",
        Carrier.File => "Fri Nov 20 06:12:47 2026 vm[28365]: ",
        Carrier.FileOfSeconds => "1795155167 vm[28365]: ",
        Carrier.FileOfIso => "2026-11-20 06:12:47 vm[28365]: ",
        Carrier.FileOfTemplate => "20.11.26 06:12:47 vm[28365]: ",
        Carrier.Syslog => "Nov 20 06:12:47 vm qpsmtpd[28365]: ",
        Carrier.SyslogRaw => "<22>Nov 20 06:12:47 qpsmtpd[28365]: ",
        Carrier.AdaptiveCopy => "28365 ` ",
        _ => "28365 ",
    };

    /// <summary>What the carrier makes of who says it: of a plugin in a hook.</summary>
    public static string Of(Carrier carrier, string hook, string plugin) => carrier switch
    {
        Carrier.Warn or Carrier.Multilog => "(" + hook + ") " + plugin + ": ",
        Carrier.Adaptive or Carrier.AdaptiveCopy => plugin + " plugin: ",
        _ => "",
    };

    public static MailLogEvent Read(string message, Carrier carrier = Carrier.Syslog, bool keepSecrets = false) => Read(Encoding.UTF8.GetBytes(message), carrier, keepSecrets);

    public static MailLogEvent Read(byte[] message, Carrier carrier, bool keepSecrets = false)
    {
        // Behind a stamp that others use as well, a host is known as one only by a line that is qpsmtpd's own.
        byte[] head = Encoding.ASCII.GetBytes(Head(carrier));
        MailLogEvent read = ReadAll([.. head, .. "dispatching NOOP\n"u8, .. head, .. message, (byte)'\n'], Options with { KeepSecrets = keepSecrets })[1];
        Assert.Equal(MailSystem.Qpsmtpd, read.Line.System);
        Assert.Equal(28365, read.Line.ProcessId);
        return read;
    }

    public static List<MailLogEvent> ReadAll(byte[] log, MailLogOptions? options = null) => ReadAll(new MemoryStream(log), options ?? Options);

    public static List<MailLogEvent> ReadAll(Stream log, MailLogOptions options)
    {
        using var reader = MailLogReader.Open(log, options);
        var lines = new List<MailLogEvent>();
        while (reader.Read())
            lines.Add(reader.Line.ToOwned());
        return lines;
    }

    /// <summary>The form and all fields of a line, as in a table of expectations.</summary>
    public static string Text(MailLogEvent read)
    {
        var text = new StringBuilder(read.Line.Form.Length == 0 ? read.Kind.ToString() : read.Line.Form);
        foreach (LogField field in read.Line.Fields)
            text.Append('|').Append(field.Name).Append('=').Append(field.Value.ToString());
        return text.ToString();
    }
}
