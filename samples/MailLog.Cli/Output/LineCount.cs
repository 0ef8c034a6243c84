using System.Globalization;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>What the lines were that were read, and of what time: an empty answer, or a summary of little, should say what it was looked for in.</summary>
internal sealed class LineCount
{
    private DateTimeOffset _first, _last;

    public long Read { get; private set; }

    public long WithoutHeader { get; private set; }

    /// <summary>Of programs that are not known; with <see cref="WithoutHeader"/>, as they are not told apart by kind.</summary>
    public long Foreign { get; private set; }

    /// <summary>Of a known program, in a form that is not.</summary>
    public long Unknown { get; private set; }

    /// <summary>Of a mail system, or of a program beside it.</summary>
    public long Known => Read - Foreign;

    public long Understood => Known - Unknown;

    /// <summary>What the input is, when its first bytes show that it is no log of lines.</summary>
    public string? Advice { get; private set; }

    /// <summary>Less than half of the lines was understood.</summary>
    public bool IsLittle => Understood * 2 < Read;

    public void Add(LogLine line)
    {
        Read++;
        if (line.Kind == EventKind.Foreign)
            Foreign++;
        else if (line.Kind == EventKind.Unknown)
            Unknown++;
        if (!line.HasHeader && ++WithoutHeader == 1 && Read == 1)
            Advice = ForeignContent.AdviceFor(line.Bytes);
        if (!line.HasTime)
            return;
        _last = line.Time;
        if (_first == default)
            _first = _last;
    }

    /// <summary>The counts of several inputs.</summary>
    public void Add(LineCount other)
    {
        Read += other.Read;
        WithoutHeader += other.WithoutHeader;
        Foreign += other.Foreign;
        Unknown += other.Unknown;
        if (other._first == default)
            return;
        if (_first == default || other._first < _first)
            _first = other._first;
        if (other._last > _last)
            _last = other._last;
    }

    /// <summary>How many of each in a sentence.</summary>
    public string Kinds
    {
        get
        {
            if (Read == 0)
                return "No line was read.";
            List<string> parts = [Quantity.Count(Understood) + " understood"];
            if (Foreign > WithoutHeader)
                parts.Add(Quantity.Count(Foreign - WithoutHeader) + " of other programs");
            if (WithoutHeader > 0)
                parts.Add(Quantity.Count(WithoutHeader) + " without a header that is understood");
            if (Unknown > 0)
                parts.Add(Quantity.Count(Unknown) + " of unknown form");
            return Quantity.Count(Read) + (Read == 1 ? " line read: " : " lines read: ") + string.Join(", ", parts) + "." + (IsLittle || Unknown > 0 ? " 'maillog coverage' shows which." : "");
        }
    }

    /// <summary>What was read, as the rest of a sentence.</summary>
    public string Extent
    {
        get
        {
            if (Read == 0)
                return "no line was read";
            string known = Foreign == 0 ? "all of mail systems" : Quantity.Count(Known) + " of them of mail systems";
            return Quantity.Count(Read) + (Read == 1 ? " line was read, " : " lines were read, ") + known + (_first == default ? "" : ", from " + Shown(_first) + " to " + Shown(_last))
                + (Known * 2 < Read ? "; 'maillog coverage' shows what they are" : "");
        }
    }

    private static string Shown(DateTimeOffset time) => time.ToString(time.Offset == TimeSpan.Zero ? "yyyy-MM-dd HH:mm:ss 'UTC'" : "yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture);
}
