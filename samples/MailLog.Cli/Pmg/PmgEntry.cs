namespace MailLog.Cli;

/// <summary>A text that an entry keeps.</summary>
internal readonly struct PmgText(int start, int length)
{
    public readonly int Start = start;
    public readonly int Length = length;

    public bool IsEmpty => Length == 0;
}

/// <summary>A recipient and what became of it: one <c>TO</c> row.</summary>
internal struct PmgRow
{
    public PmgText From;
    public PmgText To;
    public PmgText Relay;
    public long Time;

    /// <summary>A to R as in the output, or the first digit of the enhanced status code.</summary>
    public byte Status;

    /// <summary>The delivery was one to the filter, which names its run.</summary>
    public bool IsByFilter;
}

/// <summary>What sessions, queue files and filter runs have in common: their texts in one block of bytes, their rows, their lines.</summary>
/// <param name="host">Number of the host that logged it.</param>
/// <param name="textLength">How long its texts mostly are: growing makes garbage.</param>
internal abstract class PmgEntry(int host, int textLength)
{
    private byte[] _text = new byte[textLength];
    private int _length;
    private PmgRow[] _rows = [];
    private int _rowCount;

    /// <summary>Number of the host that logged it: ids and pids mean something only there.</summary>
    public int Host { get; } = host;

    /// <summary>Number of its first line.</summary>
    public int Order { get; init; }

    /// <summary>One of its lines holds the text that is searched for.</summary>
    public bool HasSearched { get; set; }

    public PmgLines Lines;

    public ReadOnlySpan<PmgRow> Rows => _rows.AsSpan(0, _rowCount);

    public ReadOnlySpan<byte> this[PmgText text] => _text.AsSpan(text.Start, text.Length);

    public PmgText Keep(ReadOnlySpan<byte> text)
    {
        if (text.Length > _text.Length - _length)
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _length + text.Length));
        text.CopyTo(_text.AsSpan(_length));
        _length += text.Length;
        return new PmgText(_length - text.Length, text.Length);
    }

    public void Add(PmgRow row)
    {
        if (_rowCount == _rows.Length)
            Array.Resize(ref _rows, Math.Max(2, _rowCount * 2));
        _rows[_rowCount++] = row;
    }
}

/// <summary>An SMTP session: of smtpd, by its pid, or one reject of postscreen.</summary>
internal sealed class PmgSession(int host, int processId, long time, long place) : PmgEntry(host, textLength: 64)
{
    public int ProcessId { get; } = processId;

    /// <summary>Second of its first line, and the line's place within that second: its id in the output.</summary>
    public long Time { get; } = time;
    public long Place { get; } = place;

    public PmgText Client;

    /// <summary>The queue files it opened, and the ones that its before-queue filter opened; null for none, as in most sessions.</summary>
    public List<PmgQueueFile>? Queued { get; private set; }

    /// <summary>The run of a before-queue filter that passed nothing on, and the sender it was for.</summary>
    public PmgFilterRun? Filter;
    public PmgText FilterSender;

    public bool IsDisconnected;

    public void Add(PmgQueueFile file) => (Queued ??= []).Add(file);
}

/// <summary>A queue file.</summary>
internal sealed class PmgQueueFile : PmgEntry
{
    public readonly PmgText Id;
    public PmgText Sender;
    public PmgText Client;
    public PmgText MessageId;
    public long Size;
    public PmgSession? Session;

    /// <summary>The client's session, when the file is what a before-queue filter passed on.</summary>
    public PmgSession? OuterSession;
    public PmgFilterRun? Filter;

    /// <summary>The other queue file with the same message id: before or behind the filter.</summary>
    public PmgQueueFile? Partner;

    /// <summary>A message id or sender was seen: the file became a mail.</summary>
    public bool IsMail;
    public bool IsRemoved;

    /// <summary>The filter took it out of the queue.</summary>
    public bool IsFiltered;

    /// <summary>The filter put it into the queue, as far as is known.</summary>
    public bool IsFromFilter;

    /// <summary>It was printed or dropped.</summary>
    public bool IsGone;

    public PmgQueueFile(int host, ReadOnlySpan<byte> id)
        : base(host, textLength: 256) => Id = Keep(id);
}

/// <summary>A run of the filter.</summary>
internal sealed class PmgFilterRun : PmgEntry
{
    public readonly PmgText Id;

    /// <summary>The queue file that it passed on or took in, as far as is known.</summary>
    public PmgQueueFile? QueueFile;
    public bool IsFinished;
    public bool IsAccepted;

    public PmgFilterRun(int host, ReadOnlySpan<byte> id)
        : base(host, textLength: 128) => Id = Keep(id);
}
