namespace MailLog.Parsing;

// What can stand behind a field, and so end it.
internal sealed partial class Pattern
{
    /// <summary>Lists of words, one behind the other, could multiply to more than memory holds.</summary>
    private const int MostFollows = 4096;

    private static void SetFollows(ref Step step, Follow[] follows)
    {
        // What can follow may be nothing, up to the end of the line.
        int count = 0, first = -1;
        bool isSameFirst = true;
        foreach (Follow follow in follows)
        {
            if (follow.Literal.Length == 0)
                continue;
            isSameFirst &= count++ == 0 || follow.Literal.Bytes[0] == first;
            first = follow.Literal.Bytes[0];
        }
        step.CanEndLine = count < follows.Length;
        step.Follows = new Follow[count];
        count = 0;
        foreach (Follow follow in follows)
            if (follow.Literal.Length > 0)
                step.Follows[count++] = follow;
        step.FirstOfFollows = (short)(isSameFirst ? first : -1);
        step.EndsBeforeTail = count == 1 && step.Follows[0].AtEnd;
    }

    /// <summary>Whether a field's step can take the literal behind it along: it is in the same part. Where a field was found by nothing else, it need not even be compared.</summary>
    private static void LookAhead(Step[] steps, int field)
    {
        ref Step step = ref steps[field];
        int next = field + 1;
        step.IsBeforeLiteral = next < steps.Length && steps[next].Kind == StepKind.Literal;
        foreach (Step part in steps)
            step.IsBeforeLiteral &= part.Kind != StepKind.Optional || part.Next != next;
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
        List<byte[]> found = [], atEnd = [];
        Walk(field + 1, []);
        // What stands behind all parts that may be missing was found last, and is mostly there: the search for the others need not go beyond it.
        var follows = new Follow[found.Count + atEnd.Count];
        for (int i = 0; i < follows.Length; i++)
            follows[i] = i < found.Count ? new Follow(found[found.Count - 1 - i], atEnd: false) : new Follow(atEnd[follows.Length - 1 - i], atEnd: true);
        return follows;

        void Walk(int step, byte[] literal)
        {
            if (found.Count + atEnd.Count > MostFollows)
                throw new ArgumentException("Too much can stand behind this field: put a literal before the words that follow it");
            if (step == steps.Length)
            {
                atEnd.Add(literal);
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
                    found.Add(literal);
                    break;
            }
        }
    }
}
