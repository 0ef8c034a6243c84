namespace MailLog.Correlation;

/// <summary>Ends the grace of finished mails by the clock while a live log waits for lines.</summary>
internal sealed class LiveGrace(MailCorrelator correlator, TimeSpan grace, TimeProvider clock)
{
    /// <summary>Without any grace there still is time for a read to be done: a log that is silent must not keep a processor busy.</summary>
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);

    private readonly TimeSpan _grace = grace > Shortest ? grace : Shortest;
    private long _mark = clock.GetTimestamp();
    private long _sequenceAtMark;

    /// <summary>Waits for a read, at most until mails may have become due.</summary>
    /// <returns>True when the read is done; false when mails were pushed, or might have been.</returns>
    public async Task<bool> WaitAsync(Task<bool> reading, CancellationToken cancellationToken)
    {
        TimeSpan rest = _grace - clock.GetElapsedTime(_mark);
        if (rest > TimeSpan.Zero)
        {
            using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            Task first = await Task.WhenAny(reading, clock.Delay(rest, waiting.Token)).ConfigureAwait(false);
#if NETSTANDARD2_0
            waiting.Cancel();
#else
            await waiting.CancelAsync().ConfigureAwait(false);
#endif
            if (first == reading)
                return true;
        }
        cancellationToken.ThrowIfCancellationRequested();
        // What was finished at the last mark has waited for the whole grace by now.
        correlator.Flush(_sequenceAtMark);
        _mark = clock.GetTimestamp();
        _sequenceAtMark = correlator.Sequence;
        return false;
    }
}
