using System.Text.RegularExpressions;
using BenchmarkDotNet.Attributes;

namespace MailLog.Benchmarks;

/// <summary>What people write today, to compare with: a StreamReader and generated expressions. It knows one kind of line, and trusts it.</summary>
[Config(typeof(ScopeConfig))]
public partial class RegexBenchmarks
{
    private const string Tail = @" (?<host>\S+) (?<program>[^\s\[:]+)(?:\[(?<pid>\d+)\])?: (?:(?<id>[0-9A-Za-z]{6,23}): )?";

    private byte[] _log = [];
    private Regex _header = Rfc3164();

    public static IEnumerable<string> Logs => TrafficKind.All.Where(kind => kind.System == TrafficSystem.Postfix).Select(kind => kind.ToString());

    [ParamsSource(nameof(Logs))]
    public string Log { get; set; } = "";

    [GlobalSetup]
    public void Setup()
    {
        _log = ScopeConfig.Make(Log);
        _header = Log.EndsWith("3164", StringComparison.Ordinal) ? Rfc3164() : Log.EndsWith("3339", StringComparison.Ordinal) ? Rfc3339() : Rfc5424();
        if (DeliveryFields() == 0)
            throw new InvalidOperationException("The expressions match nothing.");
    }

    /// <summary>Program, process id and queue id of every line; the time stays text.</summary>
    [Benchmark(OperationsPerInvoke = ScopeConfig.Lines)]
    public int HeaderAndId()
    {
        using var reader = new StreamReader(new MemoryStream(_log));
        int sum = 0;
        while (reader.ReadLine() is { } line)
        {
            Match match = _header.Match(line);
            if (match.Success)
                sum += match.Groups["program"].Value.Length + match.Groups["pid"].Value.Length + match.Groups["id"].Value.Length;
        }
        return sum;
    }

    /// <summary>And the common fields of the lines that are deliveries.</summary>
    [Benchmark(OperationsPerInvoke = ScopeConfig.Lines)]
    public int DeliveryFields()
    {
        using var reader = new StreamReader(new MemoryStream(_log));
        int deliveries = 0;
        while (reader.ReadLine() is { } line)
        {
            Match header = _header.Match(line);
            if (!header.Groups["id"].Success)
                continue;
            Match delivery = Delivery().Match(line, header.Length);
            if (delivery.Success && delivery.Groups["to"].Value.Length + delivery.Groups["relay"].Value.Length + delivery.Groups["status"].Value.Length + delivery.Groups["response"].Value.Length > 0)
                deliveries++;
        }
        return deliveries;
    }

    [GeneratedRegex(@"^(?<time>\w{3} [ \d]\d \d\d:\d\d:\d\d)" + Tail, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Rfc3164();

    [GeneratedRegex(@"^(?<time>\d{4}-\d\d-\d\dT\S+)" + Tail, RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Rfc3339();

    [GeneratedRegex(@"^<\d+>1 (?<time>\S+) (?<host>\S+) (?<program>\S+) (?<pid>\S+) \S+ -  (?:(?<id>[0-9A-Za-z]{6,23}): )?", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Rfc5424();

    [GeneratedRegex(@"\Gto=<(?<to>.*?)>, (?:orig_to=<(?<orig>.*?)>, )?relay=(?<relay>\S+), (?:conn_use=\d+, )?delay=(?<delay>[\d.]+), delays=(?<delays>\S+), dsn=(?<dsn>[\d.]+), status=(?<status>\w+) \((?<response>.*)\)$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Delivery();
}
