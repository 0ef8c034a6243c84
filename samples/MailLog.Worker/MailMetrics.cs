using System.Diagnostics.Metrics;
using MailLog.Correlation;

namespace MailLog.Worker;

/// <summary>What is counted of mails. Tags have few values, whatever strangers send: an outcome, never an address.</summary>
internal sealed class MailMetrics : IDisposable
{
    private readonly Counter<long> _mails;
    private readonly Counter<long> _recipients;
    private readonly Counter<long> _deferrals;
    private readonly Histogram<double> _delay;

    /// <summary>Given to the libraries, too, which tell it how many lines they read and what is open.</summary>
    public Meter Meter { get; } = new("MailLog.Worker");

    public MailMetrics()
    {
        _mails = Meter.CreateCounter<long>("maillog.worker.mails", description: "Mails whose story is over, by what became of them.");
        _recipients = Meter.CreateCounter<long>("maillog.worker.recipients", description: "Their recipients, by what became of the mail for each.");
        _deferrals = Meter.CreateCounter<long>("maillog.worker.deferrals", description: "Attempts that were to be repeated.");
        _delay = Meter.CreateHistogram<double>("maillog.worker.delay", unit: "s", description: "From the first line of a mail to its delivery, for each recipient.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.5, 1, 5, 10, 60, 300, 1800, 3600, 14400, 86400] });
    }

    public void Count(Mail mail)
    {
        _mails.Add(1, new KeyValuePair<string, object?>("outcome", Word(mail.Outcome)));
        foreach (Recipient recipient in mail.Recipients)
        {
            _recipients.Add(1, new KeyValuePair<string, object?>("status", Word(recipient.Status)));
            _deferrals.Add(recipient.Attempts.Count(a => a.Status == RecipientStatus.Deferred));
            if (recipient is { Status: RecipientStatus.Delivered, Attempts: [.., { } last] })
                _delay.Record(Math.Max(0, (last.At.Value - mail.FirstSeen.Value).TotalSeconds));
        }
    }

    public void Dispose() => Meter.Dispose();

    /// <summary>The name as the command's JSON has it: <c>inProgress</c>.</summary>
    private static string Word<T>(T value) where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
