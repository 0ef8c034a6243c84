namespace MailLog.Parsing;

/// <summary>What a client's command is about, as far as archives need to know.</summary>
internal enum SmtpVerb : byte
{
    None,
    Helo,
    Xforward,
    Mail,
    Rcpt,
    Data,
    Bdat,
    Reset,
    Quit,
    Auth,
    StartTls,

    /// <summary>The client is another from here on, as if it had just connected (Postfix XCLIENT_README).</summary>
    Xclient,

    /// <summary>A command that changes nothing.</summary>
    Other,
}

/// <summary>Finds the verb of a line.</summary>
internal static class SmtpVerbs
{
    /// <summary>Longer prefixes are not believed: the first line is a stranger's, too.</summary>
    private const int MaxPrefix = 128;

    private static readonly (string Word, SmtpVerb Verb)[] Words =
    [
        ("ehlo", SmtpVerb.Helo), ("helo", SmtpVerb.Helo), ("lhlo", SmtpVerb.Helo), ("xforward", SmtpVerb.Xforward), ("mail", SmtpVerb.Mail), ("rcpt", SmtpVerb.Rcpt),
        ("data", SmtpVerb.Data), ("bdat", SmtpVerb.Bdat), ("rset", SmtpVerb.Reset), ("quit", SmtpVerb.Quit), ("auth", SmtpVerb.Auth), ("starttls", SmtpVerb.StartTls),
        ("xclient", SmtpVerb.Xclient), ("noop", SmtpVerb.Other), ("vrfy", SmtpVerb.Other), ("expn", SmtpVerb.Other), ("help", SmtpVerb.Other), ("etrn", SmtpVerb.Other),
        ("proxy", SmtpVerb.Other),
    ];

    /// <summary>The verb at the start of a line, in any case, and what follows it and its blanks.</summary>
    public static SmtpVerb Read(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> arguments)
    {
        foreach ((string word, SmtpVerb verb) in Words)
        {
            if (line.Length < word.Length || !Utf8.EqualsAsciiIgnoreCase(line.Slice(0, word.Length), word))
                continue;
            ReadOnlySpan<byte> rest = line.Slice(word.Length);
            if (rest.IsEmpty || rest[0] is (byte)' ' or (byte)'\t')
            {
                arguments = Trim(rest);
                return verb;
            }
        }
        arguments = default;
        return SmtpVerb.None;
    }

    /// <summary>The length of what stands before the first verb of a session's first line; -1 when the line does not begin a session.</summary>
    public static int FindPrefix(ReadOnlySpan<byte> line)
    {
        for (int i = 0; i < line.Length && i <= MaxPrefix; i++)
        {
            // A proxy's prefix is a word, perhaps with a blank behind it; "mail" stands in the middle of many a text.
            if (i > 1 && line[i - 2] <= ' ')
                return -1;
            SmtpVerb verb = Read(line.Slice(i), out ReadOnlySpan<byte> arguments);
            if (verb == SmtpVerb.Mail ? IsMail(arguments) : i == 0 ? verb != SmtpVerb.None : verb == SmtpVerb.Helo && !arguments.IsEmpty)
                return i;
        }
        return -1;
    }

    /// <summary>The arguments are those of MAIL.</summary>
    public static bool IsMail(ReadOnlySpan<byte> arguments) => arguments.Length >= 5 && Utf8.EqualsAsciiIgnoreCase(arguments.Slice(0, 5), "from:");

    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty && text[0] is (byte)' ' or (byte)'\t')
            text = text.Slice(1);
        while (!text.IsEmpty && text[text.Length - 1] is (byte)' ' or (byte)'\t')
            text = text.Slice(0, text.Length - 1);
        return text;
    }

    /// <summary>The next word, and what follows it.</summary>
    public static ReadOnlySpan<byte> Word(scoped ref ReadOnlySpan<byte> text)
    {
        text = Trim(text);
        int length = text.IndexOfAny((byte)' ', (byte)'\t');
        ReadOnlySpan<byte> word = length < 0 ? text : text.Slice(0, length);
        text = text.Slice(word.Length);
        return word;
    }

    public static bool HasControls(ReadOnlySpan<byte> text)
    {
        foreach (byte b in text)
            if (b is < (byte)' ' and not (byte)'\t' or 127)
                return true;
        return false;
    }
}
