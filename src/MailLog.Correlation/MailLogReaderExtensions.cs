using System.Runtime.CompilerServices;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Correlation as an asynchronous sequence.</summary>
public static class MailLogReaderExtensions
{
    /// <summary>The mails of a log, each as soon as it is complete; at the log's end, those still open.</summary>
    /// <param name="reader">An open log, for instance one that is followed; it is disposed at the end.</param>
    /// <param name="cancellationToken">Ends the sequence with an <see cref="OperationCanceledException"/>.</param>
    /// <remarks>
    /// On a live log the grace of a finished mail also ends by the clock, after <see cref="CorrelatorOptions.GraceTime"/> to twice that, so that a quiet host's
    /// mails do not wait for further lines.
    /// </remarks>
    public static IAsyncEnumerable<Mail> CorrelateAsync(this MailLogReader reader, CancellationToken cancellationToken = default)
        => CorrelateAsync(reader, null, null, cancellationToken);

    /// <summary>The mails of a log, each as soon as it is complete; at the log's end, those still open.</summary>
    /// <param name="reader">An open log, for instance one that is followed; it is disposed at the end.</param>
    /// <param name="options">How to assemble; null for the default.</param>
    /// <param name="clock">Times the grace while the log waits for lines; null for the system's.</param>
    /// <param name="cancellationToken">Ends the sequence with an <see cref="OperationCanceledException"/>; mails still open are then not handed out.</param>
    /// <remarks>
    /// On a live log the grace of a finished mail also ends by the clock, after <see cref="CorrelatorOptions.GraceTime"/> to twice that. A source that cannot be read ends
    /// the sequence with the exception of <see cref="MailLogReader.ReadAsync"/>.
    /// </remarks>
    public static async IAsyncEnumerable<Mail> CorrelateAsync(
        this MailLogReader reader, CorrelatorOptions? options, TimeProvider? clock = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (reader is null)
            throw new ArgumentNullException(nameof(reader));
        var correlator = new MailCorrelator(options);
        var grace = new LiveGrace(correlator, (options ?? CorrelatorOptions.Default).GraceTime, clock ?? TimeProvider.System);
        var ready = new Queue<Mail>();
        correlator.Mails.Subscribe(ready.Enqueue);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<bool>? reading = null;
        try
        {
            while (true)
            {
                ValueTask<bool> next = reader.ReadAsync(stop.Token);
                bool hasLine;
                if (next.IsCompleted)
                {
                    hasLine = await next.ConfigureAwait(false);
                }
                else
                {
                    reading = next.AsTask();
                    while (!await grace.WaitAsync(reading, stop.Token).ConfigureAwait(false))
                        while (ready.Count > 0)
                            yield return ready.Dequeue();
                    hasLine = await reading.ConfigureAwait(false);
                    reading = null;
                }
                if (!hasLine)
                    break;
                correlator.Feed(reader.Line);
                while (ready.Count > 0)
                    yield return ready.Dequeue();
            }
            correlator.Complete();
            while (ready.Count > 0)
                yield return ready.Dequeue();
        }
        finally
        {
            // Whoever leaves the sequence early leaves a read behind, which needs the reader.
            if (reading is not null)
                await AbandonAsync(reading, stop).ConfigureAwait(false);
            reader.Dispose();
        }
    }

    private static async Task AbandonAsync(Task<bool> reading, CancellationTokenSource stop)
    {
#if NETSTANDARD2_0
        stop.Cancel();
#else
        await stop.CancelAsync().ConfigureAwait(false);
#endif
        try
        {
            await reading.ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // That is what was asked for.
            return;
        }
    }
}
