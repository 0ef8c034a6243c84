using System.Globalization;

namespace MailLog.Routing;

/// <summary>A line of the transports: a destination and where mail for it goes.</summary>
public sealed class PolicyRule
{
    internal PolicyRule(int number, PolicyPart source, Destination match, NextHop nextHop, string written)
    {
        Number = number;
        Source = source;
        Match = match;
        NextHop = nextHop;
        Written = written;
    }

    internal PolicyPart Source { get; }

    internal Destination Match { get; }

    /// <summary>The next hop as it prints back: with its variables, if it has any.</summary>
    internal string Written { get; }

    /// <summary>Number of the rule in the policy, from 1.</summary>
    public int Number { get; }

    /// <summary>Name of its file.</summary>
    public string File => Source.Line.File.Name;

    /// <summary>Number of its line, from 1.</summary>
    public int Line => Source.Line.Number;

    /// <summary>The destination: a domain, an address or a wildcard in lower case without the dot at its end, or a regular expression between slashes.</summary>
    public string Destination => Match.ToString();

    /// <summary>Where mail for it goes.</summary>
    public NextHop NextHop { get; }

    /// <summary>Number, place, destination and next hop.</summary>
    public override string ToString()
        => "rule " + Number.ToString(CultureInfo.InvariantCulture) + " (" + File + ":" + Line.ToString(CultureInfo.InvariantCulture) + ") " + Destination + " -> " + NextHop;
}
