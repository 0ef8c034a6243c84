using BenchmarkDotNet.Attributes;
using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Benchmarks;

/// <summary>How far the work goes, from lines to mails, for every system and framing. All figures are per line, and of one thread; a reader that reads ahead needs two, and less time.</summary>
[Config(typeof(ScopeConfig))]
public class ScopeBenchmarks
{
    private byte[] _log = [];

    public static IEnumerable<string> Logs => TrafficKind.All.Select(kind => kind.ToString());

    [ParamsSource(nameof(Logs))]
    public string Log { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _log = ScopeConfig.Make(Log);

    private MailLogReader Open()
    {
        MailLogReader reader = MailLogReader.Open(new MemoryStream(_log));
        reader.IsAhead = false;
        reader.Threads = 1;
        return reader;
    }

    /// <summary>Read, and cut into lines.</summary>
    [Benchmark(OperationsPerInvoke = ScopeConfig.Lines)]
    public long Line()
    {
        var scan = new LineScan(new MemoryStream(_log));
        long sum = 0;
        while (scan.TryRead(out ReadOnlySpan<byte> line))
            sum += line.Length;
        return sum;
    }

    /// <summary>And time, host, program and process id of each.</summary>
    [Benchmark(OperationsPerInvoke = ScopeConfig.Lines)]
    public long Header()
    {
        var scan = new LineScan(new MemoryStream(_log));
        long sum = 0;
        while (scan.TryRead(out ReadOnlySpan<byte> line))
            if (scan.TryReadHeader(line, out LineHeader header))
                sum += header.ProcessId + header.ProgramLength;
        return sum;
    }

    /// <summary>And typed, with all fields found; none is looked at.</summary>
    [Benchmark(OperationsPerInvoke = ScopeConfig.Lines)]
    public int Event()
    {
        using MailLogReader reader = Open();
        int known = 0;
        while (reader.Read())
            if (reader.Line.Kind > EventKind.Unknown)
                known++;
        return known;
    }

    /// <summary>And the fields looked at that most programs ask for.</summary>
    [Benchmark(OperationsPerInvoke = ScopeConfig.Lines)]
    public int Fields()
    {
        using MailLogReader reader = Open();
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

    /// <summary>From bytes to mail objects; their outcome is looked at.</summary>
    [Benchmark(OperationsPerInvoke = ScopeConfig.Lines)]
    public int Mail()
    {
        using MailLogReader reader = Open();
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
