using MailLog.Correlation;
using MailLog.Parsing;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace MailLog.Worker;

/// <summary>Follows a log, says which mails bounced and counts all, and at its end keeps what is open for the next start.</summary>
internal sealed partial class MailLogWorker(WorkerOptions options, MailMetrics metrics, ILogger<MailLogWorker> logger) : BackgroundService
{
    /// <summary>The lines of a mail come at once: when none has come for this long, a mail that is over has all of its own.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var saved = WorkerState.Load(options.State, new CorrelatorOptions { Meter = metrics.Meter });
        MailCorrelator correlator = saved.Correlator;
        correlator.Mails.Subscribe(Take, error => Failed(logger, error));
        IReadOnlyList<(string Path, LogPosition? Start)> rest = saved.Place.Rest(options.Log);
        if (rest.Count == 0)
            Lost(logger, options.Log);
        foreach ((string path, LogPosition? start) in rest.SkipLast(1))
            ReadRest(correlator, path, start);

        // Beside the place in the text stands what the file began with, to know it again after it was rotated.
        byte[] head = LogPlace.HeadOf(options.Log);
        LogPosition? from = rest is [.., { } last] ? last.Start : null;
        LogPosition place = from ?? default;
        Following(logger, options.Log, place.Offset);
        try
        {
            using MailLogReader reader = MailLogs.Follow(options.Log, new MailLogOptions { StartAt = from, Meter = metrics.Meter });
            Task<bool>? reading = null;
            while (await (reading ??= reader.ReadAsync(stoppingToken).AsTask()))
            {
                correlator.Feed(reader.Line);
                place = reader.Line.End;
                reading = reader.ReadAsync(stoppingToken).AsTask();
                while (!reading.IsCompleted && await Task.WhenAny(reading, Task.Delay(Pause, stoppingToken)) != reading && !stoppingToken.IsCancellationRequested)
                {
                    correlator.Flush();
                    head = head.Length == 0 ? LogPlace.HeadOf(options.Log) : head;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // That is how a worker ends.
        }
        WorkerState.Save(options.State, new LogPlace(head, place), correlator);
        Stopped(logger, options.Log, place.Offset);
    }

    /// <summary>What was logged to a file that has been rotated away since.</summary>
    private void ReadRest(MailCorrelator correlator, string path, LogPosition? start)
    {
        using MailLogReader reader = MailLogReader.Open(path, new MailLogOptions { StartAt = start, Source = options.Log });
        while (reader.Read())
            correlator.Feed(reader.Line);
    }

    private void Take(Mail mail)
    {
        metrics.Count(mail);
        foreach (Recipient recipient in mail.Recipients)
            if (recipient.Status is RecipientStatus.Bounced or RecipientStatus.Expired)
                Bounced(logger, mail.Id, mail.Sender, recipient.Address, recipient.Relay, recipient.Dsn.ToString(), recipient.Reply ?? recipient.Response);
    }

    [LoggerMessage(1, LogLevel.Warning, "Mail {MailId} from <{Sender}> to <{Recipient}> bounced at {Relay}: {Dsn} {Reply}")]
    private static partial void Bounced(ILogger logger, string mailId, string? sender, string recipient, string? relay, string dsn, string? reply);

    [LoggerMessage(2, LogLevel.Information, "Following {Log} from byte {Offset}")]
    private static partial void Following(ILogger logger, string log, long offset);

    [LoggerMessage(3, LogLevel.Information, "Stopped in {Log} at byte {Offset}")]
    private static partial void Stopped(ILogger logger, string log, long offset);

    [LoggerMessage(4, LogLevel.Warning, "{Log} was rotated, and what was logged to the old file since the last run is not to be found; reading goes on with the new one")]
    private static partial void Lost(ILogger logger, string log);

    [LoggerMessage(5, LogLevel.Error, "A mail could not be dealt with; no further ones are")]
    private static partial void Failed(ILogger logger, Exception error);
}
