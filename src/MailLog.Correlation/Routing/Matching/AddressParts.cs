namespace MailLog.Routing;

/// <summary>An address as rules look at it.</summary>
internal sealed class AddressParts
{
    private AddressParts(string whole, string local, string domain)
    {
        Whole = whole;
        Local = local;
        Domain = domain;
    }

    /// <summary>In lower case, without the dot at its end.</summary>
    public string Whole { get; }

    public string Local { get; }

    /// <summary>Empty when there is none.</summary>
    public string Domain { get; }

    public static AddressParts Of(string address)
    {
        string whole = DomainText.Normalize(address);
        int at = whole.LastIndexOf('@');
        return at < 0 ? new AddressParts(whole, whole, "") : new AddressParts(whole, whole.Substring(0, at), whole.Substring(at + 1));
    }

    public AddressParts WithDomain(string domain) => new(Local + "@" + domain, Local, domain);
}
