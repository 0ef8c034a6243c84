namespace MailLog.Parsing;

/// <summary>Postfix' hooks as one table, and the rules that lead from a log line to them.</summary>
public static class PostfixHooks
{
    /// <summary>All hooks, along a mail's way.</summary>
    public static IReadOnlyList<PostfixHook> All => Table.List;

    /// <summary>All rules, in the order in which they are tried.</summary>
    public static IReadOnlyList<HookRule> Rules { get; } = Array.AsReadOnly(HookRules.All);

    /// <summary>The hook of that name, or null.</summary>
    /// <param name="name">For instance <c>check_client_access</c>.</param>
    public static PostfixHook? Find(string name)
    {
        foreach (PostfixHook hook in Table.Rows)
            if (hook.Name == name)
                return hook;
        return null;
    }

    /// <summary>The rule of that name, or null.</summary>
    /// <param name="name">UTF-8, as in <see cref="HookRule.Name"/>.</param>
    public static HookRule? FindRule(ReadOnlySpan<byte> name) => HookRules.Find(name);

    /// <summary>Made when somebody looks: a log's lines need the rules only.</summary>
    private static class Table
    {
        public static readonly PostfixHook[] Rows = [.. PostscreenHooks.Rows, .. SmtpdHooks.Rows, .. CleanupHooks.Rows, .. DeliveryHooks.Rows];
        public static readonly IReadOnlyList<PostfixHook> List = Array.AsReadOnly(Rows);
    }
}
