using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>Assembles log lines into mails, and pushes each as soon as its story is over.</summary>
/// <remarks>
/// <para>Give it readers (<see cref="Process"/> merges them by time), or feed it line by line in about the order of time (<see cref="MailLogMerge"/> for several
/// logs). Everything is pushed on the thread that feeds. What is still open at <see cref="Complete"/> is pushed then, with what is missing; or it is kept for
/// another run (<see cref="SaveState"/>).</para>
/// <para>Time comes from the log: nothing here looks at a clock. Not safe for several threads at once.</para>
/// </remarks>
public sealed partial class MailCorrelator
{
    private readonly Dictionary<string, LogPosition> _positions = [];
    private readonly CorrelatorOptions _options;
    private readonly Streams _streams = new();
    private readonly OwnerHashes _owners = new();
    private readonly FoldPool _folds = new();
    private readonly LogClock _clock;
    private readonly MailTables _mails;
    private readonly SessionTable _sessions;
    private readonly PostfixAssembler _postfix;
    private readonly PmgAssembler _pmg;
    private readonly QpsmtpdAssembler _qpsmtpd;
    private readonly NeighbourAssembler _neighbours;
    private QmailAssembler? _qmail;
    private string? _source;
    private LogPosition _position;
    private byte[] _last = [];
    private int _lastLength;
    private long _sequence;

    /// <summary>The latest time of any line: what of qmail is tied together goes by times, and not by graces.</summary>
    private long _ticks;
    private bool _completed;

    /// <summary>A correlator.</summary>
    /// <param name="options">How to assemble; null for the default.</param>
    /// <exception cref="ArgumentOutOfRangeException">A bound is not positive, or the grace is negative.</exception>
    public MailCorrelator(CorrelatorOptions? options = null)
    {
        options ??= CorrelatorOptions.Default;
        options.Check();
        _options = options;
        _clock = new LogClock(options);
        _mails = new MailTables(options, Push);
        _sessions = new SessionTable(options);
        _postfix = new PostfixAssembler(options, _mails, _sessions, _streams);
        _pmg = new PmgAssembler(_mails);
        _qpsmtpd = new QpsmtpdAssembler(options, _mails, () => _qmail, _streams);
        _neighbours = new NeighbourAssembler(_mails);
        if (options.Meter is { } meter)
            CorrelatorMetrics.Tell(meter, number => number(this));
    }

    /// <summary>The mails, each pushed once, in the order in which their grace passed (those still open at the end: in the order in which they began); then the end.</summary>
    public MailStream<Mail> Mails => _streams.Mails;

    /// <summary>
    /// Open mails as they change: at each line of a mail, what is known of it so far. Much more is pushed than by <see cref="Mails"/>; what is pushed has the id of the
    /// mail that it will be, unless a filter's other end is still to be found.
    /// </summary>
    public MailStream<Mail> Changes => _streams.Changes;

    /// <summary>
    /// Sessions of Postfix smtpd(8) and of tcpserver or sslserver with qmail's servers, each once, when its grace has passed; with and without mails: probes, scans, refused clients. Sessions that began before
    /// somebody subscribed are not told, so subscribe before the first line is fed.
    /// </summary>
    public MailStream<SmtpSession> Sessions => _streams.Sessions;

    /// <summary>
    /// Decisions about mails and clients, each at its line; also those that make no mail, such as warnings. Those of a mail are in
    /// <see cref="Mail.Verdicts"/> as well.
    /// </summary>
    public MailStream<Verdict> Verdicts => _streams.Verdicts;

    /// <summary>
    /// What qpsmtpd and its clients said to each other, a dialogue for each connection, at its end. They are no part of a saved state: those that are open then are lost.
    /// </summary>
    public MailStream<SmtpDialogue> Dialogues => _streams.Dialogues;

    /// <summary>Address verification probes (and <c>sendmail -bv</c> reports) completed so far: they look like mails in the log, and are none.</summary>
    public long Probes { get; private set; }

    /// <summary>
    /// How many processes of qpsmtpd served several connections at once (qpsmtpd-async) so far: what they logged cannot be taken apart, and makes no mails.
    /// </summary>
    public int InseparableProcesses => _qpsmtpd.Inseparable;

    /// <summary>Reads sources to their ends, merged by time (<see cref="MailLogMerge"/>), and completes.</summary>
    /// <param name="readers">Readers that were not read yet, in any order; they are disposed at the end.</param>
    /// <exception cref="InvalidOperationException">The correlator is complete.</exception>
    /// <exception cref="IOException">A source cannot be read. What was read before stays, the readers are disposed, and the correlator is not complete.</exception>
    /// <exception cref="InvalidDataException">A source's compressed data is damaged or cut off; the same holds.</exception>
    /// <exception cref="AggregateException">An action that was subscribed threw: see <see cref="Complete"/>.</exception>
    public void Process(params MailLogReader[] readers)
    {
        using var merge = new MailLogMerge(readers);
        while (merge.Read())
            Feed(merge.Line);
        Complete();
    }

    /// <summary>Takes one line.</summary>
    /// <param name="line">Any line; it is not kept. Foreign ones only move time and the count of lines; one that repeats the line before it, byte for byte, counts once.</param>
    /// <exception cref="InvalidOperationException">The correlator is complete, or the line is no longer valid.</exception>
    public void Feed(LogLine line)
    {
        if (_completed)
            throw new InvalidOperationException("The correlator is complete: use a new one for further lines.");
        string source = line.Source;
        if (!ReferenceEquals(_source, source))
        {
            NotePosition();
            _source = source;
        }
        _position = line.End;
        _sequence++;
        // A line works its time out each time it is asked: once is enough.
        DateTimeOffset time = _position.Time.GetValueOrDefault();
        if (line.HasHeader)
        {
            long ticks = time.UtcTicks;
            _clock.Tick(_sequence, ticks);
            _ticks = Math.Max(_ticks, ticks);
        }
        if (IsRepeated(line))
            return;
        switch (line.System)
        {
            case MailSystem.Postfix:
                _postfix.Feed(Context(line, time));
                break;
            case MailSystem.Pmg:
                _pmg.Feed(Context(line, time));
                break;
            case MailSystem.Qmail:
                Qmail.Feed(Context(line, time));
                break;
            case MailSystem.Qpsmtpd:
                _qpsmtpd.Feed(Context(line, time));
                break;
            case MailSystem.None:
                _qmail?.Remainder(line);
                break;
            case MailSystem.Neighbour:
                _neighbours.Feed(Context(line, time));
                break;
        }
        if (Changes.HasObservers)
            PushChange();
        EndDue();
    }

    /// <summary>
    /// Passes over lines that are not fed because they concern no mail that is asked for: as foreign lines, they move only time and the count of lines. For a search that
    /// has found the lines of few mails and need not parse the rest.
    /// </summary>
    /// <param name="lines">How many.</param>
    /// <param name="until">The latest time of any of them; null when it is not known.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    /// <exception cref="InvalidOperationException">The correlator is complete.</exception>
    public void Pass(long lines, DateTimeOffset? until)
    {
        if (lines < 0)
            throw new ArgumentOutOfRangeException(nameof(lines), "A number of lines is not negative.");
        if (_completed)
            throw new InvalidOperationException("The correlator is complete: use a new one for further lines.");
        if (lines == 0)
            return;
        // What repeats a line that was passed over repeats nothing that counted.
        _lastLength = 0;
        // Line by line as long as graces run, so that sessions and mails come to their ends in the order in which they would have.
        long end = _sequence + lines;
        for (long step = Math.Min(lines, (long)_options.GraceLines + 1); step > 0; step--)
        {
            _sequence++;
            EndDue();
        }
        _sequence = end;
        _clock.Pass(end, until?.UtcTicks);
        _ticks = Math.Max(_ticks, until?.UtcTicks ?? 0);
        EndDue();
    }

    /// <summary>
    /// Pushes every mail and session that is finished without waiting out its grace: for a live log that has fallen silent. Lines that come later begin mails of their
    /// own.
    /// </summary>
    public void Flush() => Flush(long.MaxValue);

    /// <summary>Made when something of qmail is logged: in most logs nothing is, and it would only take time at each line.</summary>
    private QmailAssembler Qmail => _qmail ??= new QmailAssembler(_options, _mails, _streams, _sequence);

    private void EndDue()
    {
        long ticks = _clock.Ticks;
        _postfix.CloseDue(_sequence, ticks);
        _qmail?.CloseDue(_sequence, _ticks);
        _mails.PushDue(_sequence, ticks);
    }

    internal long Pushed { get; private set; }

    internal long Evicted => _mails.Evicted;

    internal int OpenMails => _mails.OpenCount;

    internal int OpenSessions => _sessions.OpenCount;

    /// <summary>How many lines were fed.</summary>
    internal long Sequence => _sequence;

    /// <summary>Ends the grace of what was finished up to a line.</summary>
    internal void Flush(long sequence)
    {
        _postfix.CloseEnded(sequence);
        _qmail?.CloseEnded();
        _mails.PushFinished(sequence);
    }

    /// <summary>The end of the log: pushes what is finished, then what is still open, then the end. Further calls do nothing.</summary>
    /// <exception cref="AggregateException">
    /// An action that was subscribed threw earlier, and was called no more from then on; everybody else got everything. Who wants to know at once subscribes
    /// with an error action.
    /// </exception>
    public void Complete()
    {
        if (_completed)
            return;
        _postfix.Complete();
        _qmail?.Complete();
        _qpsmtpd.Complete();
        _mails.HandOvers.Complete();
        _mails.PushAll();
        _completed = true;
        _streams.Complete();
    }

    /// <summary>A transport that is not sure whether a line arrived sends it again: one that repeats the line before it, byte for byte, counts once.</summary>
    private bool IsRepeated(LogLine line)
    {
        ReadOnlySpan<byte> bytes = line.Bytes.Bytes;
        if (bytes.SequenceEqual(_last.AsSpan(0, _lastLength)))
            return true;
        if (_last.Length < bytes.Length)
            _last = new byte[Math.Max(512, bytes.Length)];
        bytes.CopyTo(_last);
        _lastLength = bytes.Length;
        return false;
    }

    private LineContext Context(LogLine line, DateTimeOffset time)
    {
        ulong host = _owners.Host(line.Host);
        _owners.Program(line.Program, out ulong program, out ulong instance);
        if (line.System is MailSystem.Postfix or MailSystem.Qmail)
            _qpsmtpd.NoteHost(host);
        return new LineContext(line, _sequence, time, host, program, instance);
    }

    private void PushChange()
    {
        if (_mails.Changed is { } open && !MailFold.IsProbe(open.Facts.Bytes))
            Changes.Push(new Mail(open.Facts.Bytes.ToArray(), _folds));
    }

    private void Push(OpenMail open)
    {
        if (MailFold.IsProbe(open.Facts.Bytes))
        {
            Probes++;
            return;
        }
        Pushed++;
        Mails.Push(new Mail(open.Facts.Bytes.ToArray(), _folds));
    }
}
