using System.Diagnostics;
using System.Globalization;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Benchmarks;

/// <summary>Whole reads of real files, the best of several: nanoseconds a line and bytes allocated a line.</summary>
internal static class QuickRun
{
    public static void Run(string[] files)
    {
        foreach (string file in files)
        {
            byte[] log = File.ReadAllBytes(file);
            Measure(file + " event", log, reader =>
            {
                long lines = 0;
                while (reader.Read())
                    lines++;
                return lines;
            });
            Measure(file + " mail", log, reader =>
            {
                var correlator = new MailCorrelator();
                long lines = 0, mails = 0;
                correlator.Mails.Subscribe(mail => mails += (int)mail.Outcome);
                while (reader.Read())
                {
                    correlator.Feed(reader.Line);
                    lines++;
                }
                correlator.Complete();
                return lines;
            });
        }
    }

    private static void Measure(string name, byte[] log, Func<MailLogReader, long> run)
    {
        double best = double.MaxValue, bytes = 0;
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < 7 || Stopwatch.GetElapsedTime(begin).TotalSeconds < 2; i++)
        {
            long allocated = GC.GetTotalAllocatedBytes(precise: true);
            long start = Stopwatch.GetTimestamp();
            using var reader = MailLogReader.Open(new MemoryStream(log));
            // Of one thread, so that what the steps cost can be told apart.
            reader.IsAhead = false;
            reader.Threads = 1;
            long lines = run(reader);
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / lines);
            bytes = (double)(GC.GetTotalAllocatedBytes(precise: true) - allocated) / lines;
        }
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name,-40} {best,8:F0} ns/line {bytes,8:F1} B/line"));
    }
}
