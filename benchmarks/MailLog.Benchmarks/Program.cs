using BenchmarkDotNet.Running;
using MailLog.Benchmarks;

// "quick FILE…" times whole reads without the harness: for a look at a change, not for a table.
if (args.Length > 0 && args[0] == "quick")
    QuickRun.Run(args[1..]);
else
    BenchmarkSwitcher.FromAssembly(typeof(EventBenchmarks).Assembly).Run(args);
