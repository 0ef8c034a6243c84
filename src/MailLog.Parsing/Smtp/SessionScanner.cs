namespace MailLog.Parsing;

/// <summary>Reads the commands of one session; <see cref="ContentScanner"/> reads what stands between them.</summary>
internal sealed class SessionScanner(ArchiveInput input)
{
    private const int MaxDiagnostics = 100;

    private readonly ContentScanner _content = new(input);
    private readonly List<ArchivedTransaction> _transactions = [];
    private readonly List<ArchiveDiagnostic> _diagnostics = [];
    private byte[] _prefix = [];
    private byte[]? _helo;
    private XforwardAttributes _xforward = XforwardAttributes.None;
    private ArchivedTransaction? _open;
    private bool _hasContent, _isAmbiguous, _hasQuit, _isBehindAuth;

    public ArchivedSession Scan(string path)
    {
        bool isFirst = true, isWhole = true;
        while (isWhole && input.TryRead(out ArchiveLine line))
        {
            // A command without its line end may be the start of another one.
            isWhole = line.End != LineEnd.None;
            if (!isWhole)
                Report(ArchiveDiagnosticKind.CutOff, line.Offset);
            else if (isFirst && !TryFindPrefix(line))
                break;
            else if (!Take(line))
                break;
            isFirst = false;
        }
        Close();
        return new ArchivedSession(path, _prefix, _transactions, _diagnostics, isWhole && _hasQuit);
    }

    private bool TryFindPrefix(ArchiveLine line)
    {
        int length = SmtpVerbs.FindPrefix(line.Text);
        if (length < 0)
            Report(ArchiveDiagnosticKind.NotSmtp, line.Offset);
        else
            _prefix = line.Text.Slice(0, length).ToArray();
        return length >= 0;
    }

    /// <summary>Takes a line where a command is expected; false when nothing behind it can be read.</summary>
    private bool Take(ArchiveLine line)
    {
        SmtpVerb verb = SmtpVerbs.Read(WithoutPrefix(line), out ReadOnlySpan<byte> arguments);
        _hasQuit = verb == SmtpVerb.Quit;
        if (verb == SmtpVerb.None)
        {
            // Behind AUTH the client answers the server's challenges.
            if (!_isBehindAuth)
                Report(ArchiveDiagnosticKind.UnknownCommand, line.Offset);
            return true;
        }
        _isBehindAuth = verb == SmtpVerb.Auth;
        switch (verb)
        {
            case SmtpVerb.Helo:
                Reset();
                bool isText = !SmtpVerbs.HasControls(arguments);
                _helo = isText ? SmtpVerbs.Word(ref arguments).ToArray() : null;
                if (!isText)
                    Report(ArchiveDiagnosticKind.MalformedCommand, line.Offset);
                break;
            case SmtpVerb.Xclient:
                Reset();
                _helo = null;
                break;
            case SmtpVerb.Reset:
                Reset();
                break;
            case SmtpVerb.Quit:
                Reset();
                // A server reads nothing behind it. Where QUIT may be a line of a refused mail's text, all may be commands.
                if (_isAmbiguous || input.Peek() < 0)
                    break;
                Report(ArchiveDiagnosticKind.OutOfOrder, input.Position);
                return false;
            case SmtpVerb.Xforward when _open is not null:
                Report(ArchiveDiagnosticKind.OutOfOrder, line.Offset);
                break;
            case SmtpVerb.Xforward:
                if (!XforwardText.TryParse(arguments, _xforward, out _xforward) || line.IsCut)
                    Report(ArchiveDiagnosticKind.MalformedCommand, line.Offset);
                break;
            case SmtpVerb.Mail:
                Begin(arguments, line);
                break;
            case SmtpVerb.Rcpt:
                AddRecipient(arguments, line);
                break;
            case SmtpVerb.Data:
                return TakeData(arguments, line);
            case SmtpVerb.Bdat:
                return TakeChunk(arguments, line);
            case SmtpVerb.StartTls:
                Reset();
                // The first byte of a TLS handshake (RFC 8446 section 5.1). Without it, the server has refused.
                if (input.Peek() != 0x16)
                    break;
                Report(ArchiveDiagnosticKind.Encrypted, input.Position);
                return false;
        }
        return true;
    }

    private ReadOnlySpan<byte> WithoutPrefix(ArchiveLine line)
    {
        if (_prefix.Length == 0)
            return line.Text;
        if (line.Text.StartsWith(_prefix))
            return line.Text.Slice(_prefix.Length);
        // DATA itself has none; whether a second mail's lines have one is up to the proxy.
        if (!_hasContent && SmtpVerbs.Read(line.Text, out _) is not (SmtpVerb.Data or SmtpVerb.Bdat))
            Report(ArchiveDiagnosticKind.PrefixDiffers, line.Offset);
        return line.Text;
    }

    private void Begin(ReadOnlySpan<byte> arguments, ArchiveLine line)
    {
        if (_open is not null)
        {
            // Either the first was refused and this one counts, or this one was.
            Report(ArchiveDiagnosticKind.OutOfOrder, line.Offset);
            _open.IsAmbiguous = _isAmbiguous = true;
            Close();
        }
        _open = new ArchivedTransaction { HeloBytes = _helo, Xforward = _xforward, IsAmbiguous = _isAmbiguous };
        if (!line.IsCut && EnvelopeText.TryParse(arguments, "from:", out EnvelopeAddress sender))
            _open.Sender = sender;
        else
            Report(ArchiveDiagnosticKind.MalformedCommand, line.Offset);
    }

    private void AddRecipient(ReadOnlySpan<byte> arguments, ArchiveLine line)
    {
        bool isRead = EnvelopeText.TryParse(arguments, "to:", out EnvelopeAddress recipient) && !line.IsCut;
        if (!isRead)
            Report(ArchiveDiagnosticKind.MalformedCommand, line.Offset);
        if (_open is null)
            Report(ArchiveDiagnosticKind.OutOfOrder, line.Offset);
        else
            // One that cannot be read is one still: a server may have understood it, and DATA with it.
            _open.RecipientList.Add(isRead ? recipient : EnvelopeAddress.None);
    }

    private bool TakeData(ReadOnlySpan<byte> arguments, ArchiveLine line)
    {
        if (_open is null || _open.RecipientList.Count == 0 || _open.ContentList.Count > 0 || !arguments.IsEmpty)
        {
            Report(ArchiveDiagnosticKind.OutOfOrder, line.Offset);
            return true;
        }
        _hasContent = true;
        DataResult result = _content.ReadData(_open, line.End, Report);
        if (result == DataResult.Refused)
        {
            _open.IsAmbiguous = _isAmbiguous = true;
            return true;
        }
        Reset();
        return result == DataResult.Ended;
    }

    private bool TakeChunk(ReadOnlySpan<byte> arguments, ArchiveLine line)
    {
        ReadOnlySpan<byte> number = SmtpVerbs.Word(ref arguments), last = SmtpVerbs.Word(ref arguments);
        bool isLast = Utf8.EqualsAsciiIgnoreCase(last, "last");
        if (!Utf8.TryParseNumber(number, out long length) || !(isLast || last.IsEmpty))
        {
            // Whether a chunk follows is anybody's guess.
            Report(ArchiveDiagnosticKind.MalformedCommand, line.Offset);
            _isAmbiguous = true;
            return true;
        }
        bool isOfMail = _open is { RecipientList.Count: > 0 };
        if (!isOfMail)
            Report(ArchiveDiagnosticKind.OutOfOrder, line.Offset);
        _hasContent = true;
        // A refused chunk is sent, too (RFC 3030 section 2).
        if (!_content.ReadChunk(isOfMail ? _open : null, length, isLast))
        {
            Report(ArchiveDiagnosticKind.CutOff, line.Offset);
            return false;
        }
        if (isLast)
            Reset();
        return true;
    }

    /// <summary>The transaction is over, and what XFORWARD said with it.</summary>
    private void Reset()
    {
        Close();
        _xforward = XforwardAttributes.None;
    }

    private void Close()
    {
        if (_open is null)
            return;
        _content.Finish(_open);
        _transactions.Add(_open);
        _open = null;
    }

    private void Report(ArchiveDiagnosticKind kind, long offset)
    {
        if (_diagnostics.Count < MaxDiagnostics)
            _diagnostics.Add(new ArchiveDiagnostic(kind, offset));
    }
}
