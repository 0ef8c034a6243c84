namespace MailLog.Cli;

/// <summary>The names of enum values as they are printed: camelCase, the names of the model.</summary>
internal static class Words
{
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        return Names<T>.Map.TryGetValue(value, out string? name) ? name : Camel(value.ToString());
    }

    public static IEnumerable<string> All<T>()
        where T : struct, Enum => Names<T>.Map.Values;

    public static bool TryParse<T>(string word, out T value)
        where T : struct, Enum
    {
        foreach ((T candidate, string name) in Names<T>.Map)
        {
            value = candidate;
            if (name.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        value = default;
        return false;
    }

    public static string Camel(string name) => name.Length == 0 ? name : char.ToLowerInvariant(name[0]) + name[1..];

    /// <summary>A name of the model in words: <c>inProgress</c>, in progress.</summary>
    public static string Spaced(string name) => string.Concat(name.Select(c => char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString()));

    private static class Names<T>
        where T : struct, Enum
    {
        public static readonly Dictionary<T, string> Map = Enum.GetValues<T>().ToDictionary(v => v, v => Camel(v.ToString()));
    }
}
