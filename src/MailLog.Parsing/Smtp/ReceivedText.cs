namespace MailLog.Parsing;

/// <summary>Reads what a Received field (RFC 5321 section 4.4) says of the server that wrote it.</summary>
internal static class ReceivedText
{
    /// <param name="value">The unfolded value.</param>
    public static ReceivedField Parse(ReadOnlySpan<byte> value)
    {
        // The client's name comes first and can hold words like "by" and "id" (Postfix joins the words of a HELO by blanks), so the last "by" counts: what
        // follows it is the server's, but for a recipient in angle brackets.
        ReadOnlySpan<byte> by = default, id = default;
        bool hasBy = false, hasId = false;
        int position = 0;
        while (TryNext(value, ref position, out ReadOnlySpan<byte> word))
        {
            if (Utf8.EqualsAsciiIgnoreCase(word, "by"))
            {
                hasBy = TryNext(value, ref position, out by);
                hasId = false;
            }
            else if (hasBy && !hasId && Utf8.EqualsAsciiIgnoreCase(word, "id"))
            {
                hasId = TryNext(value, ref position, out id);
            }
        }
        return new ReceivedField(hasBy ? by.ToArray() : null, hasId ? id.ToArray() : null);
    }

    /// <summary>The next word outside of comments, quotes and angle brackets; false at the end, or at the semicolon before the date.</summary>
    private static bool TryNext(ReadOnlySpan<byte> text, scoped ref int position, out ReadOnlySpan<byte> word)
    {
        word = default;
        int start = -1;
        for (; position < text.Length; position++)
        {
            byte b = text[position];
            bool isWord = b is not ((byte)' ' or (byte)'\t' or (byte)';' or (byte)'(' or (byte)'"' or (byte)'<');
            if (isWord && start < 0)
                start = position;
            if (isWord)
                continue;
            if (start >= 0)
                break;
            if (b is (byte)' ' or (byte)'\t')
                continue;
            if (b == ';')
                return false;
            position = SkipGroup(text, position) - 1;
        }
        if (start < 0)
            return false;
        word = text.Slice(start, position - start);
        return true;
    }

    /// <summary>The position behind a comment (they nest), a quoted text or a path.</summary>
    private static int SkipGroup(ReadOnlySpan<byte> text, int position)
    {
        byte open = text[position], close = open == '(' ? (byte)')' : open == '<' ? (byte)'>' : open;
        int depth = 0;
        for (; position < text.Length; position++)
        {
            byte b = text[position];
            if (b == '\\')
                position++;
            else if (open == '(' && b == open)
                depth++;
            else if (depth > 0 && b == close && (open == '(' || depth == 1))
            {
                if (--depth == 0)
                    return position + 1;
            }
            else if (depth == 0)
                depth = 1;
            else if (open == '<' && b == '"')
                position = SkipGroup(text, position) - 1;
        }
        return text.Length;
    }
}
