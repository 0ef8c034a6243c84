namespace MailLog.Parsing;

/// <summary>
/// Overwrites what AUTH commands carry (RFC 4954): qpsmtpd logs commands as they come, passwords included. Of the argument only the user's name stays, where the mechanism has it in the open
/// (PLAIN, LOGIN, XOAUTH2, OAUTHBEARER); all else becomes <c>*</c>, in place, before anybody can see it. What is overwritten twice loses the user: that is to be done once.
/// </summary>
internal static class SmtpSecrets
{
    /// <summary>RFC 4422 section 3.1.</summary>
    private const int LongestMechanism = 20;

    /// <summary>A user's name that is longer is not shown.</summary>
    private const int LongestUser = 256;

    /// <summary>What a password of six bytes becomes in base64. Less is an odd command more often than a password.</summary>
    private const int ShortestEncoded = 8;

    /// <summary>Looks for a command in a line of which nothing else is known: qpsmtpd may write its log in a way that is not known.</summary>
    public static bool RedactUnknown(Span<byte> line)
    {
        ReadOnlySpan<byte> head = "dispatching "u8;
        if (line.IndexOf("', ("u8) >= 0 || line.IndexOf("fail, '"u8) >= 0)
            RedactCounted(line);
        if (line.IndexOf("config"u8) is >= 0 and int config)
            RedactSetting(line.Slice(config));
        bool hasSecret = false;
        for (int i = line.IndexOf(head); i >= 0; i = line.IndexOf(head))
        {
            line = line.Slice(i + head.Length);
            hasSecret |= RedactCommand(line, showUser: true);
        }
        return hasSecret;
    }

    /// <summary>Looks at a command as the client sent it.</summary>
    /// <param name="line">The command.</param>
    /// <param name="showUser">Whether the user's name may stay.</param>
    /// <returns>True when something was overwritten.</returns>
    public static bool RedactCommand(Span<byte> line, bool showUser)
    {
        line = SkipBlanks(line);
        ReadOnlySpan<byte> verb = "AUTH"u8;
        if (line.Length < verb.Length || !new Utf8Text(line.Slice(0, verb.Length)).EqualsIgnoreCase(verb))
        {
            // The answer to a challenge comes as a command when the server has refused AUTH, and the client did not wait.
            Span<byte> word = TrimEnd(line);
            return LooksEncoded(word) && !SmtpCommandText.Verb(word).HasValue && Fill(word);
        }
        // Of what only begins like AUTH (AUTH=PLAIN, AUTHENTICATE, Authorization:), nobody knows where its secret stands. The text of a mail may come as commands, too.
        ReadOnlySpan<byte> results = "Authentication-Results:"u8;
        if (line.Length >= results.Length && new Utf8Text(line.Slice(0, results.Length)).EqualsIgnoreCase(results))
            return false;
        Span<byte> rest = line.Slice(verb.Length);
        if (!rest.IsEmpty && rest[0] is not ((byte)' ' or (byte)'\t'))
            return Fill(rest);
        rest = SkipBlanks(rest);
        int length = WordLength(rest);
        ReadOnlySpan<byte> mechanism = rest.Slice(0, length);
        if (!IsMechanism(mechanism))
            return Fill(rest);
        Span<byte> argument = SkipBlanks(rest.Slice(length));
        Span<byte> user = stackalloc byte[LongestUser];
        int shown = showUser ? SaslUser.Read(mechanism, argument, user) : 0;
        bool hasSecret = Fill(argument);
        if (shown == 0 || shown + 2 > argument.Length)
            return hasSecret;
        user.Slice(0, shown).CopyTo(argument);
        argument[shown] = (byte)' ';
        return hasSecret;
    }

    /// <summary>Looks at replies that say again what the client sent (Auth.pm, SMTP.pm, TcpServer.pm).</summary>
    public static void RedactReply(Span<byte> text)
    {
        ReadOnlySpan<byte> mechanism = "Unimplemented authentification mechanism: "u8, invalid = "Authentication invalid ("u8, unrecognized = "command unrecognized: '"u8;
        if (text.StartsWith(mechanism))
        {
            if (!IsMechanism(text.Slice(mechanism.Length)))
                Fill(text.Slice(mechanism.Length));
        }
        else if (text.StartsWith(invalid))
        {
            // All that was sent, when it has no NUL in it.
            Span<byte> sent = text.Slice(invalid.Length);
            Fill(sent.EndsWith(")"u8) ? sent.Slice(0, sent.Length - 1) : sent);
        }
        else if (text.StartsWith(unrecognized))
        {
            RedactQuoted(text.Slice(unrecognized.Length - 1));
        }
    }

    /// <summary>Looks at what plugins say: of a command that is none (count_unrecognized_commands, in small letters), and of a login (auth_ldap_bind, LOGDEBUG).</summary>
    public static void RedactReport(Span<byte> text)
    {
        ReadOnlySpan<byte> user = "user: "u8, password = ", pass: "u8;
        if (text.StartsWith("'"u8))
            RedactQuoted(text);
        else if (text.StartsWith(user) && text.IndexOf(password) is >= 0 and int at)
            Fill(text.Slice(at + password.Length));
        else
            RedactSetting(text);
    }

    /// <summary>
    /// At LOGDEBUG, qpsmtpd writes its settings as it reads them, and files of passwords are settings (flat_auth_pw): <c>config(NAME) returning (…) from cache</c>,
    /// <c>config(NAME): hook returned (…)</c>, <c>setting _config_cache for NAME to […] from …</c>.
    /// </summary>
    private static void RedactSetting(Span<byte> text)
    {
        ReadOnlySpan<byte> call = "config("u8, cache = "_config_cache for "u8;
        int at = text.IndexOf(cache), start = at >= 0 ? at + cache.Length : text.StartsWith(call) ? call.Length : -1;
        if (start < 0)
            return;
        Span<byte> rest = text.Slice(start);
        int end = rest.IndexOfAny((byte)')', (byte)' ');
        if (end < 0)
            return;
        ReadOnlySpan<byte> name = rest.Slice(0, end);
        if (name.IndexOf("pw"u8) >= 0 || name.IndexOf("pass"u8) >= 0 || name.IndexOf("secret"u8) >= 0 || name.IndexOf("auth"u8) >= 0)
            Fill(rest.Slice(end + 1));
    }

    /// <summary>Looks for <c>'command', (3)</c> or <c>'command' (3)</c> at the end of a line: count_unrecognized_commands, wherever it says it.</summary>
    private static void RedactCounted(Span<byte> line)
    {
        int end = line.Length - 1, count = line.LastIndexOf((byte)'(');
        if (count < 0 || end < 0 || line[end] != ')')
            return;
        for (int i = count + 1; i < end; i++)
            if (!Utf8.IsDigit(line[i]))
                return;
        Span<byte> text = line.Slice(0, count);
        text = text.EndsWith("', "u8) ? text.Slice(0, text.Length - 3) : text.EndsWith("' "u8) ? text.Slice(0, text.Length - 2) : default;
        // Base64 has no quotes in it; the rest of a login may have.
        int start = text.IndexOf("'auth"u8);
        if (start < 0)
            start = text.LastIndexOf((byte)'\'');
        if (start >= 0)
            RedactCommand(text.Slice(start + 1), showUser: false);
    }

    /// <summary>A command in quotes; nothing in it is escaped.</summary>
    private static void RedactQuoted(Span<byte> text)
    {
        int end = text.LastIndexOf((byte)'\'');
        RedactCommand(end > 0 ? text.Slice(1, end - 1) : text.Slice(1), showUser: false);
    }

    private static bool Fill(Span<byte> text)
    {
        text.Fill((byte)'*');
        return !text.IsEmpty;
    }

    private static bool IsMechanism(ReadOnlySpan<byte> word)
    {
        foreach (byte b in word)
            if ((uint)((b | 0x20) - 'a') > 25 && !Utf8.IsDigit(b) && b is not ((byte)'-' or (byte)'_'))
                return false;
        // Nobody's mechanism is named so, but somebody's password may be.
        return word.Length is > 0 and <= LongestMechanism && IsKnown(word);
    }

    private static bool IsKnown(ReadOnlySpan<byte> word)
    {
        foreach (byte[] name in Mechanisms)
            if (new Utf8Text(word).EqualsIgnoreCase(name))
                return true;
        return false;
    }

    private static readonly byte[][] Mechanisms =
    [
        [.. "PLAIN"u8], [.. "LOGIN"u8], [.. "CRAM-MD5"u8], [.. "DIGEST-MD5"u8], [.. "EXTERNAL"u8], [.. "ANONYMOUS"u8], [.. "GSSAPI"u8], [.. "NTLM"u8], [.. "XOAUTH"u8],
        [.. "XOAUTH2"u8], [.. "OAUTHBEARER"u8], [.. "SCRAM-SHA-1"u8], [.. "SCRAM-SHA-1-PLUS"u8], [.. "SCRAM-SHA-256"u8], [.. "SCRAM-SHA-256-PLUS"u8], [.. "KERBEROS_V4"u8],
        [.. "OTP"u8], [.. "SECURID"u8], [.. "GS2-KRB5"u8], [.. "APOP"u8],
    ];

    /// <summary>Base64, with its padding or without, whole or cut off.</summary>
    private static bool LooksEncoded(ReadOnlySpan<byte> word)
    {
        if (word.Length < ShortestEncoded)
            return false;
        foreach (byte b in word)
            if ((uint)((b | 0x20) - 'a') > 25 && !Utf8.IsDigit(b) && b is not ((byte)'+' or (byte)'/' or (byte)'='))
                return false;
        return true;
    }

    private static int WordLength(ReadOnlySpan<byte> text)
    {
        int length = text.IndexOfAny((byte)' ', (byte)'\t');
        return length < 0 ? text.Length : length;
    }

    private static Span<byte> SkipBlanks(Span<byte> text)
    {
        int i = 0;
        while (i < text.Length && text[i] is (byte)' ' or (byte)'\t')
            i++;
        return text.Slice(i);
    }

    private static Span<byte> TrimEnd(Span<byte> text)
    {
        int length = text.Length;
        while (length > 0 && text[length - 1] <= ' ')
            length--;
        return text.Slice(0, length);
    }
}
