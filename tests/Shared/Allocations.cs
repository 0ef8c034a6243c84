using Xunit;

namespace MailLog.Tests;

/// <summary>What code allocates, on whichever thread; only for tests that run alone (<see cref="AloneCollection"/>).</summary>
internal static class Allocations
{
    /// <summary>The second run deals with twice as many lines as the first, and allocates no more.</summary>
    /// <remarks>
    /// While the runtime compiles hot code anew it allocates now and then, too, and what is left of a thread's chunk of the heap counts or not, as it comes: a few dozen
    /// bytes up or down. So one of several pairs of runs must be even but for so much; one object for each of the second run's further blocks, of which there are sixteen or more, would be more, and
    /// show in all.
    /// </remarks>
    /// <param name="once">Tells how many lines there were.</param>
    /// <param name="twice">The same over twice as many.</param>
    public static void AssertSame(Func<long> once, Func<long> twice)
    {
        const int Pairs = 24, Noise = 256;
        Assert.Equal(2 * once(), twice());
        var more = new List<long>();
        do
        {
            long few = Measure(once);
            more.Add(Measure(twice) - few);
        }
        while (more.Count < Pairs && Math.Abs(more[^1]) > Noise);
        Assert.True(Math.Abs(more[^1]) <= Noise, "Bytes more for twice as many lines: " + string.Join(", ", more));
    }

    /// <summary>Bytes allocated per line, the least of several measurements.</summary>
    public static double PerLine(Func<long> once, Func<long> twice)
    {
        long lines = twice() - once(), few = long.MaxValue, many = long.MaxValue;
        for (int i = 0; i < 3; i++)
        {
            few = Math.Min(few, Measure(once));
            many = Math.Min(many, Measure(twice));
        }
        return (double)(many - few) / lines;
    }

    private static long Measure(Func<long> run)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        run();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }
}
