namespace MailLog.Parsing;

// What can stand behind a field, and so end it.
internal sealed partial class Pattern
{
    /// <summary>Lists of words, one behind the other, could multiply to more than memory holds.</summary>
    private const int MostFollows = 4096;

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
    /// <exception cref="ArgumentException">Nothing tells where the field ends, or too much could; without place.</exception>
    private static Follow[] FindFollows(Step[] steps, int field)
    {
        var found = new List<Follow>();
        Walk(field + 1, []);
        // What stands behind all parts that may be missing is mostly there, and the search for the others need not go beyond it.
        found.Reverse();
        return [.. found.OrderBy(f => f.AtEnd)];

        void Walk(int step, byte[] literal)
        {
            if (found.Count > MostFollows)
                throw new ArgumentException("Too much can stand behind this field: put a literal before the words that follow it");
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
                        throw new ArgumentException("Free text needs a literal before the next field");
                    found.Add(new Follow(literal, atEnd: false));
                    break;
            }
        }
    }
}
