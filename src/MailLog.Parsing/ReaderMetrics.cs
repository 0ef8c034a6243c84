using System.Diagnostics.Metrics;

namespace MailLog.Parsing;

/// <summary>What a reader tells a meter: counted by block, so that a line costs nothing more.</summary>
internal sealed class ReaderMetrics
{
    private readonly Counter<long> _lines, _events, _dropped;
#pragma warning disable CA2263 // the generic way is not in .NET Standard
    private readonly KeyValuePair<string, object?>[] _kinds = Array.ConvertAll(Enum.GetNames(typeof(EventKind)), name => new KeyValuePair<string, object?>("kind", char.ToLowerInvariant(name[0]) + name.Substring(1)));
#pragma warning restore CA2263
    private readonly long[] _counts;
    private readonly TimeProvider _clock;
    private readonly KeyValuePair<string, object?> _source;
    private long _last = long.MinValue, _droppedBytes;

    public ReaderMetrics(Meter meter, string source, TimeProvider clock)
    {
        _clock = clock;
        _counts = new long[_kinds.Length];
        _source = new KeyValuePair<string, object?>("source", source);
        _lines = meter.CreateCounter<long>("maillog.lines", "{line}", "Lines read.");
        _events = meter.CreateCounter<long>("maillog.events", "{event}", "Lines by what they say; the lines of no known form are unknown, those of other programs foreign.");
        _dropped = meter.CreateCounter<long>("maillog.dropped", "By", "Bytes dropped of lines that are longer than 65,535 bytes.");
        meter.CreateObservableGauge("maillog.lag", Lag, "s", "How far the time of the last line read is behind the clock.");
    }

    /// <summary>Counts the lines of a block that is about to be looked at.</summary>
    public void Count(LogBlock block)
    {
        if (block.Count == 0)
            return;
        for (int i = 0; i < block.Count; i++)
            _counts[(int)block.Lines[i].Kind]++;
        _lines.Add(block.Count, _source);
        for (int kind = 0; kind < _counts.Length; kind++)
        {
            if (_counts[kind] > 0)
                _events.Add(_counts[kind], _kinds[kind], _source);
            _counts[kind] = 0;
        }
        if (block.DroppedBytes > _droppedBytes)
            _dropped.Add(block.DroppedBytes - _droppedBytes, _source);
        _droppedBytes = block.DroppedBytes;
        Volatile.Write(ref _last, block.Lines[block.Count - 1].UtcTicks);
    }

    private IEnumerable<Measurement<double>> Lag()
    {
        long last = Volatile.Read(ref _last);
        return last == long.MinValue ? [] : [new Measurement<double>((_clock.GetUtcNow().UtcTicks - last) / (double)TimeSpan.TicksPerSecond, _source)];
    }
}
