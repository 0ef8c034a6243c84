namespace MailLog.Parsing;

/// <summary>
/// Overwrites what clients sent to log in, in the lines as they come: in commands, and where other lines of the connection repeat it. It goes by lines alone, so the result does not
/// depend on how the input was cut into blocks.
/// </summary>
internal sealed class SecretRedactor
{
    /// <summary>Numbers at the beginning of a line of which one may be that of a process.</summary>
    private const int MostNumbers = 4, MostDigits = 10;

    /// <summary>The rest of a line that was torn comes soon, or not at all.</summary>
    private const int MostLinesBetween = 64;

    /// <summary>A user's name that is longer is not shown.</summary>
    private const int LongestUser = 256;

    private static ReadOnlySpan<byte> Head => "dispatching "u8;

    private readonly LoginTable _connections = new();
    private LoginMemory? _open;
    private long _openSince;

    /// <summary>Whether lines of a form are looked at: those of qpsmtpd, those that say anything, and those of dialects. Lines without form are, whatever their program.</summary>
    public static bool LooksAt(LineForm form, MailSystem system) => system == MailSystem.Qpsmtpd || form.IsAnyText || form.Kind == EventKind.Custom;

    /// <summary>Looks at a line: each once, in order.</summary>
    /// <returns>True when something was overwritten.</returns>
    public bool Redact(LogBlock block, int index)
    {
        ref LineRecord line = ref block.Lines[index];
        Span<byte> text = block.Bytes.AsSpan(line.Start, line.Length);
        if (line.Form == LineRecord.NoForm)
            return RedactUnknown(text, line.Header, block.FirstNumber + index);
        LineForm form = block.Forms[line.Form];
        if (!LooksAt(form, line.System))
            return false;
        if (line.System != MailSystem.Qpsmtpd)
            return RedactUnknown(text, line.Header, block.FirstNumber + index);
        int slot = form.Pattern.SlotOf(Field.Text);
        uint value = slot < 0 ? Pattern.Missing : block.Slots[line.FirstSlot + slot];
        Span<byte> said = value == Pattern.Missing ? default : text.Slice((int)(value >> 16), (int)(value & 0xFFFF));
        bool hasSecret = RedactKnown(text.Slice(line.Header.MessageStart), said, line.Kind, KeyOf(text, line.Header), block.FirstNumber + index);
        return form.IsAnyText ? hasSecret | RedactNumbered(text, line.Header, mayBeRest: false, out _) : hasSecret;
    }

    /// <summary>A line of qpsmtpd: of the message, the text is what others have said.</summary>
    private bool RedactKnown(Span<byte> message, Span<byte> text, EventKind kind, long key, long number)
    {
        if (kind == EventKind.Connect)
            (_connections.Find(key) ?? _connections.Add(key, LoginState.Outside)).Begin(key, LoginState.Outside);
        LoginMemory? connection = _connections.Find(key);
        if (connection == _open)
            _open = null;
        if (kind == EventKind.SmtpCommand)
            return RedactCommand(text, connection ?? _connections.Add(key, LoginState.Unknown), key, number) | Repeated(connection, message, default);
        bool hasSecret = kind == EventKind.SmtpReply ? SmtpSecrets.RedactReply(text) : SmtpSecrets.RedactReport(text) | RedactCommands(text, key, number);
        // Somebody's password is "wrong", and who sees that this word is overwritten here knows it.
        ReadOnlySpan<byte> wrong = "wrong password"u8;
        Span<byte> free = text.EndsWith(wrong) ? text.Slice(0, text.Length - wrong.Length) : text;
        return hasSecret | SmtpSecrets.RedactResponses(text) | Repeated(connection, message, free);
    }

    /// <summary>A line of which nothing else is known: qpsmtpd may write its log in a way that is not known, and lines are torn. Most logs have no login, and most of their lines no command.</summary>
    private bool RedactUnknown(Span<byte> line, in LineHeader header, long number)
    {
        bool isCommand = line.IndexOf(Head) >= 0, hasSecret = SmtpSecrets.RedactAnywhere(line);
        if (isCommand)
            hasSecret |= RedactCommands(line, KeyOf(line, header), number);
        if (_connections.IsEmpty)
            return hasSecret;
        if (header.ProcessId >= 0)
            hasSecret |= Repeated(_connections.Find(KeyOf(line, header)), line, line);
        hasSecret |= RedactNumbered(line, header, mayBeRest: !isCommand, out bool isKnown);
        Span<byte> message = line.Slice(header.MessageStart);
        if (!isKnown && !isCommand && header.ProcessId < 0 && _open is { State: LoginState.Begun } open && number - _openSince <= MostLinesBetween)
            hasSecret |= SmtpSecrets.RedactEncoded(message, open);
        return hasSecret | SmtpSecrets.RedactResponses(message);
    }

    /// <summary>A line that may have the number of its process in its text.</summary>
    private bool RedactNumbered(Span<byte> line, in LineHeader header, bool mayBeRest, out bool isKnown)
    {
        isKnown = false;
        bool hasSecret = false;
        Span<byte> rest = line.Slice(header.MessageStart);
        for (int i = 0; i < MostNumbers && !_connections.IsEmpty && TrySkipNumber(ref rest, out int processId); i++)
        {
            if (_connections.Find(LoginTable.KeyOf(line.Slice(header.HostStart, header.HostLength), processId)) is not { } connection)
                continue;
            isKnown = true;
            hasSecret |= (mayBeRest && RedactRest(rest, connection)) | Repeated(connection, rest, rest);
        }
        return hasSecret;
    }

    /// <summary>The rest of a command that was torn.</summary>
    private static bool RedactRest(Span<byte> text, LoginMemory connection)
    {
        if (connection.State == LoginState.Begun)
            return SmtpSecrets.RedactEncoded(text, connection);
        LoginPart part = LoginFinder.Find(text, mayAnswer: false);
        return part.Step == LoginStep.Login && SmtpSecrets.Fill(text.Slice(part.Start, part.End - part.Start));
    }

    /// <summary>Commands that a line tells of, wherever it does.</summary>
    private bool RedactCommands(Span<byte> line, long key, long number)
    {
        bool hasSecret = false;
        for (int i = line.IndexOf(Head); i >= 0; i = line.IndexOf(Head))
        {
            if (TryReadNumberBefore(line.Slice(0, i), out int processId))
                key = (long)processId << 32 | (uint)key;
            line = line.Slice(i + Head.Length);
            hasSecret |= RedactCommand(line, _connections.Find(key), key, number);
        }
        return hasSecret;
    }

    private bool RedactCommand(Span<byte> command, LoginMemory? connection, long key, long number)
    {
        // Without a number, lines of several connections cannot be told apart.
        LoginState state = connection is null ? LoginState.Outside : key < 0 ? LoginState.Unknown : connection.State;
        LoginPart part = LoginFinder.Find(command, mayAnswer: state != LoginState.Outside);
        Span<byte> secret = command.Slice(part.Start, part.End - part.Start), user = stackalloc byte[LongestUser];
        user = user.Slice(0, SaslUser.Read(command.Slice(part.Mechanism, part.MechanismLength), secret, user));
        if (user.Length + 2 > secret.Length)
            user = default;
        if (part.Step == LoginStep.Login)
        {
            connection ??= _connections.Add(key, LoginState.Begun);
            connection.State = LoginState.Begun;
            _open = connection;
            _openSince = number;
        }
        else if (part.Step == LoginStep.Command && connection is not null)
        {
            connection.State = LoginState.Outside;
        }

        // What is text rather than an answer has words that all lines have.
        if (part.Step == LoginStep.Login || state == LoginState.Begun || SaslText.LooksEncoded(secret))
            connection?.Remember(secret, user);
        bool hasSecret = SmtpSecrets.Fill(secret);
        user.CopyTo(secret);
        if (!user.IsEmpty)
            secret[user.Length] = (byte)' ';
        return hasSecret;
    }

    private static bool Repeated(LoginMemory? connection, Span<byte> message, Span<byte> text) =>
        connection is { IsEmpty: false } && (connection.Overwrite(message, onlyEncoded: true) | connection.Overwrite(text, onlyEncoded: false));

    private static long KeyOf(ReadOnlySpan<byte> line, in LineHeader header) => LoginTable.KeyOf(line.Slice(header.HostStart, header.HostLength), header.ProcessId);

    /// <summary>The next number that stands as a word, or in brackets.</summary>
    private static bool TrySkipNumber(ref Span<byte> text, out int number)
    {
        number = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (!Utf8.IsDigit(text[i]) || (i > 0 && text[i - 1] is not ((byte)' ' or (byte)'[' or (byte)'\t')))
                continue;
            int end = i;
            long value = 0;
            for (; end < text.Length && end - i <= MostDigits && Utf8.IsDigit(text[end]); end++)
                value = value * 10 + text[end] - '0';
            if (value > int.MaxValue || end - i > MostDigits || (end < text.Length && text[end] is not ((byte)' ' or (byte)']')))
                continue;
            number = (int)value;
            text = text.Slice(end);
            return true;
        }
        return false;
    }

    /// <summary>The number in front of a message; between them may be what <c>logging/adaptive</c> marks copies with.</summary>
    private static bool TryReadNumberBefore(ReadOnlySpan<byte> text, out int number)
    {
        int end = text.Length;
        if (text.EndsWith(" ` "u8))
            end -= 2;
        number = 0;
        if (end == 0 || text[end - 1] != ' ')
            return false;
        int start = --end;
        while (start > 0 && end - start <= MostDigits && Utf8.IsDigit(text[start - 1]))
            start--;
        long value = 0;
        foreach (byte b in text.Slice(start, end - start))
            value = value * 10 + b - '0';
        number = (int)value;
        return end > start && end - start <= MostDigits && value <= int.MaxValue;
    }
}
