using BenchmarkDotNet.Running;
using MailLog.Benchmarks;

// "quick FILE…" times whole reads without the harness: for a look at a change, not for a table.
switch (args.FirstOrDefault())
{
    case "quick":
        QuickRun.Run(args[1..]);
        return 0;
    case "generate":
        return GenerateCommand.Run(args[1..]);
    default:
        BenchmarkSwitcher.FromAssembly(typeof(GenerateCommand).Assembly).Run(args);
        return 0;
}
