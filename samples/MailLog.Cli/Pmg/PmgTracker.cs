using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>Gathers lines into sessions, queue files and filter runs, and prints each when nothing more is expected of it.</summary>
/// <remarks>The rules, when what is printed, are pmg-log-tracker's; docs/pmg.md says where they differ and why.</remarks>
internal sealed partial class PmgTracker(PmgOptions options, PmgPrinter printer)
{
    private readonly Dictionary<long, PmgSession> _sessions = [];
    private readonly PmgKeyTable<PmgQueueFile> _queueFiles = new();

    /// <summary>By message id.</summary>
    private readonly PmgKeyTable<PmgQueueFile> _unpaired = new();
    private readonly PmgKeyTable<PmgFilterRun> _filterRuns = new();
    private readonly Utf8Table<int> _hosts = new();
    private readonly bool _keepsLines = options.Verbose > 1;
    private readonly PmgSearch? _search = options.Search is null ? null : new PmgSearch(options.Search);
    private byte[] _hostName = [];

    /// <summary>Number of the host that logged the line.</summary>
    private int _host;
    private bool _isFound;
    private long _time;
    private int _number;

    /// <param name="line">A line within the window.</param>
    /// <param name="time">Its second.</param>
    /// <param name="place">Its place among the lines of that second.</param>
    /// <param name="number">Its number among the lines of the window.</param>
    public void Add(LogLine line, long time, long place, int number)
    {
        _time = printer.Time = time;
        _number = number;
        MailSystem system = line.System;
        if (system is not (MailSystem.Postfix or MailSystem.Pmg))
            return;
        _isFound = _search is not null && _search.IsIn(line.Bytes);
        SetHost(line.Host);
        ReadOnlySpan<byte> component = line.Component;
        if (system == MailSystem.Pmg)
        {
            if (component.SequenceEqual("pmg-smtp-filter"u8))
                AddFilter(line);
            return;
        }
        switch (component.Length)
        {
            case 4 when component.SequenceEqual("qmgr"u8):
                AddQueueManager(line);
                break;
            case 4 or 5 or 7 when IsDeliveryAgent(component):
                AddDelivery(line, isLmtp: component[0] == 'l' && component[1] == 'm');
                break;
            case 5 when component.SequenceEqual("smtpd"u8):
                AddServer(line, place);
                break;
            case 7 when component.SequenceEqual("cleanup"u8):
                AddCleanup(line);
                break;
            case 10 when component.SequenceEqual("postscreen"u8):
                AddPostscreen(line, place);
                break;
        }
    }

    /// <summary>Prints what is still open: queue files, then sessions, each by age.</summary>
    public void Finish()
    {
        foreach (PmgQueueFile file in _queueFiles.Entries.OrderBy(f => f.Order).ToList())
            printer.Print(file, file.Session);
        foreach (PmgSession session in _sessions.Values.OrderBy(s => s.Order).ToList())
            printer.Print(session);
    }

    public static bool IsDeliveryAgent(ReadOnlySpan<byte> component) => component.Length switch
    {
        4 => component.SequenceEqual("smtp"u8) || component.SequenceEqual("lmtp"u8) || component.SequenceEqual("pipe"u8),
        5 => component.SequenceEqual("local"u8) || component.SequenceEqual("error"u8) || component.SequenceEqual("retry"u8),
        7 => component.SequenceEqual("virtual"u8) || component.SequenceEqual("discard"u8),
        _ => false,
    };

    private void SetHost(ReadOnlySpan<byte> name)
    {
        if (_host > 0 && name.SequenceEqual(_hostName))
            return;
        ref int host = ref _hosts[name];
        if (host == 0)
            host = _hosts.Count;
        _hostName = name.ToArray();
        _host = host;
    }

    /// <summary>A process of a host.</summary>
    private static long KeyOf(int host, int processId) => (long)host << 32 | (uint)processId;

    private void Attach(PmgEntry entry, LogLine line)
    {
        entry.HasSearched |= _isFound;
        if (_keepsLines)
            entry.Lines.Add(_number, line.Bytes);
    }

    /// <summary>The queue file that a line starts with, or null.</summary>
    private PmgQueueFile? QueueFileOf(LogLine line)
    {
        ReadOnlySpan<byte> id = line.QueueId;
        if (id.IsEmpty || !line.Message.Bytes.StartsWith(id))
            return null;
        PmgQueueFile? file = _queueFiles.Find(_host, id);
        if (file is null)
            _queueFiles.Add(file = new PmgQueueFile(_host, id) { Order = _number }, file.Id);
        return file;
    }

    private PmgFilterRun? FindFilterRun(ReadOnlySpan<byte> id) => id.IsEmpty ? null : _filterRuns.Find(_host, id);

    private void Drop(PmgQueueFile file)
    {
        file.IsGone = true;
        _queueFiles.Remove(file, file.Id);
        if (!file.MessageId.IsEmpty)
            _unpaired.Remove(file, file.MessageId);
        if (file.Partner is not null)
            file.Partner.Partner = null;
        file.Partner = null;
    }

    private void Drop(PmgFilterRun? run)
    {
        if (run is not null)
            _filterRuns.Remove(run, run.Id);
    }

    private void PrintAndDrop(PmgQueueFile file, PmgSession? session)
    {
        printer.Print(file, session);
        Drop(file);
        // A run before the queue is still to be named by the outer session, unless that has happened.
        if (!file.IsFromFilter || file.OuterSession is not null)
            Drop(file.Filter);
    }

    /// <summary>Prints a removed queue file, if its sessions, its filter run and its partner are through.</summary>
    private void Complete(PmgQueueFile file)
    {
        if (file.IsGone || !file.IsRemoved || file.Session is { IsDisconnected: false } || (file.IsFromFilter && file.OuterSession is { IsDisconnected: false }))
            return;
        if (file.Partner is PmgQueueFile partner)
        {
            if (!partner.IsRemoved)
                return;
            partner.Partner = null;
            file.Partner = null;
            Complete(partner);
        }
        if (!file.IsFromFilter && file.Filter is { IsFinished: false })
            return;
        PrintAndDrop(file, file.Session);
    }
}
