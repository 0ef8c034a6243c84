using System.Text;

namespace MailLog.Parsing;

// From a form's text to its steps.
internal sealed partial class Pattern
{
    /// <exception cref="ArgumentException">The text is no pattern; the message says why. Only a mistake in a daemon's file leads here.</exception>
    public static Pattern Parse(string text)
    {
        var steps = new List<Step>();
        var fields = new List<Field>();
        var open = new Stack<(int Step, int Fields)>();
        var literal = new StringBuilder();

        void EndLiteral()
        {
            if (literal.Length > 0)
                steps.Add(NewLiteral(Encoding.UTF8.GetBytes(literal.ToString())));
            literal.Clear();
        }

        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    literal.Append(text[++i]);
                    break;
                case '[':
                    EndLiteral();
                    open.Push((steps.Count, fields.Count));
                    steps.Add(default);
                    break;
                case ']':
                    EndLiteral();
                    (int start, int before) = open.Pop();
                    if (fields.Count == before)
                        throw new ArgumentException("A part that may be missing needs a field: " + text, nameof(text));
                    steps[start] = NewOptional([.. steps.Skip(start + 1)], start, before, fields.Count);
                    break;
                case '{':
                    EndLiteral();
                    int end = text.IndexOf('}', i);
                    steps.Add(ParseField(text.Substring(i + 1, end - i - 1), fields));
                    i = end;
                    break;
                default:
                    literal.Append(text[i]);
                    break;
            }
        }
        EndLiteral();
        Step[] all = [.. steps];
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i].Kind is StepKind.Field)
                SetFollows(ref all[i], FindFollows(all, i, text));
            else if (all[i].Kind is StepKind.FreeText && (i + 1 == all.Length || all[i + 1].Kind != StepKind.Literal))
                throw new ArgumentException("Free text needs a literal behind it: " + text, nameof(text));
            if (all[i].Kind is StepKind.Field or StepKind.OneOf)
                LookAhead(all, i);
        }
        return new Pattern(all, [.. fields]);
    }

    private static Step NewLiteral(byte[] literal) => new() { Kind = StepKind.Literal, Literal = new Literal(literal), Words = [], Follows = [] };

    private static Step NewOptional(Step[] part, int start, int slot, int endSlot)
    {
        return new Step
        {
            Kind = StepKind.Optional,
            Literal = part[0].Kind == StepKind.Literal ? part[0].Literal : new Literal([]),
            Slot = (sbyte)slot,
            EndSlot = (sbyte)endSlot,
            Next = (short)(start + 1 + part.Length),
            HoldsFreeText = Array.Exists(part, s => s.Kind == StepKind.FreeText),
            IsFlat = !Array.Exists(part, s => s.Kind is StepKind.FreeText or StepKind.Optional),
            Words = [],
            Follows = [],
        };
    }

    private static Step ParseField(string text, List<Field> fields)
    {
        string name = text, fallback = "";
        var kind = StepKind.Field;
        Literal[] words = [];
        int mark = text.IndexOfAny([':', '?', '~', '!', '#', '^']);
        if (mark >= 0)
        {
            name = text.Substring(0, mark);
            string rest = text.Substring(mark + 1);
            switch (text[mark])
            {
                case ':':
                    kind = StepKind.OneOf;
                    words = [.. rest.Split('|').OrderByDescending(w => w.Length).Select(w => new Literal(Encoding.UTF8.GetBytes(w)))];
                    break;
                case '?':
                    fallback = rest;
                    break;
                case '~':
                    kind = StepKind.FreeText;
                    break;
            }
        }
        Field field = FieldNames.Find(name);
        if (fields.Contains(field))
            throw new ArgumentException("A form has a field once: " + name, nameof(text));
        fields.Add(field);
        return new Step
        {
            Kind = kind,
            FieldKind = mark >= 0 && text[mark] == '#' ? FieldKind.Number : FieldNames.Kind(field),
            IsFirstOfSeveral = mark >= 0 && text[mark] == '!',
            IsCleaned = mark >= 0 && text[mark] == '^',
            Slot = (sbyte)(fields.Count - 1),
            Literal = new Literal(Encoding.UTF8.GetBytes(fallback)),
            Words = words,
            Follows = [],
        };
    }

    private static void SetFollows(ref Step step, Follow[] follows)
    {
        step.Follows = [.. follows.Where(f => f.Literal.Length > 0)];
        step.CanEndLine = step.Follows.Length < follows.Length;
        int[] first = [.. step.Follows.Select(f => (int)f.Literal.Bytes[0]).Distinct()];
        step.FirstOfFollows = (short)(first.Length == 1 ? first[0] : -1);
        step.EndsBeforeTail = step.Follows.Length == 1 && step.Follows[0].AtEnd;
    }

    /// <summary>Whether a field's step can take the literal behind it along: it is in the same part. Where a field was found by nothing else, it need not even be compared.</summary>
    private static void LookAhead(Step[] steps, int field)
    {
        ref Step step = ref steps[field];
        int next = field + 1;
        step.IsBeforeLiteral = next < steps.Length && steps[next].Kind == StepKind.Literal && !Array.Exists(steps, s => s.Kind == StepKind.Optional && s.Next == next);
        bool isSearched = step.Kind == StepKind.Field && !step.IsCleaned && step.FieldKind is FieldKind.Text or FieldKind.Address or FieldKind.Endpoint or FieldKind.Name;
        step.IsFoundByLiteral = isSearched && step.IsBeforeLiteral && !step.CanEndLine && step.Follows.Length == 1
            && step.Follows[0].Literal.Bytes.AsSpan().SequenceEqual(steps[next].Literal.Bytes);
    }

    /// <summary>
    /// What can stand behind a field. Parts that may be missing open branches, and a literal before them is kept in each: behind <c>to=&lt;{recipient}</c> in
    /// <c>to=&lt;{recipient}&gt;[, orig_to=&lt;{original}&gt;], relay=</c> stands <c>&gt;, orig_to=&lt;</c> or <c>&gt;, relay=</c>, which an address is less likely to hold than <c>&gt;</c>.
    /// The words of a field that lists them are such branches too.
    /// </summary>
    private static Follow[] FindFollows(Step[] steps, int field, string text)
    {
        var found = new List<Follow>();
        Walk(field + 1, []);
        return [.. found.OrderBy(f => f.AtEnd)];

        void Walk(int step, byte[] literal)
        {
            if (step == steps.Length)
            {
                found.Add(new Follow(literal, atEnd: true));
                return;
            }
            switch (steps[step].Kind)
            {
                case StepKind.Literal:
                    Walk(step + 1, [.. literal, .. steps[step].Literal.Bytes]);
                    break;
                case StepKind.Optional:
                    Walk(step + 1, literal);
                    Walk(steps[step].Next, literal);
                    break;
                case StepKind.OneOf:
                    foreach (Literal word in steps[step].Words)
                        Walk(step + 1, [.. literal, .. word.Bytes]);
                    break;
                default:
                    if (literal.Length == 0 && steps[field].FieldKind is FieldKind.Text or FieldKind.Address or FieldKind.Endpoint or FieldKind.Name)
                        throw new ArgumentException("Free text needs a literal before the next field: " + text, nameof(text));
                    found.Add(new Follow(literal, atEnd: false));
                    break;
            }
        }
    }
}
