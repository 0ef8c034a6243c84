namespace MailLog.Parsing;

/// <summary>Postfix' hooks as one table, and the rules that lead from a log line to them.</summary>
public static class PostfixHooks
{
    private static readonly PostfixHook[] Table = [.. PostscreenHooks.Rows, .. SmtpdHooks.Rows, .. CleanupHooks.Rows, .. DeliveryHooks.Rows];

    /// <summary>All hooks, along a mail's way.</summary>
    public static IReadOnlyList<PostfixHook> All { get; } = Array.AsReadOnly(Table);

    /// <summary>All rules, in the order in which they are tried.</summary>
    public static IReadOnlyList<HookRule> Rules { get; } = Array.AsReadOnly(HookRules.All);

    /// <summary>The hook of that name, or null.</summary>
    /// <param name="name">For instance <c>check_client_access</c>.</param>
    public static PostfixHook? Find(string name)
    {
        foreach (PostfixHook hook in Table)
            if (hook.Name == name)
                return hook;
        return null;
    }

    /// <summary>The rule of that name, or null.</summary>
    /// <param name="name">UTF-8, as in <see cref="HookRule.Name"/>.</param>
    public static HookRule? FindRule(ReadOnlySpan<byte> name) => HookRules.Find(name);
}
