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

        public void Fail(int step, int position)
        {
            if (position >= Furthest)
                (Furthest, FailedStep) = (position, step);
        }

        public readonly void Set(int slot, int start, int length) => Slots[slot] = Value(start + Offset, length);
    }

    /// <summary>Matches a whole message.</summary>
    /// <param name="message">The text after the header.</param>
    /// <param name="offset">Where it starts in its line: slots are relative to the line.</param>
    /// <param name="slots">If it matches, gets one value per field: start in the line (upper 16 bits) and length, or <see cref="Missing"/>.</param>
    /// <param name="isAmbiguous">The line has two readings; the slots hold the one whose trailer is shortest.</param>
    /// <param name="idLength">Length of the id that the message is known to begin with; 0: look for it.</param>
    /// <param name="tails">How lines ended before; null: nothing is known.</param>
    public bool Matches(ReadOnlySpan<byte> message, int offset, Span<uint> slots, out bool isAmbiguous, int idLength = 0, TailMemory? tails = null)
    {
        var walk = new Walk { Message = message, Slots = slots, Offset = offset };
        int step = 0;
        if (idLength > 0 && _startsWithId)
        {
            walk.Set(_steps[0].Slot, 0, idLength);
            walk.Position = idLength;
            step = 1;
        }
        bool matches = _tail > 0 && tails is not null ? RunUpToTail(ref walk, step, tails) : Run(ref walk, step, _steps.Length) && walk.Position == message.Length;
        isAmbiguous = walk.IsAmbiguous || walk.HasSecondEnd;
        return matches;
    }

    /// <summary>Walks over all steps, but for those of a tail that is known.</summary>
    private bool RunUpToTail(ref Walk walk, int step, TailMemory tails)
    {
        if (!Run(ref walk, step, _tail))
            return false;
        int start = walk.Position + walk.Offset;
        ReadOnlySpan<byte> tail = walk.Message.Slice(walk.Position);
        Span<uint> slots = walk.Slots.Slice(_steps[_tail].Slot, _fields.Length - _steps[_tail].Slot);
        if (tails.TryRecall(this, tail, start, slots))
            return true;
        if (!Run(ref walk, _tail, _steps.Length) || walk.Position != walk.Message.Length)
            return false;
        tails.Remember(this, tail, start, slots);
        return true;
    }

    /// <summary>Walks over a run of steps. If all fit, each field among them has got its slot's value, <see cref="Missing"/> too.</summary>
    private bool Run(ref Walk walk, int step, int end)
    {
        Step[] steps = _steps;
        ReadOnlySpan<byte> message = walk.Message;
        Span<uint> slots = walk.Slots;
        int position = walk.Position, offset = walk.Offset;
        // The part that may be missing in which the walk is.
        int part = 0, partStart = 0, partEnd = 0;
        while (step < end)
        {
            ref readonly Step s = ref steps[step];
            ReadOnlySpan<byte> rest = message.Slice(position);
            int length;
            switch (s.Kind)
            {
                case StepKind.Field:
                    length = FieldLength(rest, s);
                    if (length < 0)
                        break;
                    if (s.IsFirstOfSeveral || walk.IsInTrailer)
                        Weigh(ref walk, s, rest, length);
                    if (length == 0 && s.Literal.Length > 0)
                    {
                        slots[s.Slot] = Missing;
                        length = s.Literal.Length;
                        break;
                    }
                    slots[s.Slot] = Value(position + offset, length);
                    break;
                case StepKind.Literal:
                    length = s.Literal.Starts(rest) ? s.Literal.Length : -1;
                    break;
                case StepKind.OneOf:
                    length = WordLength(rest, s.Words);
                    if (length >= 0)
                        slots[s.Slot] = Value(position + offset, length);
                    break;
                case StepKind.Optional:
                    if (s.Literal.Length > 0 && !s.Literal.Starts(rest))
                    {
                        if (!rest.IsEmpty && rest[0] == s.Literal.Bytes[0])
                            walk.Fail(step + 1, position);
                        Clear(slots, s);
                        step = s.Next;
                    }
                    else if (s.IsFlat)
                    {
                        (part, partStart, partEnd) = (step, position, s.Next);
                        position += s.Literal.Length;
                        step += s.Literal.Length > 0 ? 2 : 1;
                    }
                    else
                    {
                        step = TryPart(ref walk, step, position);
                        position = walk.Position;
                    }
                    continue;
                default:
                    walk.Position = position;
                    return RunFreeText(ref walk, step);
            }
            if (length >= 0)
            {
                position += length;
                step++;
                // Mostly a literal follows: two steps at a time halve the branches that no prediction knows.
                if (!s.IsBeforeLiteral)
                    continue;
                ref readonly Literal literal = ref steps[step].Literal;
                if (s.IsFoundByLiteral || literal.Starts(message.Slice(position)))
                {
                    position += literal.Length;
                    step++;
                    continue;
                }
            }
            walk.Fail(step, position);
            if (step >= partEnd)
                return false;
            // The part is missing: on behind it, from where it would have begun.
            Clear(slots, steps[part]);
            (step, position, partEnd) = (partEnd, partStart, 0);
        }
        walk.Position = position;
        return true;
    }

    /// <summary>Notes what speaks for another reading of the line.</summary>
    private void Weigh(ref Walk walk, in Step s, ReadOnlySpan<byte> rest, int length)
    {
        if (s.IsFirstOfSeveral && HasFollow(rest.Slice(Math.Min(length + 1, rest.Length)), s))
            walk.HasSecondEnd = true;
        if (walk.IsInTrailer && !_isUnquoted)
            walk.IsOdd |= IsOdd(s, rest.Slice(0, length));
    }

    /// <summary>Tries a part that may be missing. Where free text ends is known only at the end of the line, so one with free text is tried together with all behind it.</summary>
    /// <returns>The step to go on with.</returns>
    private int TryPart(ref Walk walk, int step, int position)
    {
        ref readonly Step s = ref _steps[step];
        int until = s.HoldsFreeText ? _steps.Length : s.Next;
        walk.Position = position;
        if (Run(ref walk, step + 1, until) && (!s.HoldsFreeText || walk.Position == walk.Message.Length))
            return until;
        walk.Position = position;
        Clear(walk.Slots, s);
        return s.Next;
    }

    /// <summary>Free text in the middle: everything behind it is read by its grammar from the right, so nothing in the text can be taken for it.</summary>
    /// <remarks>A reading whose addresses and HELO are as Postfix writes them goes before one with others, such as an address whose quote is not closed.</remarks>
    private bool RunFreeText(ref Walk walk, int step)
    {
        ref readonly Step s = ref _steps[step];
        int start = walk.Position, found = -1, odd = -1, budget = FreeTextBudget;
        bool isSecond = false, isSecondOdd = false, wasInTrailer = walk.IsInTrailer, wasOdd = walk.IsOdd;
        ReadOnlySpan<byte> literal = _steps[step + 1].Literal.Bytes;
        int limit = walk.Message.Length, last = -1;
        bool wasAmbiguous = walk.IsAmbiguous, isAnyAmbiguous = false;
        walk.IsInTrailer = true;
        while (limit >= start && budget > 0 && !isSecond)
        {
            int at = walk.Message.Slice(start, limit - start).LastIndexOf(literal);
            if (at < 0)
                break;
            at += start;
            budget -= walk.Message.Length - at;
            limit = Math.Min(walk.Message.Length, at + literal.Length - 1);
            last = at;
            walk.Position = at;
            walk.IsOdd = false;
            // Free text further on may have two readings of its own.
            walk.IsAmbiguous = false;
            bool fits = Run(ref walk, step + 1, _steps.Length) && walk.Position == walk.Message.Length;
            isAnyAmbiguous |= walk.IsAmbiguous;
            if (!fits)
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
        bool isOdd = found < 0;
        if (isOdd)
            found = odd;
        walk.IsOdd = wasOdd;
        if (found < 0)
        {
            walk.IsInTrailer = wasInTrailer;
            walk.IsAmbiguous = wasAmbiguous | isAnyAmbiguous;
            return false;
        }
        // The tries after the one that fits have written over its slots.
        if (last != found)
        {
            walk.IsAmbiguous = false;
            walk.Position = found;
            Run(ref walk, step + 1, _steps.Length);
        }
        walk.IsOdd = wasOdd | isOdd;
        walk.Set(s.Slot, start, found - start);
        walk.IsAmbiguous |= isAmbiguous;
        walk.IsInTrailer = wasInTrailer;
        return true;
    }

    private static uint Value(int start, int length) => (uint)start << 16 | (uint)length;

    private static void Clear(Span<uint> slots, in Step part)
    {
        for (int slot = part.Slot; slot < part.EndSlot; slot++)
            slots[slot] = Missing;
    }
}
