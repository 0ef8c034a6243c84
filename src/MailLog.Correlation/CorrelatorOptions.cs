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
/// held until a grace has passed in the log's time <em>and</em> in lines; late lines attach. Everything open is bounded; at a bound the oldest is let
/// go as incomplete, with <c>evicted</c> in <see cref="Mail.Missing"/>.
/// </remarks>
public sealed record CorrelatorOptions
{
    /// <summary>The options that apply when none are given.</summary>
    public static CorrelatorOptions Default { get; } = new();

    /// <summary>How long a finished mail is held, in the log's time. Default: 10 seconds.</summary>
    public TimeSpan GraceTime { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many lines a finished mail is held. Default: 1,000.</summary>
    public int GraceLines { get; init; } = 1000;

    /// <summary>How many mails may be open. Default: 200,000 (about 200 MB).</summary>
    public int MaxOpenMails { get; init; } = 200_000;

    /// <summary>How many SMTP sessions may be open. Default: 100,000.</summary>
    public int MaxOpenSessions { get; init; } = 100_000;

    /// <summary>How many bytes of facts one mail may gather; what comes later is left out, and the mail is incomplete. Default: 16 MiB.</summary>
    public int MaxMailBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>What to keep of the lines for <see cref="Mail.Lines"/>. Default: nothing.</summary>
    public KeptLines Lines { get; init; }
}
