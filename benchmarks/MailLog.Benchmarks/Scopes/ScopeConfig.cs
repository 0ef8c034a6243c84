using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using Perfolizer.Horology;

namespace MailLog.Benchmarks;

/// <summary>How the scopes are measured and shown: short runs; fewer warm-ups and some are measured before hot code is compiled anew; ns and bytes per line, and MB/s.</summary>
public sealed class ScopeConfig : ManualConfig
{
    /// <summary>About 30 MB: far beyond the caches.</summary>
    public const int Lines = 200_000;

    public ScopeConfig()
    {
        // What an empty call costs is nothing beside 200,000 lines: it need not be measured.
        AddJob(Job.Default.WithWarmupCount(12).WithMinIterationCount(3).WithMaxIterationCount(6).WithIterationTime(TimeInterval.FromMilliseconds(150)).WithEvaluateOverhead(false));
        AddDiagnoser(MemoryDiagnoser.Default);
        AddColumn(new SpeedColumn());
        // A machine that is busy builds slowly.
        WithBuildTimeout(TimeSpan.FromMinutes(10));
        HideColumns("Median", "StdDev", "Gen0", "Gen1", "Gen2");
    }

    internal static byte[] Make(string log) => Traffic.Make(TrafficKind.All.First(kind => kind.ToString() == log), Lines);

    /// <summary>The mean as MB of log per second.</summary>
    private sealed class SpeedColumn : IColumn
    {
        private readonly Dictionary<string, double> _bytesPerLine = [];

        public string Id => "Speed";

        public string ColumnName => "MB/s";

        public bool AlwaysShow => true;

        public ColumnCategory Category => ColumnCategory.Statistics;

        public int PriorityInCategory => 0;

        public bool IsNumeric => true;

        public UnitType UnitType => UnitType.Dimensionless;

        public string Legend => "Log read per second, in millions of bytes";

        public bool IsAvailable(Summary summary) => true;

        public bool IsDefault(Summary summary, BenchmarkCase benchmarkCase) => false;

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase)
        {
            if (summary[benchmarkCase]?.ResultStatistics is not { } statistics)
                return "-";
            string log = (string)benchmarkCase.Parameters[nameof(ScopeBenchmarks.Log)];
            if (!_bytesPerLine.TryGetValue(log, out double bytes))
                _bytesPerLine[log] = bytes = (double)Make(log).Length / Lines;
            return (bytes / statistics.Mean * 1000).ToString("F0", CultureInfo.InvariantCulture);
        }

        public string GetValue(Summary summary, BenchmarkCase benchmarkCase, SummaryStyle style) => GetValue(summary, benchmarkCase);
    }
}
