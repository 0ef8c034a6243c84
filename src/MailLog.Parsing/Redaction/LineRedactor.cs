namespace MailLog.Parsing;

/// <summary>Rewrites parsed lines with tokens. Where a form's fields stand is known, so what they name is, too; the rest is looked through as text.</summary>
internal sealed class LineRedactor
{
    private readonly LineEdits _edits = new();
    private readonly TextRedactor _text;
    private readonly WordRedactor _words;
    private FieldRole[]?[] _roles = [];
    private int _end;

    public LineRedactor(TokenTable tokens)
    {
        _text = new TextRedactor(tokens, _edits);
        _words = new WordRedactor(tokens, _edits, _text);
    }

    /// <summary>Starts on a block: rewritten lines go behind what it holds.</summary>
    public void Begin(int end) => _end = end;

    /// <summary>Rewrites a line.</summary>
    /// <returns>False when there is nothing to replace.</returns>
    public bool Redact(LogBlock block, int index)
    {
        ref LineRecord line = ref block.Lines[index];
        if (line.Kind == EventKind.Continuation)
            return false;
        _edits.Clear();
        _words.Clear();
        ReadOnlySpan<byte> text = block.Bytes.AsSpan(line.Start, line.Length);
        if (line.Form == LineRecord.NoForm)
            FindInUnknown(text, line);
        else
            FindInFields(text, new LogLine(block, index), block.Slots.AsSpan(line.FirstSlot), block.Forms[line.Form], line.Form);
        if (_edits.Count == 0)
            return false;
        Rewrite(block, ref line);
        return true;
    }

    private void FindInUnknown(ReadOnlySpan<byte> text, in LineRecord line)
    {
        int start = line.Header.MessageStart;
        if (text.Slice(line.Header.ProgramStart, line.Header.ProgramLength).StartsWith("dovecot"u8))
            FindInBrackets(text, start);
        FindInText(text, start, text.Length, FacesServers(text.Slice(line.Header.ProgramStart, line.Header.ProgramLength)), hasForm: false);
        // The start of a name may be left where the line was cut.
        if ((line.Flags & LineFlags.Cut) != 0 || (line.Header.IsSplogger && text.Length - line.Header.TextStart >= SploggerText.CutLength))
        {
            int last = 1 + Math.Max(start - 1, text.LastIndexOfAny((byte)' ', (byte)'<', (byte)'='));
            _text.AddLocalPart(text, last, text.Length, default);
        }
    }

    /// <summary>Dovecot names the user in brackets: <c>imap(alice)&lt;1234&gt;</c>, <c>lmtp(1234, alice)</c>, <c>passwd-file(alice,192.0.2.1)</c>.</summary>
    private void FindInBrackets(ReadOnlySpan<byte> text, int start)
    {
        for (int i = start + 1; i < text.Length; i++)
        {
            if (text[i] != '(' || !TextRedactor.IsNameByte(text[i - 1]))
                continue;
            int name = i + 1, end;
            while (true)
            {
                end = name;
                while (end < text.Length && text[end] is not ((byte)',' or (byte)')' or (byte)'<'))
                    end++;
                // A process stands before the user.
                if (end + 2 >= text.Length || text[end] != ',' || !Utf8.TryParseNumber(text.Slice(name, end - name), out _))
                    break;
                name = text[end + 1] == ' ' ? end + 2 : end + 1;
            }
            ReadOnlySpan<byte> user = text.Slice(name, end - name);
            if (!user.IsEmpty && user.IndexOf((byte)' ') < 0 && user.IndexOf((byte)'=') < 0 && !Utf8.TryParseNumber(user, out _) && !IpText.IsAddress(user))
                AddUser(text, name, end);
            i = end - 1;
        }
    }

    private void FindInFields(ReadOnlySpan<byte> text, LogLine line, ReadOnlySpan<uint> slots, LineForm form, int number)
    {
        bool facesServers = FacesServers(line.Component.Bytes);
        if (_roles.Length <= 2 * number + 1)
            Array.Resize(ref _roles, Math.Max(2 * FormCatalog.Forms.Length, 2 * number + 2));
        FieldRole[] roles = _roles[2 * number + (facesServers ? 1 : 0)] ??= FieldRoles.Of(form, facesServers);
        ReadOnlySpan<Field> fields = form.Pattern.Fields;
        // Names first: free text may repeat them.
        for (int i = 0; i < roles.Length; i++)
            if (slots[i] != Pattern.Missing && roles[i] is not (FieldRole.None or FieldRole.Text))
                FindInField(text, line, fields[i], roles[i], (int)(slots[i] >> 16), (int)(slots[i] & 0xFFFF));
        for (int i = 0; i < roles.Length; i++)
            if (slots[i] != Pattern.Missing && roles[i] == FieldRole.Text)
                FindInText(text, (int)(slots[i] >> 16), (int)(slots[i] >> 16) + (int)(slots[i] & 0xFFFF), facesServers || form.Kind == EventKind.Delivery, hasForm: !form.IsAnyText);
    }

    private void FindInField(ReadOnlySpan<byte> text, LogLine line, Field field, FieldRole role, int start, int length)
    {
        switch (role)
        {
            case FieldRole.Address or FieldRole.User:
                AddUser(text, start, start + length);
                break;
            case FieldRole.Addresses:
                FindInAddresses(text, start, start + length);
                break;
            case FieldRole.Quoted:
                FindInQuotes(text, start, start + length);
                break;
            case FieldRole.People:
                FindPeople(text, start, start + length);
                break;
            case FieldRole.Client or FieldRole.Server:
                AddEndpoint(text, line.Endpoint(field), isClient: role == FieldRole.Client);
                break;
            case FieldRole.Host:
                AddHost(text, start, length);
                break;
            default:
                _text.Redact(text, start, start + length, facesServers: true);
                break;
        }
    }

    private void FindInText(ReadOnlySpan<byte> text, int start, int end, bool facesServers, bool hasForm)
    {
        _text.Redact(text, start, end, facesServers);
        _words.Redact(text, start, end, hasForm);
    }

    /// <summary>An address or the name of a user: what is before the last <c>@</c>.</summary>
    private void AddUser(ReadOnlySpan<byte> text, int start, int end)
    {
        ReadOnlySpan<byte> value = text.Slice(start, end - start);
        int at = value.LastIndexOf((byte)'@');
        if (at < 0 && IsNobody(value))
            return;
        int local = at < 0 ? value.Length : at;
        _text.AddLocalPart(text, start, start + local, at < 0 ? default : value.Slice(at + 1));
        _words.Learn(text, start, local, isHost: false);
        if (at >= 0)
            _text.Redact(text, start + at + 1, end, facesServers: true);
    }

    /// <summary>What programs write for no user (<c>(unknown)</c>, s/qmail <c>none</c>), and numbers of users and groups (<c>1000/1000</c>).</summary>
    private static bool IsNobody(ReadOnlySpan<byte> value)
    {
        if (value.IsEmpty || value[0] == '(' || value.SequenceEqual("none"u8) || value.SequenceEqual("-"u8))
            return true;
        int slash = value.IndexOf((byte)'/');
        return slash > 0 && Utf8.TryParseNumber(value.Slice(0, slash), out _) && Utf8.TryParseNumber(value.Slice(slash + 1), out _);
    }

    private void AddHost(ReadOnlySpan<byte> text, int start, int length)
    {
        _text.AddHost(text, start, length);
        _words.Learn(text, start, length, isHost: true);
    }

    private void AddEndpoint(ReadOnlySpan<byte> text, Endpoint endpoint, bool isClient)
    {
        ReadOnlySpan<byte> host = endpoint.Host.Bytes, address = endpoint.Address.Bytes;
        if (!address.IsEmpty && text.Overlaps(address, out int start))
        {
            // An address in a form of its own (IPv6:…), or a socket.
            if (IpText.IsAddress(address))
                _text.AddIp(text, start, address.Length);
            else
                _text.Redact(text, start, start + address.Length, facesServers: true);
        }
        if (host.IsEmpty || !text.Overlaps(host, out start))
            return;
        if (isClient)
            AddHost(text, start, host.Length);
        else
            _text.Redact(text, start, start + host.Length, facesServers: true);
    }

    /// <summary><c>&lt;a@example.org&gt;,&lt;b&gt;</c></summary>
    private void FindInAddresses(ReadOnlySpan<byte> text, int start, int end)
    {
        while (start < end)
        {
            int open = text.Slice(start, end - start).IndexOf((byte)'<');
            int close = open < 0 ? -1 : text.Slice(start + open, end - start - open).IndexOf(">,"u8);
            if (open < 0)
                break;
            int addressEnd = close < 0 ? end - 1 : start + open + close;
            AddUser(text, start + open + 1, Math.Max(addressEnd, start + open + 1));
            start = addressEnd + 1;
        }
    }

    private void FindInQuotes(ReadOnlySpan<byte> text, int start, int end)
    {
        for (int from = start; from < end;)
        {
            int open = text.Slice(from, end - from).IndexOf((byte)'"') + from + 1;
            int close = open > from ? text.Slice(open, end - open).IndexOf((byte)'"') + open : -1;
            if (close < open)
                break;
            AddUser(text, open, close);
            from = close + 1;
        }
    }

    /// <summary><c>Alice Example &lt;alice@example.org&gt;, Bob &lt;b&gt;</c>: the names, then the addresses.</summary>
    private void FindPeople(ReadOnlySpan<byte> text, int start, int end)
    {
        _text.Redact(text, start, end, facesServers: true);
        for (int from = start; from < end;)
        {
            int open = text.Slice(from, end - from).IndexOf((byte)'<');
            if (open < 0)
                break;
            int first = from, last = from + open;
            while (first < last && text[first] is (byte)' ' or (byte)'"' or (byte)'\\' or (byte)',' or (byte)'\'')
                first++;
            while (last > first && text[last - 1] is (byte)' ' or (byte)'"' or (byte)'\\' or (byte)'\'')
                last--;
            _text.AddLocalPart(text, first, last, default);
            int close = text.Slice(from + open, end - from - open).IndexOf((byte)'>');
            from = close < 0 ? end : from + open + close + 1;
        }
    }

    /// <summary>The programs that talk to servers, and those that repeat what they heard.</summary>
    private static bool FacesServers(ReadOnlySpan<byte> program)
    {
        ReadOnlySpan<byte> name = program.Slice(program.LastIndexOf((byte)'/') + 1);
        return name.SequenceEqual("smtp"u8) || name.SequenceEqual("lmtp"u8) || name.SequenceEqual("error"u8) || name.SequenceEqual("retry"u8) || name.SequenceEqual("qmgr"u8)
            || name.SequenceEqual("bounce"u8) || name.SequenceEqual("scache"u8);
    }

    private void Rewrite(LogBlock block, ref LineRecord line)
    {
        int length = _edits.LengthOf(line.Length);
        if (length > LineSplitter.MaxLineLength)
        {
            length = LineSplitter.MaxLineLength;
            line.Flags |= LineFlags.Cut;
        }
        if (block.Bytes.Length < _end + length)
            Array.Resize(ref block.Bytes, Math.Max(_end + length, block.Bytes.Length * 2));
        _edits.Write(block.Bytes.AsSpan(line.Start, line.Length), block.Bytes.AsSpan(_end, length));
        if (line.Form != LineRecord.NoForm)
        {
            Span<uint> slots = block.Slots.AsSpan(line.FirstSlot, block.Forms[line.Form].Pattern.Fields.Length);
            for (int i = 0; i < slots.Length; i++)
            {
                if (slots[i] == Pattern.Missing)
                    continue;
                int from = (int)(slots[i] >> 16), start = Math.Min(_edits.Move(from), length), end = Math.Min(_edits.Move(from + (int)(slots[i] & 0xFFFF)), length);
                slots[i] = (uint)start << 16 | (uint)(end - start);
            }
        }
        line.Start = _end;
        line.Length = (ushort)length;
        _end += length;
    }
}
