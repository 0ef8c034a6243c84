using System.Diagnostics.Metrics;

namespace MailLog.Correlation;

/// <summary>What a mail keeps of its lines.</summary>
public enum KeptLines : byte
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>Source, number and offset of each line.</summary>
    Offsets,

    /// <summary>The text, too.</summary>
    Text,
}

/// <summary>How mails are assembled.</summary>
/// <remarks>
/// Lines of one mail may come in any order within a window: syslog relays reorder, and <c>removed</c> may stand before the session's end. So a finished mail is
/// held until a grace has passed since its last line in the log's time <em>and</em> in lines of all sources; late lines attach. Mails and sessions that are open
/// are bounded. At the bound of mails the oldest is pushed as incomplete, with <c>evicted</c> in <see cref="Mail.Missing"/>; at that of sessions the
/// oldest is taken for ended.
/// </remarks>
public sealed record CorrelatorOptions
{
    /// <summary>The options that apply when none are given.</summary>
    public static CorrelatorOptions Default { get; } = new();

    /// <summary>How long a finished mail is held, in the log's time. Default: 10 seconds.</summary>
    public TimeSpan GraceTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many lines, foreign ones included, a finished mail is held. Default: 1,000. On a quiet live log, a smaller number gives its mails sooner.</summary>
    public int GraceLines { get; init; } = 1000;

    /// <summary>How many mails may be open, 1 or more. Default: 100,000. A mail with one recipient and one attempt takes about 1 kB.</summary>
    public int MaxOpenMails { get; init; } = 100_000;

    /// <summary>How many bytes of facts all open mails together may hold; beyond that the oldest is let go. The process takes several times as much. Default: 64 MiB.</summary>
    public long MaxOpenBytes { get; init; } = 64 * 1024 * 1024;

    /// <summary>How many SMTP sessions may be open, 1 or more. Default: 50,000.</summary>
    public int MaxOpenSessions { get; init; } = 50_000;

    /// <summary>How many bytes of facts (and of lines, if they are kept) one mail may gather; what comes later is left out, and <see cref="Mail.Missing"/> has <c>lines</c>. Default: 16 MiB.</summary>
    public int MaxMailBytes { get; init; } = 16 * 1024 * 1024;

    internal void Check()
    {
        if (GraceTime < TimeSpan.Zero)
            throw new ArgumentOutOfRangeException(nameof(GraceTime), "The grace cannot be negative.");
        if (GraceLines < 0)
            throw new ArgumentOutOfRangeException(nameof(GraceLines), "The grace cannot be negative.");
        if (MaxOpenMails < 1)
            throw new ArgumentOutOfRangeException(nameof(MaxOpenMails), "At least one mail has to be open to be assembled.");
        if (MaxOpenSessions < 1)
            throw new ArgumentOutOfRangeException(nameof(MaxOpenSessions), "At least one session has to be open to be assembled.");
        if (MaxOpenBytes < 1024)
            throw new ArgumentOutOfRangeException(nameof(MaxOpenBytes), "Open mails need at least 1,024 bytes.");
        if (MaxMailBytes < 1024)
            throw new ArgumentOutOfRangeException(nameof(MaxMailBytes), "A mail needs at least 1,024 bytes.");
    }

    /// <summary>What to keep of the lines for <see cref="Mail.Lines"/>. Default: nothing.</summary>
    public KeptLines Lines { get; init; }

    /// <summary>
    /// Gets what is assembled: <c>maillog.mails</c> (mails pushed), <c>maillog.mails.open</c>, <c>maillog.mails.evicted</c> (let go at a bound), <c>maillog.sessions.open</c>. Null: nothing is
    /// counted. Dispose the meter when the correlator is done.
    /// </summary>
    public Meter? Meter { get; init; }
}
