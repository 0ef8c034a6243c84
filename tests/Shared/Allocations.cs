using Xunit;

namespace MailLog.Tests;

/// <summary>What code allocates; only for tests that run alone (<see cref="AloneCollection"/>).</summary>
internal static class Allocations
{
    private const int Pairs = 24;

    /// <summary>The second run deals with twice as many lines as the first, and allocates not one byte more, on the thread that runs it.</summary>
    /// <remarks>
    /// While the runtime compiles hot code anew it allocates now and then, too, so one of several pairs of runs must be even; what is allocated per line, or per block of lines, shows in all.
    /// </remarks>
    /// <param name="once">Tells how many lines there were.</param>
    /// <param name="twice">The same over twice as many.</param>
    public static void AssertSame(Func<long> once, Func<long> twice) => AssertSame(once, twice, GC.GetAllocatedBytesForCurrentThread, 0);

    /// <summary>The same on whichever thread. What is left of a thread's chunk of the heap counts or not, as it comes, so this can only show what is allocated once a block.</summary>
    /// <param name="once">Tells how many lines there were.</param>
    /// <param name="twice">The same over twice as many.</param>
    /// <param name="blocks">How many blocks of lines the second has more, at the least.</param>
    public static void AssertSameOnAllThreads(Func<long> once, Func<long> twice, int blocks)
    {
        const int LeastObject = 24;
        AssertSame(once, twice, OnAllThreads, blocks * LeastObject - 1);
    }

    private static void AssertSame(Func<long> once, Func<long> twice, Func<long> allocated, long noise)
    {
        Assert.Equal(2 * once(), twice());
        var more = new List<long>();
        do
        {
            long few = Measure(once, allocated);
            more.Add(Measure(twice, allocated) - few);
        }
        while (more.Count < Pairs && Math.Abs(more[^1]) > noise);
        Assert.True(Math.Abs(more[^1]) <= noise, "Bytes more for twice as many lines: " + string.Join(", ", more));
    }

    /// <summary>Bytes allocated per line, the least of several measurements.</summary>
    public static double PerLine(Func<long> once, Func<long> twice)
    {
        long lines = twice() - once(), few = long.MaxValue, many = long.MaxValue;
        for (int i = 0; i < 3; i++)
        {
            few = Math.Min(few, Measure(once, OnAllThreads));
            many = Math.Min(many, Measure(twice, OnAllThreads));
        }
        return (double)(many - few) / lines;
    }

    private static long OnAllThreads() => GC.GetTotalAllocatedBytes(precise: true);

    private static long Measure(Func<long> run, Func<long> allocated)
    {
        long before = allocated();
        run();
        return allocated() - before;
    }
}
