namespace MailLog.Routing;

/// <summary>Finds the bracket that has no partner. The framework's own message names the end of the expression, which helps nobody.</summary>
internal static class RegexBrackets
{
    public static string? FindUnbalanced(string pattern, ref int offset)
    {
        var open = new Stack<int>();
        for (int i = 0; i < pattern.Length; i++)
        {
            switch (pattern[i])
            {
                case '\\':
                    i++;
                    break;
                case '[':
                    int end = ClassEnd(pattern, i);
                    if (end < 0)
                    {
                        offset = i;
                        return "missing ]";
                    }
                    i = end;
                    break;
                case '(':
                    open.Push(i);
                    break;
                case ')' when open.Count == 0:
                    offset = i;
                    return ") without (";
                case ')':
                    open.Pop();
                    break;
            }
        }
        if (open.Count == 0)
            return null;
        offset = open.Peek();
        return "missing )";
    }

    /// <summary>A <c>]</c> that stands first is one of the characters.</summary>
    private static int ClassEnd(string pattern, int start)
    {
        int i = start + 1;
        if (i < pattern.Length && pattern[i] == '^')
            i++;
        if (i < pattern.Length && pattern[i] == ']')
            i++;
        for (; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\')
                i++;
            else if (pattern[i] == ']')
                return i;
        }
        return -1;
    }
}
