namespace MailLog.Routing;

/// <summary>An entry of a policy file: a line that is neither empty nor a comment.</summary>
internal sealed class PolicyLine(PolicyText file, int number, string text)
{
    public readonly PolicyText File = file;

    /// <summary>From 1.</summary>
    public readonly int Number = number;

    /// <summary>The whole line, without its end.</summary>
    public readonly string Text = text;

    public string FirstWord
    {
        get
        {
            int position = 0;
            return Word(ref position).Text;
        }
    }

    /// <summary>The entries of a text. Lines end at LF, with or without a CR before it: so do those of any editor.</summary>
    public static IEnumerable<PolicyLine> Entries(PolicyText file)
    {
        string text = file.Text;
        int start = text.Length > 0 && text[0] == '\uFEFF' ? 1 : 0, number = 0;
        while (start < text.Length)
        {
            int end = text.IndexOf('\n', start);
            int next = end < 0 ? text.Length : end + 1;
            end = end < 0 ? text.Length : end;
            if (end > start && text[end - 1] == '\r')
                end--;
            var line = new PolicyLine(file, ++number, text.Substring(start, end - start));
            start = next;
            string first = line.FirstWord;
            if (first.Length > 0 && first[0] != '#')
                yield return line;
        }
    }

    /// <summary>The next word, without the white space around it; empty at the end, and then it stands behind the last character that is not white space.</summary>
    public PolicyPart Word(ref int position)
    {
        int start = SkipSpace(position), end = start;
        while (end < Text.Length && !IsSpace(Text[end]))
            end++;
        position = end;
        return start == end ? EndPart() : new PolicyPart(this, Text.Substring(start, end - start), start, null);
    }

    /// <summary>What stands from a position to the end, without the white space around it.</summary>
    public PolicyPart Rest(int position)
    {
        int start = SkipSpace(position), end = Text.Length;
        while (end > start && IsSpace(Text[end - 1]))
            end--;
        return start == end ? EndPart() : new PolicyPart(this, Text.Substring(start, end - start), start, null);
    }

    public static bool IsSpace(char c) => c is ' ' or '\t';

    private PolicyPart EndPart()
    {
        int end = Text.Length;
        while (end > 0 && IsSpace(Text[end - 1]))
            end--;
        return new PolicyPart(this, "", end, null);
    }

    private int SkipSpace(int position)
    {
        while (position < Text.Length && IsSpace(Text[position]))
            position++;
        return position;
    }
}
