namespace MailLog.Cli;

/// <summary>Long text over several lines.</summary>
internal static class TextWrap
{
    /// <summary>The text in lines of at most so many characters, broken at blanks where there are some.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        int start = 0;
        while (text.Length - start > width)
        {
            int blank = text.LastIndexOf(' ', start + width, width);
            int end = blank > start + width / 2 ? blank : start + (char.IsHighSurrogate(text[start + width - 1]) ? width - 1 : width);
            yield return text[start..end].TrimEnd(' ');
            for (start = end; start < text.Length && text[start] == ' ';)
                start++;
        }
        if (start < text.Length || text.Length == 0)
            yield return text[start..];
    }
}
