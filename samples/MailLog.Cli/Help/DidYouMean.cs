namespace MailLog.Cli;

/// <summary>What somebody who mistyped a name probably wanted.</summary>
internal static class DidYouMean
{
    /// <summary>A part of a sentence that names the nearest, as in "there is no option '--fro'<c>; did you mean '--from'?</c>"; empty when none is near.</summary>
    public static string Of(string typed, IEnumerable<string> names)
    {
        string word = typed.Split('=')[0];
        int most = Math.Max(1, word.TrimStart('-').Length / 3);
        string? nearest = names.Where(n => Distance(word, n) <= most || (word.Length > 3 && n.StartsWith(word, StringComparison.Ordinal))).MinBy(n => Distance(word, n));
        return nearest is null ? "" : " (did you mean '" + nearest + "'?)";
    }

    /// <summary>How many letters have to be put in, taken out, replaced or exchanged with their neighbour.</summary>
    private static int Distance(string a, string b)
    {
        int[,] distance = new int[a.Length + 1, b.Length + 1];
        for (int i = 0; i <= a.Length; i++)
            for (int j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    distance[i, j] = i + j;
                    continue;
                }
                int least = Math.Min(Math.Min(distance[i - 1, j], distance[i, j - 1]) + 1, distance[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                    least = Math.Min(least, distance[i - 2, j - 2] + 1);
                distance[i, j] = least;
            }
        return distance[a.Length, b.Length];
    }
}
