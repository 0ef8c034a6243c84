namespace MailLog.Parsing;

/// <summary>Rewrites parsed lines with tokens. Where a form's fields stand is known, so what they name is, too; the rest is looked through as text.</summary>
internal sealed partial class LineRedactor
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
