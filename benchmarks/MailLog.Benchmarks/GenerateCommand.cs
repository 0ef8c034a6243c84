using System.Diagnostics;
using System.Globalization;

namespace MailLog.Benchmarks;

/// <summary><c>generate postfix|pmg|qmail MEGABYTES FILE [--framing rfc3164|rfc3339|rfc5424|tai64n] [--open N] [--seed N]</c></summary>
internal static class GenerateCommand
{
    private const string Usage = "usage: generate postfix|pmg|qmail MEGABYTES FILE [--framing rfc3164|rfc3339|rfc5424|tai64n] [--open N] [--seed N]";

    public static int Run(string[] args)
    {
        if (args.Length < 3 || args.Length % 2 == 0 || !Enum.TryParse(args[0], ignoreCase: true, out TrafficSystem system)
            || !double.TryParse(args[1], CultureInfo.InvariantCulture, out double megabytes))
            return Misused();
        TrafficFraming framing = system == TrafficSystem.Qmail ? TrafficFraming.Tai64n : TrafficFraming.Rfc3164;
        int open = Traffic.DefaultOpen, seed = 42;
        for (int i = 3; i < args.Length; i += 2)
        {
            bool isUnderstood = args[i] switch
            {
                "--framing" => Enum.TryParse(args[i + 1], ignoreCase: true, out framing),
                "--open" => int.TryParse(args[i + 1], out open),
                "--seed" => int.TryParse(args[i + 1], out seed),
                _ => false,
            };
            if (!isUnderstood)
                return Misused();
        }
        var kind = new TrafficKind(system, framing);
        if (!TrafficKind.All.Contains(kind))
            return Misused();
        long start = Stopwatch.GetTimestamp();
        using var file = new FileStream(args[2], FileMode.Create, FileAccess.Write, FileShare.Read, bufferSize: 0);
        long lines = Traffic.Write(file, kind, long.MaxValue, (long)(megabytes * 1e6), open, seed);
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{args[2]}: {kind}, {lines:N0} lines in {Stopwatch.GetElapsedTime(start).TotalSeconds:F1} s"));
        return 0;
    }

    private static int Misused()
    {
        Console.Error.WriteLine(Usage);
        return 2;
    }
}
