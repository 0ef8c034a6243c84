namespace MailLog.Cli;

/// <summary>How long deliveries took, from a mail's arrival in the queue.</summary>
/// <remarks>Kept as counts in forty steps a decade: a percentile is right to 3 %, from a millisecond on. The longest is exact.</remarks>
internal sealed class DelayHistogram
{
    private const int StepsPerDecade = 40, Decades = 11;
    private const double Least = 0.001;

    /// <summary>Upper bounds of the bars in seconds, and what they are called.</summary>
    private static readonly (double Bound, string Name)[] Bars =
    [
        (0.1, "up to 0.1 s"), (1, "up to 1 s"), (10, "up to 10 s"), (60, "up to 1 min"), (600, "up to 10 min"), (3600, "up to 1 h"), (6 * 3600, "up to 6 h"), (86400, "up to 1 day"),
        (double.PositiveInfinity, "longer"),
    ];

    private readonly long[] _steps = new long[StepsPerDecade * Decades];
    private readonly long[] _bars = new long[Bars.Length];

    /// <summary>How many deliveries.</summary>
    public long Count { get; private set; }

    public double Longest { get; private set; }

    public void Add(double seconds)
    {
        if (!(seconds >= 0))
            return;
        Count++;
        Longest = Math.Max(Longest, seconds);
        _steps[StepOf(seconds)]++;
        int bar = 0;
        while (seconds > Bars[bar].Bound)
            bar++;
        _bars[bar]++;
    }

    /// <summary>The time within which a part of the deliveries was made, 0.5 for the median.</summary>
    public double Percentile(double part)
    {
        long wanted = (long)Math.Ceiling(part * Count);
        for (int i = 0; i < _steps.Length; i++)
            if ((wanted -= _steps[i]) <= 0)
                return i == 0 ? 0 : Math.Min(Longest, Least * Math.Pow(10, (i + 0.5) / StepsPerDecade));
        return Longest;
    }

    /// <summary>The bars, without those behind the longest delay.</summary>
    public IEnumerable<(string Name, long Count)> Read()
    {
        int last = Array.FindLastIndex(_bars, c => c > 0);
        for (int i = 0; i <= last; i++)
            yield return (Bars[i].Name, _bars[i]);
    }

    private static int StepOf(double seconds) => seconds <= Least ? 0 : Math.Min(StepsPerDecade * Decades - 1, (int)(Math.Log10(seconds / Least) * StepsPerDecade));
}
