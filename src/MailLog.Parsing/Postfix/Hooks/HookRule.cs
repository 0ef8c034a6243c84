using System.Text;

namespace MailLog.Parsing;

/// <summary>What the wording of a verdict says about the hook that decided. Rules are made once and shared.</summary>
public sealed class HookRule
{
    private readonly string[] _hooks;
    private readonly byte[] _prefix;
    private readonly byte[]? _suffix;

    internal HookRule(string name, HookScope scope, string wording, string[] hooks, string meaning, VerdictRestriction restriction = VerdictRestriction.None, string dsn = "")
    {
        Name = name;
        Scope = scope;
        Wording = wording;
        _hooks = hooks;
        Meaning = meaning;
        Restriction = restriction;
        Dsn = dsn;
        int star = wording.IndexOf('*');
        _prefix = Encoding.ASCII.GetBytes(star < 0 ? wording : wording.Substring(0, star));
        _suffix = star < 0 ? null : Encoding.ASCII.GetBytes(wording.Substring(star + 1));
    }

    /// <summary>A stable name; it may be written to files.</summary>
    public string Name { get; }

    /// <summary>The text that tells, <c>*</c> stands for anything; the start of the line's form where that alone tells.</summary>
    public string Wording { get; }

    /// <summary>What is looked at in such a line; <see cref="VerdictRestriction.None"/>: the line itself says it, or nothing does.</summary>
    public VerdictRestriction Restriction { get; }

    /// <summary>The candidates by their Postfix names; the order says nothing. Empty: a check that nobody configures.</summary>
    public ReadOnlySpan<string> Hooks => _hooks;

    /// <summary>Whether the wording decides.</summary>
    public HookConfidence Confidence => _hooks.Length switch { 0 => HookConfidence.None, 1 => HookConfidence.Exact, _ => HookConfidence.Ambiguous };

    /// <summary>What happened, for people.</summary>
    public string Meaning { get; }

    internal HookScope Scope { get; }

    /// <summary>How the enhanced status code (without one, the reply code) must begin: <c>4</c>, <c>4.3.2</c>; <c>?</c> any digit, <c>!</c> must not; empty: any.</summary>
    internal string Dsn { get; }

    /// <summary>Whether the rule can apply where this was looked at.</summary>
    internal bool Concerns(HookScope scope, VerdictRestriction restriction)
    {
        // Elsewhere what was looked at follows from the rule.
        bool isNamed = scope is HookScope.Reason or HookScope.Told or HookScope.ListedAddress or HookScope.ListedName;
        return scope == Scope && (!isNamed || Restriction == VerdictRestriction.None || Restriction == restriction);
    }

    /// <summary>Whether the rule applies, once it <see cref="Concerns"/> the line.</summary>
    internal bool Fits(ReadOnlySpan<byte> text, ReadOnlySpan<byte> dsn) => HasWording(text) && HasStatus(dsn);

    /// <summary>The name.</summary>
    public override string ToString() => Name;

    private bool HasWording(ReadOnlySpan<byte> text)
    {
        if (Scope is HookScope.ListedAddress or HookScope.ListedName)
            return true;
        if (_suffix is null)
            return text.SequenceEqual(_prefix);
        return text.Length >= _prefix.Length + _suffix.Length && text.StartsWith(_prefix) && text.EndsWith(_suffix);
    }

    private bool HasStatus(ReadOnlySpan<byte> dsn)
    {
        int not = Dsn.Length > 0 && Dsn[0] == '!' ? 1 : 0;
        bool begins = dsn.Length >= Dsn.Length - not;
        for (int i = not; begins && i < Dsn.Length; i++)
            begins = Dsn[i] == '?' || dsn[i - not] == Dsn[i];
        return begins == (not == 0);
    }
}

/// <summary>Which part of a line a rule's wording is compared with.</summary>
internal enum HookScope : byte
{
    /// <summary>What follows <c>&lt;what&gt;: Sender address rejected: </c>.</summary>
    Reason,

    /// <summary>The whole reply without its codes and <c>&lt;what&gt;: </c>, where it names no class.</summary>
    Reply,

    /// <summary>What follows <c>&lt;what&gt;: Sender address</c> in hold, discard, filter and their like: text that the hook chose.</summary>
    Told,

    /// <summary>A block list's reply in its default wording about an address; what it looked at decides.</summary>
    ListedAddress,

    /// <summary>The same about a name.</summary>
    ListedName,

    /// <summary>What stands behind <c>action=</c> in a logged permit.</summary>
    Permit,

    /// <summary>warn, info and hangup name no class; the wording is the stage.</summary>
    Bare,

    /// <summary>The reply of postscreen.</summary>
    Postscreen,

    /// <summary>Which part of the content cleanup looked at, and the start of what it says.</summary>
    Content,

    /// <summary>The same for smtp.</summary>
    Delivery,

    /// <summary>The same for lmtp.</summary>
    LmtpDelivery,

    /// <summary>The form and action word alone decide.</summary>
    Form,
}
