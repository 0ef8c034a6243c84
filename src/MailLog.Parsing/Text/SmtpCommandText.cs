namespace MailLog.Parsing;

/// <summary>The parts of a command as a client sent it (RFC 5321 section 4.1), read as servers do: leniently.</summary>
internal static class SmtpCommandText
{
    /// <summary>The command in capitals; missing when the first word is none.</summary>
    public static Utf8Text Verb(ReadOnlySpan<byte> line)
    {
        ReadOnlySpan<byte> word = Word(line).Bytes;
        foreach (byte[] verb in Verbs)
            if (new Utf8Text(word).EqualsIgnoreCase(verb))
                return new Utf8Text(verb);
        return default;
    }

    /// <summary>What stands behind the first word; missing when nothing does.</summary>
    public static Utf8Text Argument(ReadOnlySpan<byte> line)
    {
        int blank = line.IndexOfAny((byte)' ', (byte)'\t');
        if (blank < 0)
            return default;
        while (blank < line.Length && line[blank] is (byte)' ' or (byte)'\t')
            blank++;
        return blank == line.Length ? default : new Utf8Text(line.Slice(blank));
    }

    public static Utf8Text Word(ReadOnlySpan<byte> text)
    {
        int end = text.IndexOfAny((byte)' ', (byte)'\t');
        return text.IsEmpty ? default : new Utf8Text(end < 0 ? text : text.Slice(0, end));
    }

    /// <summary>The address of <c>MAIL FROM:&lt;a&gt; SIZE=1</c>, with or without its angle brackets.</summary>
    public static Utf8Text Path(ReadOnlySpan<byte> line)
    {
        int colon = line.IndexOf((byte)':');
        if (colon < 0)
            return default;
        ReadOnlySpan<byte> path = line.Slice(colon + 1);
        while (!path.IsEmpty && path[0] == ' ')
            path = path.Slice(1);
        if (path.IsEmpty || path[0] != '<')
            return Word(path);
        // A quoted local part may hold any bracket.
        bool isQuoted = false;
        for (int i = 1; i < path.Length; i++)
        {
            if (path[i] == '\\' && isQuoted)
                i++;
            else if (path[i] == '"')
                isQuoted = !isQuoted;
            else if (path[i] == '>' && !isQuoted)
                return new Utf8Text(path.Slice(1, i - 1));
        }
        return new Utf8Text(path.Slice(1));
    }

    /// <summary>The mechanism that an argument of AUTH begins with; missing when it was overwritten, as nobody's mechanism is named so.</summary>
    public static Utf8Text Mechanism(ReadOnlySpan<byte> argument) => Word(argument) is { IsEmpty: false } word && word.Bytes[0] != '*' ? word : default;

    /// <summary>The user that is left of an argument that was overwritten: before a blank and stars. Of one that was not, nothing.</summary>
    public static Utf8Text User(ReadOnlySpan<byte> argument)
    {
        Utf8Text rest = Argument(argument);
        if (rest.IsEmpty || rest.Bytes[rest.Length - 1] != '*')
            return default;
        Utf8Text user = Word(rest.Bytes);
        return user.Length < rest.Length ? user : default;
    }

    private static readonly byte[][] Verbs =
    [
        [.. "EHLO"u8], [.. "HELO"u8], [.. "LHLO"u8], [.. "MAIL"u8], [.. "RCPT"u8], [.. "DATA"u8], [.. "BDAT"u8], [.. "RSET"u8], [.. "QUIT"u8], [.. "NOOP"u8], [.. "AUTH"u8],
        [.. "STARTTLS"u8], [.. "VRFY"u8], [.. "EXPN"u8], [.. "HELP"u8], [.. "ETRN"u8], [.. "XCLIENT"u8], [.. "XFORWARD"u8], [.. "BURL"u8],
    ];
}
