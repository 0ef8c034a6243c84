using System.Text;

namespace MailLog.Parsing;

// From a form's text to its steps.
internal sealed partial class Pattern
{
    /// <summary>In a dialect: a hostile line can be tried at as many places as it has bytes, for each free text in each of those before.</summary>
    private const int MostFreeTexts = 2;

    /// <summary>A form's text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="isDialect">It may name fields of its own, and is the user's: what would only look odd in the catalog is a mistake in it.</param>
    /// <param name="tail">The field from which on lines are alike, see <see cref="LineForm.EndsAlikeFrom"/>.</param>
    /// <exception cref="ArgumentException">The text is no pattern; the message says where and why.</exception>
    public static Pattern Parse(string text, bool isDialect = false, Field? tail = null)
    {
        // No list of steps: of a type of its own, its code would have to be compiled at each start, as would that of a query over them.
        Step[] steps = new Step[16];
        var places = new List<int>();
        var fields = new FieldReader(text, isDialect);
        var open = new Stack<Part>();
        var literal = new StringBuilder();

        void Add(Step step, int place)
        {
            AddLiteral(place);
            if (places.Count == steps.Length)
                Array.Resize(ref steps, 2 * steps.Length);
            steps[places.Count] = step;
            places.Add(place);
        }

        void AddLiteral(int place)
        {
            if (literal.Length == 0)
                return;
            Step step = NewLiteral(Encoding.UTF8.GetBytes(literal.ToString()));
            literal.Clear();
            Add(step, place);
        }

        for (int i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\\':
                    if (++i == text.Length)
                        throw Mistake("A character is missing behind \\", text, i - 1);
                    literal.Append(text[i]);
                    break;
                case '[':
                    Add(default, i);
                    open.Push(new Part(places.Count - 1, fields.Count, i));
                    break;
                case ']':
                    if (open.Count == 0)
                        throw Mistake("No [ opens what ends here; as text it is \\]", text, i);
                    AddLiteral(i);
                    Part part = open.Pop();
                    if (fields.Count == part.Fields)
                        throw Mistake("A part that may be missing needs a field", text, part.Place);
                    steps[part.Step] = NewOptional(steps, part.Step, places.Count, part.Fields, fields.Count);
                    break;
                case '{':
                    int end = text.IndexOf('}', i);
                    if (end < 0)
                        throw Mistake("No } ends the field; as text it is \\{", text, i);
                    Add(fields.Read(i + 1, end), i);
                    i = end;
                    break;
                case '}' when isDialect:
                    throw Mistake("No { opens what ends here; as text it is \\}", text, i);
                case '\n':
                    throw Mistake("A line has no line feed in it", text, i);
                default:
                    literal.Append(text[i]);
                    break;
            }
        }
        if (open.Count > 0)
            throw Mistake("No ] ends the part that may be missing; as text it is \\[", text, open.Peek().Place);
        AddLiteral(text.Length);
        if (places.Count == 0)
            throw Mistake("There is no text", text, 0);
        Array.Resize(ref steps, places.Count);
        return new Pattern(Connect(steps, places, text, isDialect), fields.Fields, fields.Own, tail);
    }

    /// <summary>Tells each field what can end it.</summary>
    private static Step[] Connect(Step[] steps, List<int> places, string text, bool isDialect)
    {
        int freeTexts = 0;
        for (int i = 0; i < steps.Length; i++)
        {
            if (steps[i].Kind == StepKind.Field)
            {
                try
                {
                    SetFollows(ref steps[i], FindFollows(steps, i));
                }
                catch (ArgumentException mistake)
                {
                    throw Mistake(mistake.Message, text, places[i]);
                }
            }
            else if (steps[i].Kind == StepKind.FreeText)
            {
                if (i + 1 == steps.Length || steps[i + 1].Kind != StepKind.Literal)
                    throw Mistake("Free text needs a literal behind it", text, places[i]);
                if (isDialect && ++freeTexts > MostFreeTexts)
                    throw Mistake("More than " + MostFreeTexts + " free texts ({…~}) take too long to be told apart", text, places[i]);
            }
            if (steps[i].Kind is StepKind.Field or StepKind.OneOf)
                LookAhead(steps, i);
        }
        return steps;
    }

    private static ArgumentException Mistake(string what, string text, int place)
        => new(what + ": character " + (place + 1).ToString(System.Globalization.CultureInfo.InvariantCulture) + " of \"" + text + "\".");

    private static Step NewLiteral(byte[] literal) => new() { Kind = StepKind.Literal, Literal = new Literal(literal), Words = [], Follows = [] };

    /// <param name="steps">The steps so far.</param>
    /// <param name="start">That of the part; its own stand behind it.</param>
    /// <param name="end">The step behind those.</param>
    /// <param name="slot">The first slot of the part.</param>
    /// <param name="endSlot">The slot behind those of the part.</param>
    private static Step NewOptional(Step[] steps, int start, int end, int slot, int endSlot)
    {
        bool holdsFreeText = false, isFlat = true;
        for (int i = start + 1; i < end; i++)
        {
            holdsFreeText |= steps[i].Kind == StepKind.FreeText;
            isFlat &= steps[i].Kind is not (StepKind.FreeText or StepKind.Optional);
        }
        return new Step
        {
            Kind = StepKind.Optional,
            Literal = steps[start + 1].Kind == StepKind.Literal ? steps[start + 1].Literal : new Literal([]),
            Slot = (sbyte)slot,
            EndSlot = (sbyte)endSlot,
            Next = (short)end,
            HoldsFreeText = holdsFreeText,
            IsFlat = isFlat,
            Words = [],
            Follows = [],
        };
    }

    /// <summary>A part that is not closed yet: its step, how many fields were before it, and where it stands in the text.</summary>
    private sealed record Part(int Step, int Fields, int Place);
}
