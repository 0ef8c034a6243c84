using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Correlates the logs of many hosts on several threads: each host for itself, as if its log were read alone.</summary>
/// <remarks>
/// <para>For merged logs of many hosts on a machine with several cores. What comes out is what a <see cref="MailCorrelator"/> of its own says of each host's lines, and does not depend on
/// the number of threads. What crosses hosts does not exist here: a mail that qpsmtpd on one host handed to Postfix on another is two mails, where one correlator for all makes it one. Graces
/// run on a host's own lines and time, and the bounds of <see cref="CorrelatorOptions"/> hold for each host.</para>
/// <para>Lines without a host count as those of one more; beyond 1,000 hosts, all further ones share a correlator, so that invented names fill no memory.</para>
/// <para>Everything is pushed on the thread that feeds, some thousand lines after the line it was decided at, in the order of those lines. Not safe for several threads at once.</para>
/// </remarks>
public sealed class ShardedCorrelator
{
    private const int MaxHosts = 1000;

    /// <summary>Many enough that handing them over costs nothing, few enough that they stay near the processor.</summary>
    private const int LinesATurn = 4096;

    private readonly CorrelatorOptions? _options;
    private readonly int _threads;
    private readonly Streams _streams = new();
    private readonly Utf8Table<HostShard> _byHost = new();
    private readonly List<HostShard> _working = [];

    /// <summary>Made anew for each, as a meter may be counting on another thread.</summary>
    private HostShard[] _hosts = [];
    private Task _work = Task.CompletedTask;
    private HostShard? _others;
    private long _sequence;
    private int _waiting, _next;
    private bool _completed;

    /// <summary>A correlator.</summary>
    /// <param name="threads">How many threads correlate; null for as many as the machine has cores.</param>
    /// <param name="options">How to assemble each host's mails; null for the default.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is to be no thread, a bound is not positive, or the grace is negative.</exception>
    public ShardedCorrelator(int? threads = null, CorrelatorOptions? options = null)
    {
        if (threads < 1)
            throw new ArgumentOutOfRangeException(nameof(threads), "At least one thread has to correlate.");
        (options ?? CorrelatorOptions.Default).Check();
        _threads = threads ?? Environment.ProcessorCount;
        // One set of numbers for all hosts.
        _options = options is null ? null : options with { Meter = null };
        if (options?.Meter is { } meter)
            CorrelatorMetrics.Tell(meter, Sum);
    }

    /// <inheritdoc cref="MailCorrelator.Mails"/>
    /// <remarks>Subscribe to this and to the other streams before the first line is fed.</remarks>
    public MailStream<Mail> Mails => _streams.Mails;

    /// <inheritdoc cref="MailCorrelator.Changes"/>
    public MailStream<Mail> Changes => _streams.Changes;

    /// <inheritdoc cref="MailCorrelator.Sessions"/>
    public MailStream<SmtpSession> Sessions => _streams.Sessions;

    /// <inheritdoc cref="MailCorrelator.Verdicts"/>
    public MailStream<Verdict> Verdicts => _streams.Verdicts;

    /// <inheritdoc cref="MailCorrelator.Dialogues"/>
    public MailStream<SmtpDialogue> Dialogues => _streams.Dialogues;

    /// <summary>How many hosts have a correlator of their own so far, with the lines without a host as one.</summary>
    public int Hosts => _byHost.Count;

    /// <inheritdoc cref="MailCorrelator.Probes"/>
    /// <remarks>Of the lines that were correlated: some thousand may wait.</remarks>
    public long Probes => Sum(correlator => correlator.Probes);

    /// <inheritdoc cref="MailCorrelator.InseparableProcesses"/>
    public int InseparableProcesses => (int)Sum(correlator => correlator.InseparableProcesses);

    /// <inheritdoc cref="MailCorrelator.Process"/>
    public void Process(params MailLogReader[] readers)
    {
        using var merge = new MailLogMerge(readers);
        while (merge.Read())
            Feed(merge.Line);
        Complete();
    }

    /// <summary>Takes one line; it is copied, and correlated together with others that follow.</summary>
    /// <param name="line">Any line; it is not kept.</param>
    /// <exception cref="InvalidOperationException">The correlator is complete, or the line is no longer valid.</exception>
    public void Feed(LogLine line)
    {
        if (_completed)
            throw new InvalidOperationException("The correlator is complete: use a new one for further lines.");
        Find(line.Host).Add(line, ++_sequence);
        if (++_waiting == LinesATurn)
            Turn();
    }

    /// <inheritdoc cref="MailCorrelator.Flush()"/>
    public void Flush()
    {
        Drain();
        foreach (HostShard host in _hosts)
            host.Correlator.Flush();
        Push();
    }

    /// <inheritdoc cref="MailCorrelator.Complete"/>
    /// <remarks>What is still open is told host by host, in the order in which the hosts were first met.</remarks>
    public void Complete()
    {
        if (_completed)
            return;
        Drain();
        Run(_hosts, host => host.Correlator.Complete());
        foreach (HostShard host in _hosts)
            PushAll(host.Pushed);
        _completed = true;
        _streams.Complete();
    }

    private HostShard Find(Utf8Text name)
    {
        if (_byHost.TryGetValue(name.Bytes, out HostShard? known))
            return known!;
        if (_byHost.Count >= MaxHosts)
            return _others ??= Add();
        HostShard added = Add();
        _byHost[name] = added;
        return added;
    }

    private HostShard Add()
    {
        var host = new HostShard(_options, _streams);
        _hosts = [.. _hosts, host];
        return host;
    }

    private long Sum(Func<MailCorrelator, long> number) => _hosts.Sum(host => number(host.Correlator));

    /// <summary>Correlates and pushes all that waits.</summary>
    private void Drain()
    {
        Turn();
        Turn();
    }

    /// <summary>Pushes what came of the lines of the turn before, and has those that wait now worked on.</summary>
    private void Turn()
    {
        _work.GetAwaiter().GetResult();
        Push();
        _working.Clear();
        foreach (HostShard host in _hosts)
        {
            if (host.IsBusy)
                _working.Add(host);
            host.Turn();
        }
        _waiting = 0;
        _work = _working.Count == 0 ? Task.CompletedTask : Task.Run(() => Run(_working, host => host.Correlate()));
    }

    /// <summary>Hosts differ in how much they log, so each thread takes the next when it is done with one.</summary>
    private void Run(IReadOnlyList<HostShard> hosts, Action<HostShard> work)
    {
        _next = -1;
        Parallel.For(0, Math.Min(_threads, hosts.Count), _ =>
        {
            while (Interlocked.Increment(ref _next) is int next && next < hosts.Count)
                work(hosts[next]);
        });
    }

    private void Push()
    {
        var pushed = new List<Pushed>();
        foreach (HostShard host in _hosts)
        {
            pushed.AddRange(host.Pushed);
            host.Pushed.Clear();
        }
        // A line is of one host, and the sort is stable, so equal numbers stay in their order.
        PushAll(pushed.OrderBy(p => p.Sequence));
    }

    private static void PushAll(IEnumerable<Pushed> pushed)
    {
        foreach (Pushed one in pushed)
            one.Push();
    }
}
