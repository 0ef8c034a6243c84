namespace MailLog.Routing;

/// <summary>The files that a policy is made of; any may be missing.</summary>
/// <remarks>A file that the options name is taken from here, else asked for with <see cref="Open"/>.</remarks>
public sealed record PolicySources
{
    /// <summary>The main options: lines <c>name value</c>.</summary>
    public PolicyText? Options { get; init; }

    /// <summary>The rules: lines <c>destination next-hop</c>.</summary>
    public PolicyText? Transports { get; init; }

    /// <summary>The variables of the rules: lines <c>name value</c>.</summary>
    public PolicyText? TransportDefs { get; init; }

    /// <summary>The rewriting: lines <c>from|to|both old-domain new-domain</c>.</summary>
    public PolicyText? Rewriting { get; init; }

    /// <summary>The local users: lines <c>user-regex unix-user</c>.</summary>
    public PolicyText? Aliases { get; init; }

    /// <summary>The domain of the server: for short host names and for recipients without a domain. It goes before the option <c>me</c>.</summary>
    public string? Me { get; init; }

    /// <summary>Gives the text of a file that the options name, by the name that stands there; null when it cannot be read, which is an error of the policy.</summary>
    public Func<string, PolicyText?>? Open { get; init; }
}
