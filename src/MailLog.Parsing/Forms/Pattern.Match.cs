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

        /// <summary>What ended a field stands in the line once more: the line has two readings, whatever free text further on has.</summary>
        public bool HasSecondEnd;

        /// <summary>What is behind free text is being read.</summary>
        public bool IsInTrailer;

        /// <summary>In it, an address or HELO was met that is not as Postfix writes one since 3.5.</summary>
        public bool IsOdd;

        /// <summary>Where the walk got furthest before it failed, and the step that failed there.</summary>
        public int Furthest;
        public int FailedStep;

        public bool Fail(int step)
        {
            if (Position >= Furthest)
                (Furthest, FailedStep) = (Position, step);
            return false;
        }

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
        isAmbiguous = walk.IsAmbiguous || walk.HasSecondEnd;
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
                        return walk.Fail(step);
                    walk.Position += s.Literal.Length;
                    step++;
                    break;
                case StepKind.Field:
                    int length = step == 0 && walk.IdLength > 0 && s.FieldKind == FieldKind.Id ? walk.IdLength : FieldLength(rest, s);
                    if (length < 0)
                        return walk.Fail(step);
                    if (s.IsFirstOfSeveral && HasFollow(rest.Slice(Math.Min(length + 1, rest.Length)), s))
                        walk.HasSecondEnd = true;
                    if (walk.IsInTrailer && !_isUnquoted)
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
                        return walk.Fail(step);
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
}
