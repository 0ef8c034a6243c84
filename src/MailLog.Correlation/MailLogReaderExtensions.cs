using System.Runtime.CompilerServices;
using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Correlation as an asynchronous sequence.</summary>
public static class MailLogReaderExtensions
{
    private static readonly TimeSpan IdleTime = TimeSpan.FromSeconds(10);

    /// <summary>The mails of a log, each as soon as it is complete; at the log's end, those still open.</summary>
    /// <param name="reader">An open log, for instance one that is followed; it is disposed at the end.</param>
    /// <param name="cancellationToken">Ends the sequence with an <see cref="OperationCanceledException"/>.</param>
    /// <remarks>
    /// When a live log falls silent for ten seconds, finished mails are handed out without waiting for further lines. A log that is never silent for so long,
    /// but slow, is held up by <see cref="CorrelatorOptions.GraceLines"/>: choose a smaller one.
    /// </remarks>
    /// <exception cref="IOException">The source cannot be read; mails still open are not handed out.</exception>
    public static IAsyncEnumerable<Mail> CorrelateAsync(this MailLogReader reader, CancellationToken cancellationToken = default)
        => CorrelateAsync(reader, null, null, cancellationToken);

    /// <summary>The mails of a log, each as soon as it is complete; at the log's end, those still open.</summary>
    /// <param name="reader">An open log, for instance one that is followed; it is disposed at the end.</param>
    /// <param name="options">How to assemble; null for the default.</param>
    /// <param name="clock">Times the silence after which finished mails are handed out; null for the system's.</param>
    /// <param name="cancellationToken">Ends the sequence with an <see cref="OperationCanceledException"/>.</param>
    public static async IAsyncEnumerable<Mail> CorrelateAsync(
        this MailLogReader reader, CorrelatorOptions? options, TimeProvider? clock = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        if (reader is null)
            throw new ArgumentNullException(nameof(reader));
        using (reader)
        {
            var correlator = new MailCorrelator(options);
            var ready = new Queue<Mail>();
            correlator.Mails.Subscribe(ready.Enqueue);
            while (true)
            {
                ValueTask<bool> next = reader.ReadAsync(cancellationToken);
                bool hasLine;
                if (next.IsCompleted)
                {
                    hasLine = await next.ConfigureAwait(false);
                }
                else
                {
                    Task<bool> reading = next.AsTask();
                    using var idle = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
                    if (await Task.WhenAny(reading, (clock ?? TimeProvider.System).Delay(IdleTime, idle.Token)).ConfigureAwait(false) != reading)
                    {
                        correlator.Flush();
                        while (ready.Count > 0)
                            yield return ready.Dequeue();
                    }
                    hasLine = await reading.ConfigureAwait(false);
#if NETSTANDARD2_0
                    idle.Cancel();
#else
                    await idle.CancelAsync().ConfigureAwait(false);
#endif
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
    }
}
