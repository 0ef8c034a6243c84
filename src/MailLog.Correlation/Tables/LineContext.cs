using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>A line with what the tables need to know about where it comes from.</summary>
internal readonly ref struct LineContext(LogLine line, long sequence, DateTimeOffset time, ulong host, ulong program, ulong instance)
{
    public readonly LogLine Line = line;

    /// <summary>Number of the line over all sources, in the order in which they were fed.</summary>
    public readonly long Sequence = sequence;

    /// <summary>The line's time, made once: each fact of the line has it.</summary>
    public readonly DateTimeOffset Time = time;

    public readonly ulong Host = host;

    /// <summary>The whole tag.</summary>
    public readonly ulong Program = program;

    /// <summary>The tag's first part: the Postfix instance, if no service has a <c>syslog_name</c> of its own.</summary>
    public readonly ulong Instance = instance;

    public long UtcTicks => Time.UtcTicks;

    public SessionKey Session => new(Host, Program, Line.ProcessId);

    /// <summary>The same line, looked up under other names.</summary>
    public LineContext Under(ulong host, ulong instance) => new(Line, Sequence, Time, host, 0, instance);
}
