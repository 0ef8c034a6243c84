using BenchmarkDotNet.Attributes;
using MailLog.Parsing;

namespace MailLog.Benchmarks;

/// <summary>Scope Event: every line read and typed, the fields of the common events touched. Per line.</summary>
[MemoryDiagnoser]
public class EventBenchmarks
{
    private const int Lines = 200_000;
    private static readonly byte[] Log = Traffic.Make(Lines);

    /// <summary>Read and typed; no field is looked at.</summary>
    [Benchmark(OperationsPerInvoke = Lines)]
    public int Read()
    {
        using var reader = MailLogReader.Open(new MemoryStream(Log));
        int known = 0;
        while (reader.Read())
            if (reader.Line.Kind > EventKind.Unknown)
                known++;
        return known;
    }

    /// <summary>What a program that counts bounces by relay does.</summary>
    [Benchmark(OperationsPerInvoke = Lines)]
    public int Fields()
    {
        using var reader = MailLogReader.Open(new MemoryStream(Log));
        int sum = 0;
        while (reader.Read())
        {
            if (reader.TryGet(out DeliveryEvent delivery))
                sum += delivery.QueueId.Length + delivery.Recipient.Length + delivery.Relay.Host.Length + (int)delivery.Status + delivery.Response.Length;
            else if (reader.TryGet(out QueueActiveEvent active))
                sum += active.QueueId.Length + active.Sender.Length + (int)(active.Size ?? 0);
            else if (reader.TryGet(out VerdictEvent verdict))
                sum += verdict.Code + verdict.Sender.Length + verdict.Recipient.Length;
        }
        return sum;
    }
}
