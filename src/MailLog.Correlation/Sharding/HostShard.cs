using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>One host: its correlator, the lines that wait for it, and what came of the last ones.</summary>
/// <remarks>Filled by the thread that feeds while the lines of the turn before are worked on by another; <see cref="Turn"/> comes between.</remarks>
internal sealed class HostShard
{
    private Waiting _filling = new(), _working = new();
    private long _sequence;

    public HostShard(CorrelatorOptions? options, Streams streams)
    {
        Correlator = new MailCorrelator(options);
        Keep(streams.Mails, Correlator.Mails);
        Keep(streams.Changes, Correlator.Changes);
        Keep(streams.Sessions, Correlator.Sessions);
        Keep(streams.Verdicts, Correlator.Verdicts);
        Keep(streams.Dialogues, Correlator.Dialogues);
    }

    /// <summary>What was pushed, each with the number of the line that it was pushed at.</summary>
    public List<Pushed> Pushed { get; } = [];

    public MailCorrelator Correlator { get; }

    /// <summary>Lines wait.</summary>
    public bool IsBusy => _filling.Lines.Count > 0;

    /// <summary>Adds a line.</summary>
    /// <param name="line">A line of the host.</param>
    /// <param name="sequence">Its number among the lines of all hosts.</param>
    public void Add(LogLine line, long sequence)
    {
        _filling.Lines.Add(line);
        _filling.Sequences.Add(sequence);
    }

    /// <summary>What waits is to be worked on, and the memory of what was worked on is free again.</summary>
    public void Turn()
    {
        _working.Lines.Clear();
        _working.Sequences.Clear();
        (_filling, _working) = (_working, _filling);
    }

    /// <summary>Correlates the lines of this turn.</summary>
    public void Correlate()
    {
        for (int i = 0; i < _working.Lines.Count; i++)
        {
            _sequence = _working.Sequences[i];
            Correlator.Feed(_working.Lines[i]);
        }
    }

    /// <summary>Only what somebody asked for: correlators do less for streams without observers.</summary>
    private void Keep<T>(MailStream<T> asked, MailStream<T> stream)
    {
        if (asked.HasObservers)
            stream.Subscribe(value => Pushed.Add(new Pushed(_sequence, () => asked.Push(value))));
    }

    private sealed class Waiting
    {
        public readonly LogLineBuffer Lines = new();
        public readonly List<long> Sequences = [];
    }
}

/// <summary>Something that a host's correlator pushed, to be pushed on in the order of the lines.</summary>
internal readonly struct Pushed(long sequence, Action push)
{
    public readonly long Sequence = sequence;
    public readonly Action Push = push;
}
