using System.Globalization;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>How much of an input was understood, and of what time it is: an empty answer should say what it was looked for in.</summary>
internal sealed class InputCount
{
    private DateTimeOffset _first, _last;

    public long Lines { get; private set; }

    public long WithHeader { get; private set; }

    /// <summary>Lines of a mail system, or of a program beside it.</summary>
    public long Known { get; private set; }

    public void Add(LogLine line)
    {
        Lines++;
        if (line.HasHeader)
            WithHeader++;
        if (line.System != MailSystem.None)
            Known++;
        if (!line.HasTime)
            return;
        _last = line.Time;
        if (_first == default)
            _first = _last;
    }

    /// <summary>The counts of several inputs.</summary>
    public void Add(InputCount other)
    {
        Lines += other.Lines;
        WithHeader += other.WithHeader;
        Known += other.Known;
        if (other._first == default)
            return;
        if (_first == default || other._first < _first)
            _first = other._first;
        if (other._last > _last)
            _last = other._last;
    }

    /// <summary>What was read, as the rest of a sentence.</summary>
    public override string ToString()
    {
        if (Lines == 0)
            return "no line was read";
        string known = Known == Lines ? "all of mail systems" : Quantity.Count(Known) + " of them of mail systems";
        return Quantity.Count(Lines) + (Lines == 1 ? " line was read, " : " lines were read, ") + known + (_first == default ? "" : ", from " + Shown(_first) + " to " + Shown(_last))
            + (Known * 2 < Lines ? "; 'maillog coverage' shows what they are" : "");
    }

    private static string Shown(DateTimeOffset time) => time.ToString(time.Offset == TimeSpan.Zero ? "yyyy-MM-dd HH:mm:ss 'UTC'" : "yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
}
