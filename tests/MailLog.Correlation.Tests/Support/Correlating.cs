using MailLog.Parsing;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>From a log to its mails.</summary>
internal static class Correlating
{
    public static readonly MailLogOptions Reading = new() { Year = 2026, TimeZone = TimeZoneInfo.Utc, Source = "log" };

    public static List<Mail> Mails(byte[] log, CorrelatorOptions? options = null)
    {
        var correlator = new MailCorrelator(options);
        var mails = new List<Mail>();
        correlator.Mails.Subscribe(mails.Add);
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log), Reading);
        correlator.Process(reader);
        return mails;
    }

    public static List<Mail> Mails(LogText log, CorrelatorOptions? options = null) => Mails(log.Bytes, options);

    public static List<Mail> Mails(IEnumerable<byte[]> lines, CorrelatorOptions? options = null) => Mails(Join(lines), options);

    /// <summary>The log tells of one mail, and here it is.</summary>
    public static Mail OneMail(LogText log, CorrelatorOptions? options = null) => Assert.Single(Mails(log, options));

    public static byte[] Join(IEnumerable<byte[]> lines)
    {
        using var text = new MemoryStream();
        foreach (byte[] line in lines)
        {
            text.Write(line);
            text.WriteByte((byte)'\n');
        }
        return text.ToArray();
    }

    /// <summary>Feeds what stands in a log, without its end.</summary>
    public static void Feed(MailCorrelator correlator, byte[] log, LogPosition? from = null)
    {
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(log), Reading with { StartAt = from });
        while (reader.Read())
            correlator.Feed(reader.Line);
    }
}
