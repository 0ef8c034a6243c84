using System.Globalization;
using System.Text.RegularExpressions;

namespace MailLog.Cli;

/// <summary>Names of logs on the command line: patterns, and files that a log was rotated to.</summary>
internal static partial class LogNames
{
    private static readonly EnumerationOptions Exactly = new() { MatchType = MatchType.Simple, MatchCasing = MatchCasing.CaseSensitive, AttributesToSkip = 0, IgnoreInaccessible = true };

    /// <summary>The files that a name stands for: itself, or what a pattern with <c>*</c> and <c>?</c> fits, oldest first; none when it fits nothing.</summary>
    public static string[] Expand(string name)
    {
        if (!HasWildcard(name) || Path.Exists(name))
            return [name];
        string root = Path.GetPathRoot(name) ?? "";
        IEnumerable<string> found = [root];
        string[] parts = name[root.Length..].Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < parts.Length; i++)
        {
            (string part, bool isLast) = (parts[i], i == parts.Length - 1);
            found = !HasWildcard(part) ? found.Select(f => Path.Combine(f, part)).Where(Path.Exists)
                : found.SelectMany(f => Matches(f.Length == 0 ? "." : f, part, isLast).Select(m => Path.Combine(f, Path.GetFileName(m))));
        }
        return OldestFirst([.. found.Order(StringComparer.Ordinal)]);
    }

    /// <summary>Puts the files of one rotated log in their order, <c>mail.log.2.gz mail.log.1 mail.log</c> or by date, at the place of the first of them.</summary>
    public static string[] OldestFirst(string[] paths)
        => paths.Length < 2 ? paths : [.. paths.Select(Rotated.Of).GroupBy(r => r.Log, StringComparer.Ordinal).SelectMany(log => log.OrderBy(r => r.Rank).ThenBy(r => r.Date, StringComparer.Ordinal).ThenByDescending(r => r.Number)).Select(r => r.Path)];

    private static bool HasWildcard(string text) => text.AsSpan().ContainsAny('*', '?');

    private static string[] Matches(string folder, string pattern, bool isLast)
    {
        if (!Directory.Exists(folder))
            return [];
        // As in a shell, a pattern that does not say so means no hidden files.
        IEnumerable<string> found = isLast ? Directory.EnumerateFiles(folder, pattern, Exactly) : Directory.EnumerateDirectories(folder, pattern, Exactly);
        return [.. found.Where(f => pattern[0] == '.' || Path.GetFileName(f)[0] != '.')];
    }

    /// <summary>A file by its name: what log it is of, and which of its rotations; dated ones are older than numbered ones, and all older than the log itself.</summary>
    private sealed record Rotated(string Path, string Log, int Rank, string Date, long Number)
    {
        public static Rotated Of(string path)
        {
            Match match = Suffix().Match(path);
            string date = match.Groups["date"].Value;
            bool isNumbered = long.TryParse(match.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out long number);
            return new Rotated(path, path[..match.Index], date.Length > 0 ? 0 : isNumbered ? 1 : 2, date, number);
        }
    }

    [GeneratedRegex(@"([.-](?<date>(19|20)\d\d-?\d\d-?\d\d([-_.]?\d{1,10})?)|\.(?<number>\d{1,9}))?(\.(gz|bz2|xz|zst))?\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Suffix();
}
