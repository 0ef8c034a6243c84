namespace MailLog.Parsing;

internal sealed partial class Pattern
{
    /// <summary>Slot value of a field that the line does not have.</summary>
    public const uint Missing = uint.MaxValue;

    /// <summary>
    /// How many bytes may be looked at to find where free text ends: a bound on what a hostile line can cost. A line of 4 KB can be tried at every place.
    /// </summary>
    private const int FreeTextBudget = 1 << 20;

    private ref struct Walk
    {
        public ReadOnlySpan<byte> Message;
        public Span<uint> Slots;
        public int Position;
        public int Offset;
        public int IdLength;
        public bool IsAmbiguous;

        /// <summary>What is behind free text is being read.</summary>
        public bool IsInTrailer;

        /// <summary>In it, an address or HELO was met that is not as Postfix writes one since 3.5.</summary>
        public bool IsOdd;

        public readonly void Set(int slot, int start, int length) => Slots[slot] = (uint)(start + Offset) << 16 | (uint)length;
    }

    /// <summary>Matches a whole message.</summary>
    /// <param name="message">The text after the header.</param>
    /// <param name="offset">Where it starts in its line: slots are relative to the line.</param>
    /// <param name="slots">Gets one value per field: start in the line (upper 16 bits) and length, or <see cref="Missing"/>.</param>
    /// <param name="isAmbiguous">The line has two readings; the slots hold the one whose trailer is shortest.</param>
    /// <param name="idLength">Length of the id that the message is known to begin with; 0: look for it.</param>
    public bool Matches(ReadOnlySpan<byte> message, int offset, Span<uint> slots, out bool isAmbiguous, int idLength = 0)
    {
        slots.Slice(0, _fields.Length).Fill(Missing);
        var walk = new Walk { Message = message, Slots = slots, Offset = offset, IdLength = idLength };
        bool matches = Run(ref walk, 0, _steps.Length) && walk.Position == message.Length;
        isAmbiguous = walk.IsAmbiguous;
        return matches;
    }

    private bool Run(ref Walk walk, int step, int end)
    {
        while (step < end)
        {
            ref readonly Step s = ref _steps[step];
            ReadOnlySpan<byte> rest = walk.Message.Slice(walk.Position);
            switch (s.Kind)
            {
                case StepKind.Literal:
                    if (!rest.StartsWith(s.Literal))
                        return false;
                    walk.Position += s.Literal.Length;
                    step++;
                    break;
                case StepKind.Field:
                    int length = step == 0 && walk.IdLength > 0 && s.FieldKind == FieldKind.Id ? walk.IdLength : FieldLength(rest, s);
                    if (length < 0)
                        return false;
                    if (walk.IsInTrailer)
                        walk.IsOdd |= IsOdd(s, rest.Slice(0, length));
                    if (length == 0 && s.Literal.Length > 0)
                    {
                        walk.Position += s.Literal.Length;
                    }
                    else
                    {
                        walk.Set(s.Slot, walk.Position, length);
                        walk.Position += length;
                    }
                    step++;
                    break;
                case StepKind.OneOf:
                    length = WordLength(rest, s.Words);
                    if (length == 0)
                        return false;
                    walk.Set(s.Slot, walk.Position, length);
                    walk.Position += length;
                    step++;
                    break;
                case StepKind.Optional:
                    // Where free text ends is known only at the end of the line, so such a part is tried together with all behind it.
                    int position = walk.Position;
                    if (step + 1 < s.Next && _steps[step + 1] is { Kind: StepKind.Literal } next && (rest.IsEmpty || rest[0] != next.Literal[0]))
                    {
                        step = s.Next;
                        break;
                    }
                    int until = s.HoldsFreeText ? _steps.Length : s.Next;
                    if (Run(ref walk, step + 1, until) && (!s.HoldsFreeText || walk.Position == walk.Message.Length))
                    {
                        step = until;
                        break;
                    }
                    walk.Position = position;
                    Clear(walk.Slots, step + 1, until);
                    step = s.Next;
                    break;
                default:
                    return RunFreeText(ref walk, step);
            }
        }
        return true;
    }

    /// <summary>Free text in the middle: everything behind it is read by its grammar from the right, so nothing in the text can be taken for it.</summary>
    /// <remarks>A reading whose addresses and HELO are as Postfix writes them goes before one with others, such as an address whose quote is not closed.</remarks>
    private bool RunFreeText(ref Walk walk, int step)
    {
        ref readonly Step s = ref _steps[step];
        int start = walk.Position, found = -1, odd = -1, budget = FreeTextBudget;
        bool isSecond = false, isSecondOdd = false, wasInTrailer = walk.IsInTrailer, wasOdd = walk.IsOdd;
        ReadOnlySpan<byte> literal = _steps[step + 1].Literal;
        int limit = walk.Message.Length;
        bool isFirst = true;
        walk.IsInTrailer = true;
        while (limit >= start && budget > 0 && !isSecond)
        {
            int at = walk.Message.Slice(start, limit - start).LastIndexOf(literal);
            if (at < 0)
                break;
            at += start;
            budget -= walk.Message.Length - at;
            limit = Math.Min(walk.Message.Length, at + literal.Length - 1);
            // What the try before has written must not be taken for this one's.
            if (!isFirst)
                Clear(walk.Slots, step + 1, _steps.Length);
            isFirst = false;
            walk.Position = at;
            walk.IsOdd = false;
            if (!Run(ref walk, step + 1, _steps.Length) || walk.Position != walk.Message.Length)
                continue;
            if (walk.IsOdd)
            {
                isSecondOdd = odd >= 0;
                odd = Math.Max(odd, at);
            }
            else
            {
                isSecond = found >= 0;
                found = Math.Max(found, at);
            }
        }
        bool isAmbiguous = budget <= 0 || (found >= 0 ? isSecond : isSecondOdd);
        if (found < 0)
            found = odd;
        walk.IsOdd = wasOdd;
        if (found < 0)
        {
            walk.IsInTrailer = wasInTrailer;
            return false;
        }
        // The tries after the one that fits have written over its slots.
        Clear(walk.Slots, step + 1, _steps.Length);
        // Free text further on may have two readings of its own.
        walk.IsAmbiguous = false;
        walk.Position = found;
        Run(ref walk, step + 1, _steps.Length);
        walk.Set(s.Slot, start, found - start);
        walk.IsAmbiguous |= isAmbiguous;
        walk.IsInTrailer = wasInTrailer;
        return true;
    }

    private void Clear(Span<uint> slots, int step, int end)
    {
        for (; step < end; step++)
            if (_steps[step].Kind is not (StepKind.Literal or StepKind.Optional))
                slots[_steps[step].Slot] = Missing;
    }

    private bool IsOdd(in Step step, ReadOnlySpan<byte> value) =>
        step.FieldKind == FieldKind.Address ? IsOddAddress(value) : _fields[step.Slot] == Field.Helo && IsOddHelo(value);

    /// <summary>Text that needs quotes stands outside of them, or a quote is not closed: not what Postfix makes of an address (quote_822_local) since 3.5.</summary>
    private static bool IsOddAddress(ReadOnlySpan<byte> address)
    {
        int quoted = QuotedLength(address);
        if (quoted > 0 && quoted < address.Length && address[quoted] != '@')
            return true;
        foreach (byte b in address.Slice(quoted))
            if (b is (byte)'"' or (byte)' ' or (byte)'<' or (byte)'>' or (byte)';' or (byte)',')
                return true;
        return false;
    }

    /// <summary>smtpd puts a question mark in place of these (smtpd.c: NEUTER_CHARACTERS).</summary>
    private static bool IsOddHelo(ReadOnlySpan<byte> helo)
    {
        foreach (byte b in helo)
            if (b is (byte)' ' or (byte)'<' or (byte)'>' or (byte)'(' or (byte)')' or (byte)'\\' or (byte)'"' or (byte)';' or (byte)'@')
                return true;
        return false;
    }

    private static int FieldLength(ReadOnlySpan<byte> text, in Step step)
    {
        int length;
        switch (step.FieldKind)
        {
            case FieldKind.Id:
                if (step.Literal.Length > 0 && text.StartsWith(step.Literal))
                    return 0;
                length = IdLength(text);
                return length > 0 ? length : -1;
            case FieldKind.Number:
                length = 0;
                while (length < text.Length && Utf8.IsDigit(text[length]))
                    length++;
                return length > 0 ? length : -1;
            case FieldKind.Decimal:
                length = DecimalLength(text, slash: false);
                return length > 0 ? length : -1;
            case FieldKind.Decimals:
                length = DecimalLength(text, slash: true);
                return length > 0 ? length : -1;
            case FieldKind.Dsn:
                return EnhancedStatus.TryParse(text, out _, out length) ? length : -1;
            case FieldKind.Code:
                return text.Length >= 3 && text[0] is >= (byte)'2' and <= (byte)'5' && Utf8.IsDigit(text[1]) && Utf8.IsDigit(text[2]) ? 3 : -1;
            case FieldKind.Word:
                length = 0;
                while (length < text.Length && IsWordByte(text[length]))
                    length++;
                if (length > 0 && text[length - 1] == ':')
                    length--;
                return length > 0 ? length : -1;
            case FieldKind.Address:
                int quoted = QuotedLength(text);
                length = FindEnd(text.Slice(quoted), step);
                return length < 0 ? -1 : quoted + length;
            case FieldKind.Addresses:
                length = AddressesLength(text);
                return length > 0 ? length : -1;
            case FieldKind.Endpoint or FieldKind.Name:
                // Names come from the DNS or the configuration: a blank shows that this is other text.
                length = FindEnd(text, step);
                return length >= 0 && text.Slice(0, length).IndexOf((byte)' ') >= 0 ? -1 : length;
            default:
                return FindEnd(text, step);
        }
    }

    /// <summary>Queue ids and filter run ids are both ids; a hex word of the right length is one of either.</summary>
    private static int IdLength(ReadOnlySpan<byte> text)
    {
        int length = QueueId.Scan(text);
        return length > 0 ? length : QueueId.ScanFilterId(text);
    }

    private static int DecimalLength(ReadOnlySpan<byte> text, bool slash)
    {
        int length = 0;
        while (length < text.Length && (Utf8.IsDigit(text[length]) || text[length] is (byte)'.' or (byte)'-' or (byte)'+' or (byte)'e' || (slash && text[length] == '/')))
            length++;
        return length;
    }

    /// <summary>A word ends at a blank or at the punctuation that log lines separate fields with; a colon is part of it unless it is the last.</summary>
    private static bool IsWordByte(byte b) => b > ' ' && b is not ((byte)',' or (byte)';' or (byte)'(' or (byte)')' or (byte)'<' or (byte)'>' or 127);

    private static int WordLength(ReadOnlySpan<byte> text, byte[][] words)
    {
        foreach (byte[] word in words)
            if (text.StartsWith(word))
                return word.Length;
        return 0;
    }

    /// <summary>The length of the quoted local part at the start of an address, with its quotes; 0 when there is none or it does not end.</summary>
    private static int QuotedLength(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] != '"')
            return 0;
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] == '\\')
                i++;
            else if (text[i] == '"')
                return i + 1;
        }
        return 0;
    }

    /// <summary>The length of a list of addresses, each in angle brackets; what is quoted ends none of them.</summary>
    private static int AddressesLength(ReadOnlySpan<byte> text)
    {
        int length = 0, next = 0;
        while (next < text.Length && text[next] == '<')
        {
            int address = next + 1 + QuotedLength(text.Slice(next + 1));
            int end = text.Slice(address).IndexOf((byte)'>');
            if (end < 0)
                break;
            length = next = address + end + 1;
            if (next < text.Length && text[next] == ',')
                next++;
            if (next < text.Length && text[next] == ' ' && next > length)
                next++;
        }
        return length;
    }

    /// <summary>Where the first of the literals stands that can follow, or -1.</summary>
    private static int FindEnd(ReadOnlySpan<byte> text, in Step step)
    {
        int best = -1;
        if (step.FirstOfFollows >= 0)
        {
            best = FindEndByFirst(text, step);
        }
        else
        {
            foreach (Follow follow in step.Follows)
            {
                int at = follow.AtEnd
                    ? text.EndsWith(follow.Literal) ? text.Length - follow.Literal.Length : -1
                    : (best < 0 ? text : text.Slice(0, Math.Min(text.Length, best + follow.Literal.Length))).IndexOf(follow.Literal);
                if (at >= 0 && (best < 0 || at < best))
                    best = at;
            }
        }
        return best < 0 && step.CanEndLine ? text.Length : best;
    }

    /// <summary>All that can follow begins with the same byte, as it mostly does: <c>&gt;, orig_to=&lt;</c> and <c>&gt;, relay=</c>. Measured: a reject line in a third of the time.</summary>
    private static int FindEndByFirst(ReadOnlySpan<byte> text, in Step step)
    {
        for (int from = 0; from < text.Length;)
        {
            int at = text.Slice(from).IndexOf((byte)step.FirstOfFollows);
            if (at < 0)
                return -1;
            at += from;
            ReadOnlySpan<byte> rest = text.Slice(at);
            foreach (Follow follow in step.Follows)
                if ((!follow.AtEnd || rest.Length == follow.Literal.Length) && rest.StartsWith(follow.Literal))
                    return at;
            from = at + 1;
        }
        return -1;
    }
}
