using BenchmarkDotNet.Attributes;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Benchmarks;

/// <summary>Scope Mail: from bytes to mail objects. Per line.</summary>
[MemoryDiagnoser]
public class MailBenchmarks
{
    private const int Lines = 200_000;
    private static readonly byte[] Log = Traffic.Make(Lines);

    [Benchmark(OperationsPerInvoke = Lines)]
    public int Mails()
    {
        using var reader = MailLogReader.Open(new MemoryStream(Log));
        var correlator = new MailCorrelator();
        int delivered = 0;
        correlator.Mails.Subscribe(mail =>
        {
            if (mail.Outcome == MailOutcome.Delivered)
                delivered++;
        });
        correlator.Process(reader);
        return delivered;
    }
}
