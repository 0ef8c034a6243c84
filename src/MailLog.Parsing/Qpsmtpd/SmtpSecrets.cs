namespace MailLog.Parsing;

/// <summary>
/// Overwrites what others say again of logins, and settings that hold passwords: qpsmtpd and its plugins have texts of their own for that. What is secret becomes <c>*</c>, in place.
/// What is overwritten twice loses the user: that is to be done once.
/// </summary>
internal static class SmtpSecrets
{
    /// <summary>Looks at a line of which nothing else is known.</summary>
    public static bool RedactAnywhere(Span<byte> line)
    {
        bool hasSecret = false;
        if (line.IndexOf("', ("u8) >= 0 || line.IndexOf("fail, '"u8) >= 0)
            hasSecret = RedactCounted(line);
        if (line.IndexOf("config"u8) is >= 0 and int config)
            hasSecret |= RedactSetting(line.Slice(config));
        return hasSecret;
    }

    /// <summary>Looks for words that show by themselves what they are.</summary>
    public static bool RedactResponses(Span<byte> text)
    {
        bool hasSecret = false;
        for (int i = SaslText.FindResponse(text); i >= 0; i = SaslText.FindResponse(text))
        {
            int length = SaslText.RunLength(text.Slice(i));
            hasSecret |= Fill(text.Slice(i, length));
            text = text.Slice(i + length);
        }
        return hasSecret;
    }

    /// <summary>Overwrites all that can be base64: in what can be the rest of a login.</summary>
    public static bool RedactEncoded(Span<byte> text, LoginMemory connection)
    {
        bool hasSecret = false;
        for (int i = 0; i < text.Length;)
        {
            int length = SaslText.RunLength(text.Slice(i));
            if (length >= SaslText.ShortestEncoded)
            {
                connection.Remember(text.Slice(i, length), default);
                hasSecret |= Fill(text.Slice(i, length));
            }
            i += length + 1;
        }
        return hasSecret;
    }

    /// <summary>Looks at replies that say again what the client sent (Auth.pm, SMTP.pm, TcpServer.pm).</summary>
    public static bool RedactReply(Span<byte> text)
    {
        ReadOnlySpan<byte> mechanism = "Unimplemented authentification mechanism: "u8, invalid = "Authentication invalid ("u8, unrecognized = "command unrecognized: '"u8;
        if (text.StartsWith(mechanism))
            return !SaslMechanism.IsKnown(text.Slice(mechanism.Length)) && Fill(text.Slice(mechanism.Length));
        if (text.StartsWith(invalid))
        {
            // All that was sent, when it has no NUL in it.
            Span<byte> sent = text.Slice(invalid.Length);
            return Fill(sent.EndsWith(")"u8) ? sent.Slice(0, sent.Length - 1) : sent);
        }
        return text.StartsWith(unrecognized) && RedactQuoted(text.Slice(unrecognized.Length - 1));
    }

    /// <summary>Looks at what plugins say: of a command that is none (count_unrecognized_commands, in small letters), and of a login (auth_ldap_bind, LOGDEBUG).</summary>
    public static bool RedactReport(Span<byte> text)
    {
        ReadOnlySpan<byte> user = "user: "u8, password = ", pass: "u8;
        if (text.StartsWith("'"u8))
            return RedactQuoted(text);
        return text.StartsWith(user) && text.IndexOf(password) is >= 0 and int at ? Fill(text.Slice(at + password.Length)) : RedactSetting(text);
    }

    /// <summary>
    /// At LOGDEBUG, qpsmtpd writes its settings as it reads them, and files of passwords are settings (flat_auth_pw): <c>config(NAME) returning (…) from cache</c>,
    /// <c>config(NAME): hook returned (…)</c>, <c>setting _config_cache for NAME to […] from …</c>.
    /// </summary>
    private static bool RedactSetting(Span<byte> text)
    {
        ReadOnlySpan<byte> call = "config("u8, cache = "_config_cache for "u8;
        int at = text.IndexOf(cache), start = at >= 0 ? at + cache.Length : text.StartsWith(call) ? call.Length : -1;
        if (start < 0)
            return false;
        Span<byte> rest = text.Slice(start);
        int end = rest.IndexOfAny((byte)')', (byte)' ');
        if (end < 0)
            return false;
        ReadOnlySpan<byte> name = rest.Slice(0, end);
        return (name.IndexOf("pw"u8) >= 0 || name.IndexOf("pass"u8) >= 0 || name.IndexOf("secret"u8) >= 0 || name.IndexOf("auth"u8) >= 0) && Fill(rest.Slice(end + 1));
    }

    /// <summary>Looks for <c>'command', (3)</c> or <c>'command' (3)</c> at the end of a line: count_unrecognized_commands, wherever it says it.</summary>
    private static bool RedactCounted(Span<byte> line)
    {
        int end = line.Length - 1, count = line.LastIndexOf((byte)'(');
        if (count < 0 || end < 0 || line[end] != ')')
            return false;
        for (int i = count + 1; i < end; i++)
            if (!Utf8.IsDigit(line[i]))
                return false;
        Span<byte> text = line.Slice(0, count);
        text = text.EndsWith("', "u8) ? text.Slice(0, text.Length - 3) : text.EndsWith("' "u8) ? text.Slice(0, text.Length - 2) : default;
        // Base64 has no quotes in it; the rest of a login may have.
        int start = text.IndexOf("'auth"u8);
        if (start < 0)
            start = text.LastIndexOf((byte)'\'');
        return start >= 0 && RedactRepeated(text.Slice(start + 1));
    }

    /// <summary>A command in quotes; nothing in it is escaped.</summary>
    private static bool RedactQuoted(Span<byte> text)
    {
        int end = text.LastIndexOf((byte)'\'');
        return RedactRepeated(end > 0 ? text.Slice(1, end - 1) : text.Slice(1));
    }

    private static bool RedactRepeated(Span<byte> command)
    {
        LoginPart part = LoginFinder.Find(command, mayAnswer: false);
        return Fill(command.Slice(part.Start, part.End - part.Start));
    }

    public static bool Fill(Span<byte> text)
    {
        text.Fill((byte)'*');
        return !text.IsEmpty;
    }
}
