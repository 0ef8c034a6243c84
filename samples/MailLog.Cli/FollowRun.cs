using System.Diagnostics;
using System.Runtime.InteropServices;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>Reads logs as they are written, across their rotations, until somebody stops it (Ctrl+C, SIGTERM) or nothing more can come.</summary>
internal static class FollowRun
{
    /// <summary>So many lines of one log before another one's turn comes.</summary>
    private const int LinesATurn = 1000;

    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(1);

    /// <summary>Hands on each mail when it is complete: its grace also ends by the clock. What is finished at the stop is handed on, too.</summary>
    /// <param name="inputs">The logs.</param>
    /// <param name="options">How to assemble.</param>
    /// <param name="take">Gets each mail; false: enough.</param>
    /// <param name="idle">Called when there is nothing to read for now.</param>
    public static void Mails(Inputs inputs, CorrelatorOptions options, Func<Mail, bool> take, Action idle)
    {
        var correlator = new MailCorrelator(options);
        bool goOn = true;
        // What the observer throws would be held back until the end, which may never come.
        var ready = new List<Mail>();
        correlator.Mails.Subscribe(ready.Add);
        DateTimeOffset? latest = null;
        long sinceLatest = 0;
        bool hasEnded = Lines(inputs, line =>
        {
            correlator.Feed(line);
            if (line.HasTime && !(line.Time < latest))
                (latest, sinceLatest) = (line.Time, Stopwatch.GetTimestamp());
            return HandOn();
        }, () =>
        {
            // Time goes on in the log as by the clock, though nobody writes.
            if (latest is { } time)
                correlator.Pass(options.GraceLines + 1L, time + Stopwatch.GetElapsedTime(sinceLatest));
            HandOn();
            idle();
            return goOn;
        });
        if (hasEnded)
            correlator.Complete();
        else if (goOn)
            correlator.Flush();
        HandOn();

        bool HandOn()
        {
            foreach (Mail mail in ready)
                goOn = goOn && take(mail);
            ready.Clear();
            return goOn;
        }
    }

    /// <summary>Hands on each line.</summary>
    /// <param name="inputs">The logs.</param>
    /// <param name="take">Gets each line; false: enough.</param>
    /// <param name="idle">Called every second while there is nothing to read; false: enough.</param>
    /// <returns>All inputs came to their ends, which files never do.</returns>
    public static bool Lines(Inputs inputs, Func<LogLine, bool> take, Func<bool> idle) => LinesAsync(inputs, take, idle).GetAwaiter().GetResult();

    private static async Task<bool> LinesAsync(Inputs inputs, Func<LogLine, bool> take, Func<bool> idle)
    {
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            signal.Cancel = true;
            stop.Cancel();
        }
        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        var stopped = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenRegistration stopping = stop.Token.Register(() => stopped.SetResult(false));

        List<MailLogReader> readers = inputs.Follow();
        List<Task<bool>> reads = [.. readers.Select(r => r.ReadAsync(stop.Token).AsTask())];
        bool isIdle = false;
        while (readers.Count > 0)
        {
            Task first = await Task.WhenAny([.. reads, stopped.Task, Task.Delay(isIdle ? Tick : TimeSpan.Zero, CancellationToken.None)]).ConfigureAwait(false);
            if (first == stopped.Task || stop.IsCancellationRequested)
                return false;
            int at = reads.FindIndex(r => r.IsCompleted);
            isIdle = at < 0;
            if (isIdle)
            {
                if (!idle())
                    return false;
                continue;
            }
            (MailLogReader reader, bool hasLine) = (readers[at], await TryAsync(inputs, readers[at], reads[at]).ConfigureAwait(false));
            ValueTask<bool> next = default;
            for (int lines = 0; hasLine; lines++)
            {
                if (!take(reader.Line))
                    return false;
                next = reader.ReadAsync(stop.Token);
                if (lines == LinesATurn || !next.IsCompletedSuccessfully)
                    break;
                hasLine = next.Result;
                next = default;
            }
            // Each in turn: what was read goes to the end.
            readers.RemoveAt(at);
            reads.RemoveAt(at);
            if (hasLine)
            {
                readers.Add(reader);
                reads.Add(next.AsTask());
            }
            else
            {
                reader.Dispose();
            }
        }
        return true;
    }

    private static async Task<bool> TryAsync(Inputs inputs, MailLogReader reader, Task<bool> read)
    {
        try
        {
            return await read.ConfigureAwait(false);
        }
        catch (Exception error) when (Inputs.IsOfInput(error))
        {
            inputs.Fail(reader.Source, Inputs.Reason(reader.Source, error, "log"));
            return false;
        }
    }
}
