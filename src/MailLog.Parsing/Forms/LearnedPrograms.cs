namespace MailLog.Parsing;

/// <summary>What lines of a source have taught about those behind them. Only qpsmtpd needs it: nothing in the header of its lines need say that they are its.</summary>
internal sealed class LearnedPrograms
{
    /// <summary>A log full of invented tags must not fill memory.</summary>
    private const int MaxTags = 4096;

    private readonly Utf8Table<bool> _qpsmtpd = new();

    /// <summary>Changes with every tag.</summary>
    public int Version { get; private set; }

    /// <summary>Another tag can be learned.</summary>
    public bool HasRoom => _qpsmtpd.Count < MaxTags;

    /// <summary>Where the first line is that qpsmtpd wrote to standard error, and syslog put its header before.</summary>
    public long StandardErrorSince { get; set; } = long.MaxValue;

    /// <summary>Lines with this tag are qpsmtpd's.</summary>
    public void Add(ReadOnlySpan<byte> tag)
    {
        _qpsmtpd[tag] = true;
        Version++;
    }

    /// <summary>Whether lines with this tag turned out to be qpsmtpd's.</summary>
    public bool Contains(ReadOnlySpan<byte> tag) => _qpsmtpd.TryGetValue(tag, out _);
}
