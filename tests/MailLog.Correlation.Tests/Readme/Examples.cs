using MailLog.Parsing;

namespace MailLog.Correlation.Tests;

/// <summary>The examples of the README. What stands between the markers is printed there, text for text.</summary>
internal static class Examples
{
    public static Utf8Table<int> CountBounces(string path)
    {
        // example: typed events
        using MailLogReader reader = MailLogReader.Open(path);
        var bounces = new Utf8Table<int>();
        while (reader.Read())
            if (reader.TryGet(out DeliveryEvent delivery) && delivery.Status == DeliveryStatus.Bounced)
                bounces[delivery.Relay.Host]++;
        // end
        return bounces;
    }

    public static void PrintBounced(string path, Action<Mail> Print)
    {
        // example: mails
        using MailLogReader reader = MailLogReader.Open(path);
        var correlator = new MailCorrelator();
        correlator.Mails.Where(mail => mail.Outcome == MailOutcome.Bounced).Subscribe(Print);
        correlator.Process(reader);
        // end
    }

    public static async Task PrintLive(string path, Action<Mail> Print, CancellationToken cancellation)
    {
        // example: live
        await foreach (Mail mail in MailLogs.Follow(path).CorrelateAsync(cancellation))
            Print(mail);
        // end
    }

    public static List<MailLogEvent> KeepDeliveries(string path)
    {
        // example: kept
        using MailLogReader reader = MailLogReader.Open(path);
        var kept = new List<MailLogEvent>();
        while (reader.Read())
            if (reader.TryGet(out DeliveryEvent delivery) && delivery.Relay.Host == "mx-1.example.org"u8)
                kept.Add(delivery.ToOwned());
        // end
        return kept;
    }
}
