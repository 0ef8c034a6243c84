namespace MailLog.Parsing;

/// <summary>What a command is to one who looks for logins.</summary>
internal enum LoginStep : byte
{
    /// <summary>No command of SMTP, and nothing else that is known.</summary>
    Other,

    /// <summary>A command of SMTP: what was begun before is over.</summary>
    Command,

    /// <summary>AUTH, or what looks like it: answers may follow, whether it was refused or not.</summary>
    Login,

    /// <summary>What can be an answer to a challenge.</summary>
    Answer,
}

/// <summary>What of a command must not be told: from <see cref="Start"/> to <see cref="End"/>.</summary>
internal readonly struct LoginPart(LoginStep step, int start, int end, int mechanism = 0, int mechanismLength = 0)
{
    public readonly LoginStep Step = step;
    public readonly int Start = start, End = end;

    /// <summary>Where the mechanism stands if the command begins with AUTH and has one.</summary>
    public readonly int Mechanism = mechanism, MechanismLength = mechanismLength;
}

/// <summary>Looks for logins in commands as clients sent them (RFC 4954): at the beginning, and in the middle of others, where they get behind a line end that was none, by escapes, or by mistake.</summary>
internal static class LoginFinder
{
    /// <summary>Looks at a command.</summary>
    /// <param name="command">The command.</param>
    /// <param name="mayAnswer">Whether AUTH was begun, and no command of SMTP has come since: then all else is an answer.</param>
    public static LoginPart Find(ReadOnlySpan<byte> command, bool mayAnswer)
    {
        int first = SkipBlanks(command, 0), end = TrimEnd(command);
        if (first >= end)
            return new LoginPart(LoginStep.Other, end, end);
        if (StartsWith(command.Slice(first), "AUTH"u8))
            return AtStart(command, first);
        Utf8Text verb = SmtpCommandText.Verb(command.Slice(first, end - first));
        LoginPart part = Within(command, first, end, verb);
        int response = SaslText.FindResponse(command.Slice(first));
        if (response >= 0 && first + response < part.Start)
            part = new LoginPart(part.Step == LoginStep.Login || !verb.HasValue ? LoginStep.Login : LoginStep.Command, first + response, end);
        if (mayAnswer && !verb.HasValue)
            return new LoginPart(part.Step == LoginStep.Login ? LoginStep.Login : LoginStep.Answer, first, end);
        return part.Step == LoginStep.Other && SaslText.LooksEncoded(command.Slice(first, end - first)) ? new LoginPart(LoginStep.Answer, first, end) : part;
    }

    /// <summary>Of what only begins like AUTH (AUTH=PLAIN, AUTHENTICATE, Authorization:), nobody knows where its secret stands. The text of a mail may come as commands, too.</summary>
    private static LoginPart AtStart(ReadOnlySpan<byte> command, int first)
    {
        if (StartsWith(command.Slice(first), "Authentication-Results:"u8))
            return new LoginPart(LoginStep.Other, command.Length, command.Length);
        return Behind(command, first + 4);
    }

    /// <summary>What stands behind AUTH; of a mechanism that is known, its argument.</summary>
    private static LoginPart Behind(ReadOnlySpan<byte> command, int start)
    {
        int word = SkipBlanks(command, start);
        if (word == start)
            return new LoginPart(LoginStep.Login, start, command.Length);
        int length = SmtpCommandText.Word(command.Slice(word)).Length;
        return SaslMechanism.IsKnown(command.Slice(word, length))
            ? new LoginPart(LoginStep.Login, SkipBlanks(command, word + length), command.Length, word, length)
            : new LoginPart(LoginStep.Login, word, command.Length);
    }

    private static LoginPart Within(ReadOnlySpan<byte> command, int first, int end, Utf8Text verb)
    {
        // Addresses have many such words in them.
        bool hasPath = verb == "MAIL"u8 || verb == "RCPT"u8;
        LoginStep none = verb.HasValue ? LoginStep.Command : LoginStep.Other;
        if (StartsWith(command.Slice(first), "PASS "u8))
            return new LoginPart(LoginStep.Login, SkipBlanks(command, first + 5), end);
        for (int i = first; i < end; i++)
        {
            if (!IsLetter(command[i]) || !IsWordStart(command, i))
                continue;
            int auth = AuthLength(command.Slice(i, end - i));
            if (auth > 0 && hasPath && i + auth < end && command[i + auth] == '=')
                return BehindMailbox(command, i, end);
            if (auth > 0 && (hasPath ? IsGap(command, i + auth) : IsWordEnd(command, i + auth)))
                return Embedded(Behind(command, i + auth));
            int mechanism = hasPath ? 0 : SaslMechanism.LengthAt(command.Slice(i, end - i));
            if (mechanism == 0 || (i + mechanism < end && !IsGap(command, i + mechanism)))
                continue;
            int argument = SkipBlanks(command, i + mechanism);
            if (argument < end)
                return new LoginPart(LoginStep.Login, argument, end);
            if (!verb.HasValue && command.Slice(first, i - first).IndexOf((byte)' ') is int blank && (blank < 0 || first + blank == i - 1))
                return new LoginPart(LoginStep.Login, end, end);
        }
        return new LoginPart(none, end, end);
    }

    /// <summary>Only of a command that begins with AUTH the user is read.</summary>
    private static LoginPart Embedded(LoginPart part) => new(part.Step, part.Start, part.End);

    /// <summary>MAIL's parameter AUTH (RFC 4954 section 5) holds a mailbox; behind it, base64 is no parameter.</summary>
    private static LoginPart BehindMailbox(ReadOnlySpan<byte> command, int start, int end)
    {
        for (int i = start + SmtpCommandText.Word(command.Slice(start)).Length; (i = SkipBlanks(command, i)) < end;)
        {
            ReadOnlySpan<byte> word = SmtpCommandText.Word(command.Slice(i, end - i)).Bytes;
            if (AuthLength(word) == word.Length)
                return Embedded(Behind(command, i + word.Length));
            if (SaslText.LooksEncoded(word) && !IsParameter(word))
                return new LoginPart(LoginStep.Login, i, end);
            i += word.Length;
        }
        return new LoginPart(LoginStep.Command, end, end);
    }

    /// <summary><c>NAME=value</c>, or one of those that have no value and look like base64.</summary>
    private static bool IsParameter(ReadOnlySpan<byte> word) => (word.IndexOf((byte)'=') is >= 0 and int value && word[word.Length - 1] != '=' && value < word.Length)
        || new Utf8Text(word).EqualsIgnoreCase("SMTPUTF8"u8) || new Utf8Text(word).EqualsIgnoreCase("REQUIRETLS"u8);

    /// <summary>AUTH, XAUTH, IMAP's AUTHENTICATE.</summary>
    private static int AuthLength(ReadOnlySpan<byte> text)
    {
        int x = text[0] is (byte)'x' or (byte)'X' ? 1 : 0;
        text = text.Slice(x);
        if (!StartsWith(text, "AUTH"u8))
            return 0;
        return x + (StartsWith(text, "AUTHENTICATE"u8) ? 12 : 4);
    }

    /// <summary>Not in the middle of a name, unless what stands before it is an escape of a logger: <c>#015</c>, <c>\r</c>, <c>\x0d</c>, <c>\015</c>, <c>^M</c>, <c>%0d</c>.</summary>
    private static bool IsWordStart(ReadOnlySpan<byte> text, int at)
    {
        if (at == 0 || !IsOfName(text[at - 1]))
            return true;
        return (at >= 2 && text[at - 2] is (byte)'\\' or (byte)'^') || (at >= 3 && text[at - 3] == '%') || (at >= 4 && text[at - 4] is (byte)'#' or (byte)'\\');
    }

    private static bool IsWordEnd(ReadOnlySpan<byte> text, int at) => at >= text.Length || !IsOfName(text[at]) || SaslMechanism.LengthAt(text.Slice(at)) > 0;

    /// <summary>A blank, a control byte, what is not ASCII, or an escape.</summary>
    private static bool IsGap(ReadOnlySpan<byte> text, int at) =>
        at >= text.Length || text[at] <= ' ' || text[at] >= 127 || text[at] is (byte)'\\' or (byte)'^' or (byte)'%' || (text[at] == '#' && at + 1 < text.Length && text[at + 1] == '0');

    private static bool IsOfName(byte b) => IsLetter(b) || Utf8.IsDigit(b) || b is (byte)'.' or (byte)'-' or (byte)'_' or (byte)'@' or (byte)'/' or (byte)'=' or (byte)'+';

    private static bool IsLetter(byte b) => (uint)((b | 0x20) - 'a') <= 25;

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> word) => text.Length >= word.Length && new Utf8Text(text.Slice(0, word.Length)).EqualsIgnoreCase(word);

    private static int SkipBlanks(ReadOnlySpan<byte> text, int at)
    {
        while (at < text.Length && text[at] is (byte)' ' or (byte)'\t')
            at++;
        return at;
    }

    private static int TrimEnd(ReadOnlySpan<byte> text)
    {
        int length = text.Length;
        while (length > 0 && text[length - 1] <= ' ')
            length--;
        return length;
    }
}
