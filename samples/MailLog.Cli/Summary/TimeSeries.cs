namespace MailLog.Cli;

/// <summary>Counts of mails over time, by class of outcome. Starts with seconds, and takes wider steps as the span grows, so that there are never many.</summary>
internal sealed class TimeSeries
{
    private const int MaxSteps = 400;

    /// <summary>Each is a multiple of the one before; the calendar begins with a Monday, so that weeks do.</summary>
    private static readonly TimeSpan[] Widths =
    [
        TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6), TimeSpan.FromDays(1),
        TimeSpan.FromDays(7), TimeSpan.FromDays(28), TimeSpan.FromDays(364), TimeSpan.FromDays(3640), TimeSpan.FromDays(36400),
    ];

    private Dictionary<long, TimeStep> _steps = [];
    private int _width;
    private long _first = long.MaxValue, _last = long.MinValue;

    /// <summary>How long a step is.</summary>
    public TimeSpan Width => Widths[_width];

    public void Add(DateTimeOffset shown, OutcomeClass outcome, long recipients, long bytes)
    {
        long ticks = shown.Ticks;
        (_first, _last) = (Math.Min(_first, ticks), Math.Max(_last, ticks));
        while (Span(_width) > MaxSteps)
            Widen();
        TimeStep step = At(_steps, ticks / Width.Ticks);
        step.Mails[(int)outcome]++;
        step.Recipients += recipients;
        step.Bytes += bytes;
    }

    /// <summary>All steps from the first mail to the last, those without mail too.</summary>
    /// <param name="maxSteps">How many at most, from 2.</param>
    public (TimeSpan Width, IReadOnlyList<TimeStep> Steps) Read(int maxSteps)
    {
        if (_steps.Count == 0)
            return (Width, []);
        int width = _width;
        while (Span(width) > maxSteps && width < Widths.Length - 1)
            width++;
        Dictionary<long, TimeStep> wide = Merge(width);
        long step = Widths[width].Ticks, first = _first / step;
        var all = new TimeStep[_last / step - first + 1];
        for (int i = 0; i < all.Length; i++)
            all[i] = wide.GetValueOrDefault(first + i) ?? new TimeStep((first + i) * step);
        return (Widths[width], all);
    }

    private long Span(int width) => width == Widths.Length - 1 ? 0 : _last / Widths[width].Ticks - _first / Widths[width].Ticks + 1;

    private void Widen()
    {
        _steps = Merge(_width + 1);
        _width++;
    }

    private Dictionary<long, TimeStep> Merge(int width)
    {
        var wide = new Dictionary<long, TimeStep>();
        long ticks = Widths[width].Ticks;
        foreach (TimeStep step in _steps.Values)
            At(wide, step.Start / ticks, ticks).Add(step);
        return wide;
    }

    private TimeStep At(Dictionary<long, TimeStep> steps, long number) => At(steps, number, Width.Ticks);

    private static TimeStep At(Dictionary<long, TimeStep> steps, long number, long width)
    {
        if (!steps.TryGetValue(number, out TimeStep? step))
            steps.Add(number, step = new TimeStep(number * width));
        return step;
    }
}

/// <summary>The mails that came in during one step.</summary>
/// <param name="start">Ticks of the clock that is shown.</param>
internal sealed class TimeStep(long start)
{
    public long Start { get; } = start;

    /// <summary>By <see cref="OutcomeClass"/>.</summary>
    public long[] Mails { get; } = new long[OutcomeClasses.All.Count];

    public long Recipients { get; set; }

    public long Bytes { get; set; }

    public long Total => Mails.Sum();

    public void Add(TimeStep other)
    {
        for (int i = 0; i < Mails.Length; i++)
            Mails[i] += other.Mails[i];
        Recipients += other.Recipients;
        Bytes += other.Bytes;
    }
}
