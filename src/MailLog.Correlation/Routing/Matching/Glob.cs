namespace MailLog.Routing;

/// <summary>Wildcards: <c>*</c> is one or more of any character.</summary>
internal static class Glob
{
    /// <summary>No address holds it, and no pattern: it stands for whatever another pattern's <c>*</c> may be.</summary>
    private const char Anything = '\u0001';

    /// <summary>Whether a text fits a pattern, both in the same case. Takes no longer than the product of their lengths.</summary>
    public static bool IsMatch(string pattern, string text)
    {
        int p = 0, t = 0, star = -1, taken = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                taken = ++t;
            }
            else if (p < pattern.Length && pattern[p] == text[t])
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++taken;
            }
            else
            {
                return false;
            }
        }
        return p == pattern.Length;
    }

    /// <summary>
    /// Whether all that fits <paramref name="inner"/> fits <paramref name="outer"/>. It does exactly when that holds for one character that neither has, in the place of each star of the
    /// inner one: only a star can take that character, and a star takes whatever else may stand there.
    /// </summary>
    public static bool Covers(string outer, string inner) => IsMatch(outer, inner.Replace('*', Anything));
}
