namespace MailLog.Benchmarks;

/// <summary>A log of our own making, the same for the same seed: the lines of many mails at once, interleaved as a busy host's are.</summary>
/// <remarks>
/// What happens to a connection or a mail is a script: a method that logs a line, then yields how many seconds pass until its next one. A mail in the queue yields
/// <see cref="Queued"/> instead. So many mails as asked for wait there; for each that comes, one of them goes on. Log time follows from the number of
/// connections a second, so that more open mails make longer waits, not more lines a second.
/// </remarks>
internal abstract class Traffic
{
    /// <summary>The mail waits in the queue until one of those that came later pushes it out.</summary>
    protected const double Queued = double.PositiveInfinity;

    /// <summary>How many mails wait in the queue when nothing else is said.</summary>
    public const int DefaultOpen = 100;

    private static readonly long Start = new DateTimeOffset(2026, 11, 18, 0, 0, 0, TimeSpan.Zero).ToUnixTimeSeconds() * 1_000_000;

    private readonly PriorityQueue<IEnumerator<double>, long> _running = new();
    private readonly List<IEnumerator<double>> _queue = [];
    private readonly LineWriter _lines;
    private readonly int _open;
    private int _ids;

    protected Traffic(LineWriter lines, int open, int seed)
    {
        _lines = lines;
        _open = open;
        Random = new Random(seed);
        Names = new Names(Random);
    }

    protected Random Random { get; }

    protected Names Names { get; }

    /// <summary>Microseconds since 1970.</summary>
    protected long Now { get; private set; } = Start;

    /// <summary>New connections a second.</summary>
    protected abstract double Rate { get; }

    /// <summary>As many lines, exactly.</summary>
    public static byte[] Make(TrafficKind kind, int lines, int open = DefaultOpen)
    {
        var log = new MemoryStream(lines * 160);
        Write(log, kind, lines, long.MaxValue, open);
        return log.ToArray();
    }

    /// <summary>Writes until there are enough lines or bytes.</summary>
    /// <returns>How many lines there are.</returns>
    public static long Write(Stream output, TrafficKind kind, long maxLines, long maxBytes, int open = DefaultOpen, int seed = 42)
    {
        var lines = new LineWriter(output, kind.Framing, kind.System == TrafficSystem.Pmg ? "pmg1" : "mx1");
        Traffic traffic = kind.System switch
        {
            TrafficSystem.Postfix => new PostfixTraffic(lines, open, seed),
            TrafficSystem.Pmg => new PmgTraffic(lines, open, seed),
            _ => new QmailTraffic(lines, open, seed, throughSplogger: kind.Framing != TrafficFraming.Tai64n),
        };
        traffic.Run(() => lines.Lines >= maxLines || lines.Bytes >= maxBytes);
        lines.Flush();
        return lines.Lines;
    }

    /// <summary>The script of one connection.</summary>
    protected abstract IEnumerable<double> Connection();

    /// <summary>Lets another script run beside this one.</summary>
    protected void Begin(IEnumerable<double> script) => _running.Enqueue(script.GetEnumerator(), Now + Moment());

    /// <summary>Logs a line.</summary>
    /// <returns>A moment, to be yielded.</returns>
    protected double Log(string program, int pid, string message)
    {
        _lines.Write(Now, program, pid, message);
        return Moment() / 1e6;
    }

    protected bool Chance(double probability) => Random.NextDouble() < probability;

    /// <summary>A number for every call: unique ids are made of it.</summary>
    protected int NextId() => _ids++;

    private void Run(Func<bool> isEnough)
    {
        double nextConnection = Now;
        while (!isEnough())
        {
            if (_running.TryPeek(out IEnumerator<double>? script, out long at) && at <= nextConnection)
                _running.Dequeue();
            else
            {
                script = Connection().GetEnumerator();
                at = (long)nextConnection;
                nextConnection -= Math.Log(1 - Random.NextDouble()) / Rate * 1e6;
            }
            Now = at;
            Step(script);
        }
    }

    private void Step(IEnumerator<double> script)
    {
        if (!script.MoveNext())
            return;
        if (script.Current != Queued)
        {
            _running.Enqueue(script, Now + (long)(script.Current * 1e6));
            return;
        }
        _queue.Add(script);
        if (_queue.Count <= _open)
            return;
        int i = Random.Next(_queue.Count);
        _running.Enqueue(_queue[i], Now + Moment());
        _queue[i] = _queue[^1];
        _queue.RemoveAt(_queue.Count - 1);
    }

    /// <summary>Microseconds between two lines of one script.</summary>
    private int Moment() => Random.Next(200, 60_000);
}
