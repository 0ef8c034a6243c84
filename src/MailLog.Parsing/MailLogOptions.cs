using System.Diagnostics.Metrics;

namespace MailLog.Parsing;

/// <summary>How a log is read.</summary>
/// <remarks>
/// Most logs need none of this. Traditional stamps (<c>Nov 18 10:00:00</c>) lack the year and the zone; without <see cref="Year"/> the year is worked out
/// from ids that carry seconds (long queue ids, filter run ids), from the neighbouring lines (time goes forward across New Year, small steps back are
/// reordering), from the file's modification time, from the clock, in this order.
/// </remarks>
public sealed record MailLogOptions
{
    /// <summary>The options that apply when none are given.</summary>
    public static MailLogOptions Default { get; } = new();

    /// <summary>The year of the source's first stamp, for stamps without one; later ones go on from there across New Year.</summary>
    public int? Year { get; init; }

    /// <summary>
    /// The zone of stamps without an offset; daylight saving time is worked out for each line. Without it: the offset that the last stamp with one showed, else
    /// <see cref="TimeProvider"/>'s local zone.
    /// </summary>
    public TimeZoneInfo? TimeZone { get; init; }

    /// <summary>What TAI64 labels (<c>@400000006affe6523a360fbc</c>) are ahead of UTC, as the writer of the log has it.</summary>
    public TaiOffset TaiOffset { get; init; }

    /// <summary>
    /// When the source was last written to. When this is null, a file that is opened by its path has its own modification time; a stream, or a file that is
    /// followed, has none.
    /// </summary>
    public DateTimeOffset? LastWriteTime { get; init; }

    /// <summary>The clock, asked only for the year and zone of stamps that lack them, and for the waits of a live tail. Time itself comes from the log.</summary>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Name of the source in <see cref="LogLine.Source"/>. When this is null, a file's path as given; empty for a stream.</summary>
    public string? Source { get; init; }

    /// <summary>
    /// Where to start, as <see cref="LogLine.End"/> of the last line read before told; null for the beginning. What stands before it is skipped (plain files are
    /// not even read); a source that is shorter has no lines.
    /// </summary>
    public LogPosition? StartAt { get; init; }

    /// <summary>
    /// Leave the arguments of AUTH in qpsmtpd's lines as they are. Without this, everything but the mechanism and the user's name is overwritten in memory before anybody can see
    /// it: qpsmtpd logs passwords.
    /// </summary>
    public bool KeepSecrets { get; init; }

    /// <summary>
    /// Replaces what names people by tokens before anybody can see it: every event, text and field has tokens then, and so has what is made of them. Null: lines are as logged. What a reader that
    /// goes on (<see cref="StartAt"/>) or one of another log is to be joined with must be read with the same key.
    /// </summary>
    /// <remarks>
    /// Numbers, offsets, times, kinds and forms stay those of the log. A line that becomes longer than 65,535 bytes is cut (<see cref="LogLine.IsCut"/>). Secrets are overwritten
    /// whatever <see cref="KeepSecrets"/> says.
    /// </remarks>
    public Redaction? Redaction { get; init; }

    /// <summary>
    /// How the stamps of a file of qpsmtpd are written: the <c>tsformat</c> of its <c>logging/file</c>, as strftime(3) has it (<c>%d.%m.%Y %H:%M:%S</c>). Without this, its default
    /// (<c>%a %b %d %T %Y</c>), seconds since 1970 (<c>%s</c>) and ISO 8601 are known. Lines that are not written so are read as without it.
    /// </summary>
    /// <remarks>
    /// Conversions: <c>%Y %C %y %m %d %e %j %a %A %b %h %B %H %M %S %F %T %R %D %s %z %Z %%</c>. Names are English; the abbreviation of a zone tells nothing. A day and a time to the minute are the
    /// least; the year and the zone may be missing. With another format, opening a reader throws an <see cref="ArgumentException"/>.
    /// </remarks>
    public string? QpsmtpdStamp { get; init; }

    /// <summary>
    /// Leave a last line without line end alone: its writer is not done with it. Without this it counts as a line. For logs that are read again as they grow.
    /// </summary>
    public bool WholeLinesOnly { get; init; }

    /// <summary>
    /// Forms of lines that the library does not know, of programs of your own; empty for none. Of one program the first dialect goes before the next, and all before what the library knows of a program
    /// of that name: its forms take the lines that no dialect has one for. docs/dialects.md has the language.
    /// </summary>
    /// <exception cref="ArgumentNullException">The list, or a dialect in it, is null.</exception>
    /// <exception cref="ArgumentException">The dialects have more than 10,000 forms together.</exception>
    public IReadOnlyList<LogDialect> Dialects
    {
        get;
        init => field = LogDialect.Checked(value);
    } = [];

    /// <summary>
    /// Gets what is read, counted by block: <c>maillog.lines</c>, <c>maillog.events</c> (tag <c>kind</c>, as <see cref="EventKind"/> in camelCase), <c>maillog.dropped</c> (bytes of over-long
    /// lines), <c>maillog.lag</c> (seconds from the last line's time to <see cref="TimeProvider"/>'s), each with the tag <c>source</c>. Null: nothing is counted. Dispose the meter when the
    /// readers are done; give one reader of a source only, or name sources apart.
    /// </summary>
    public Meter? Meter { get; init; }
}
