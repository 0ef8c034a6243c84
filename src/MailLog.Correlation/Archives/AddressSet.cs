using System.Text;

namespace MailLog.Correlation;

/// <summary>
/// Addresses, compared as mail systems write them differently: without case, quotes and backslashes; one without a domain is the same as with any, since Postfix completes it.
/// </summary>
internal sealed class AddressSet
{
    private readonly HashSet<string> _whole = new(StringComparer.Ordinal);
    private readonly HashSet<string> _locals = new(StringComparer.Ordinal);
    private readonly HashSet<string> _withoutDomain = new(StringComparer.Ordinal);

    public int Count => _whole.Count;

    public static AddressSet Of(string address)
    {
        var set = new AddressSet();
        set.Add(address);
        return set;
    }

    public void Add(string? address)
    {
        if (address is null)
            return;
        address = Plain(address);
        int at = address.LastIndexOf('@');
        _whole.Add(address);
        _locals.Add(at < 0 ? address : address.Substring(0, at));
        if (at < 0 && address.Length > 0)
            _withoutDomain.Add(address);
    }

    public bool Contains(string? address)
    {
        if (address is null)
            return false;
        address = Plain(address);
        if (_whole.Contains(address))
            return true;
        int at = address.LastIndexOf('@');
        return at < 0 ? address.Length > 0 && _locals.Contains(address) : _withoutDomain.Contains(address.Substring(0, at));
    }

    private static string Plain(string address)
    {
        var plain = new StringBuilder(address.Length);
        foreach (char c in address)
            if (c is not ('"' or '\\'))
                plain.Append(char.ToLowerInvariant(c));
        return plain.ToString();
    }
}
