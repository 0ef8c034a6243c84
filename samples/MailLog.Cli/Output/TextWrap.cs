namespace MailLog.Cli;

/// <summary>Long text over several lines.</summary>
internal static class TextWrap
{
    /// <summary>The text in lines of at most so many characters, broken at blanks where there are some.</summary>
    public static IEnumerable<string> Lines(string text, int width)
    {
        while (text.Length > width)
        {
            int blank = text.LastIndexOf(' ', width);
            int end = blank > width / 2 ? blank : char.IsHighSurrogate(text[width - 1]) ? width - 1 : width;
            yield return text[..end].TrimEnd(' ');
            text = text[end..].TrimStart(' ');
        }
        yield return text;
    }
}
