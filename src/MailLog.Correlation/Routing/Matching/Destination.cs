namespace MailLog.Routing;

/// <summary>What a rule looks at.</summary>
internal enum DestinationKind : byte
{
    Domain,
    Address,
    Wildcard,
    Regex,
}

/// <summary>The left side of a rule.</summary>
internal sealed class Destination
{
    private readonly SafeRegex? _regex;

    public Destination(DestinationKind kind, string text, SafeRegex? regex = null)
    {
        Kind = kind;
        Text = text;
        _regex = regex;
    }

    public DestinationKind Kind { get; }

    /// <summary>In lower case without the dot at its end; a regular expression as written, without its slashes.</summary>
    public string Text { get; }

    /// <summary>An expression or wildcard with an <c>@</c> means the whole address, another one the domain.</summary>
    public bool IsOfAddress => Kind == DestinationKind.Address || (Kind != DestinationKind.Domain && Text.Contains('@'));

    /// <summary>Null when a regular expression was not decided in time. An address without a domain has nothing that a rule for domains could look at.</summary>
    public bool? IsMatch(AddressParts address)
    {
        string subject = IsOfAddress ? address.Whole : address.Domain;
        if (subject.Length == 0)
            return false;
        return Kind switch
        {
            DestinationKind.Regex => _regex!.IsMatch(subject),
            DestinationKind.Wildcard => Glob.IsMatch(Text, subject),
            _ => subject == Text,
        };
    }

    /// <summary>Why it did, or did not, match.</summary>
    public string Reason(AddressParts address, bool? isMatch)
    {
        if (!IsOfAddress && address.Domain.Length == 0)
            return "the address has no domain, which " + this + " is about";
        string subject = IsOfAddress ? "the address " + address.Whole : "the domain " + address.Domain;
        return subject + Kind switch
        {
            DestinationKind.Regex when isMatch is null => " took " + this + " too long, which counts as no match",
            DestinationKind.Regex => (isMatch == true ? " is matched by " : " is not matched by ") + this,
            DestinationKind.Wildcard => (isMatch == true ? " fits " : " does not fit ") + this,
            _ => (isMatch == true ? " is " : " is not ") + this,
        };
    }

    public override string ToString() => Kind == DestinationKind.Regex ? "/" + Text + "/" : Text;
}
