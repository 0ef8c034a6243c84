using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>What the lines were that were read: a summary of little should say what it is a summary of.</summary>
internal sealed class LineCount
{
    public long Read { get; private set; }

    public long WithoutHeader { get; private set; }

    /// <summary>Of programs that are not known; with <see cref="WithoutHeader"/>, as they are not told apart by kind.</summary>
    public long Foreign { get; private set; }

    /// <summary>Of a known program, in a form that is not.</summary>
    public long Unknown { get; private set; }

    public long Understood => Read - Foreign - Unknown;

    /// <summary>Less than half of the lines was understood.</summary>
    public bool IsLittle => Understood * 2 < Read;

    public void Add(LogLine line)
    {
        Read++;
        if (line.Kind == EventKind.Foreign)
            Foreign++;
        else if (line.Kind == EventKind.Unknown)
            Unknown++;
        if (!line.HasHeader)
            WithoutHeader++;
    }

    /// <summary>The counts in a sentence.</summary>
    public override string ToString()
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
