namespace MailLog.Parsing;

/// <summary>Reads the arguments of MAIL and RCPT.</summary>
internal static class EnvelopeText
{
    /// <summary>Reads <c>FROM:&lt;a@b&gt; SIZE=5</c>; false when there is no address that can be read.</summary>
    /// <param name="arguments">What follows the verb.</param>
    /// <param name="word">In lower case: <c>from:</c> or <c>to:</c>.</param>
    /// <param name="address">The address, perhaps missing.</param>
    public static bool TryParse(ReadOnlySpan<byte> arguments, string word, out EnvelopeAddress address)
    {
        address = EnvelopeAddress.None;
        if (arguments.Length < word.Length || !Utf8.EqualsAsciiIgnoreCase(arguments.Slice(0, word.Length), word) || SmtpVerbs.HasControls(arguments))
            return false;
        // A blank behind the colon is wrong, and usual.
        ReadOnlySpan<byte> rest = SmtpVerbs.Trim(arguments.Slice(word.Length)), path;
        if (!rest.IsEmpty && rest[0] == '<')
        {
            int close = Close(rest);
            if (close < 0)
                return false;
            path = rest.Slice(1, close - 1);
            rest = rest.Slice(close + 1);
        }
        else
        {
            path = SmtpVerbs.Word(ref rest);
            if (path.IsEmpty)
                return false;
        }
        address = new EnvelopeAddress(WithoutRoute(path).ToArray(), Parameters(rest));
        return true;
    }

    /// <summary>The bracket that closes the path: not one in a quoted local part.</summary>
    private static int Close(ReadOnlySpan<byte> text)
    {
        bool isQuoted = false;
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                isQuoted = !isQuoted;
            else if (text[i] == '>' && !isQuoted)
                return i;
        }
        return -1;
    }

    /// <summary>A source route (<c>@a,@b:</c>) is to be ignored (RFC 5321 appendix C).</summary>
    private static ReadOnlySpan<byte> WithoutRoute(ReadOnlySpan<byte> path)
    {
        int colon = !path.IsEmpty && path[0] == '@' ? path.IndexOf((byte)':') : -1;
        return path.Slice(colon + 1);
    }

    private static byte[] Parameters(ReadOnlySpan<byte> text)
    {
        var kept = new List<byte>();
        while (true)
        {
            ReadOnlySpan<byte> word = SmtpVerbs.Word(ref text);
            // From AUTH on nothing is kept: it might be a command whose line end was lost.
            if (word.IsEmpty || (word.Length >= 4 && Utf8.EqualsAsciiIgnoreCase(word.Slice(0, 4), "auth")))
                return [.. kept];
            if (kept.Count > 0)
                kept.Add((byte)' ');
            foreach (byte b in word)
                kept.Add(b);
        }
    }
}
