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
        var steps = new List<Step>();
        var places = new List<int>();
        var fields = new FieldReader(text, isDialect);
        var open = new Stack<(int Step, int Fields, int Place)>();
        var literal = new StringBuilder();

        void Add(Step step, int place)
        {
            if (literal.Length > 0)
            {
                steps.Add(NewLiteral(Encoding.UTF8.GetBytes(literal.ToString())));
                places.Add(place);
                literal.Clear();
            }
            steps.Add(step);
            places.Add(place);
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
                    open.Push((steps.Count - 1, fields.Count, i));
                    break;
                case ']':
                    if (open.Count == 0)
                        throw Mistake("No [ opens what ends here; as text it is \\]", text, i);
                    Add(default, i);
                    steps.RemoveAt(steps.Count - 1);
                    places.RemoveAt(places.Count - 1);
                    (int start, int before, int place) = open.Pop();
                    if (fields.Count == before)
                        throw Mistake("A part that may be missing needs a field", text, place);
                    steps[start] = NewOptional([.. steps.Skip(start + 1)], start, before, fields.Count);
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
        if (literal.Length > 0)
            steps.Add(NewLiteral(Encoding.UTF8.GetBytes(literal.ToString())));
        if (steps.Count == 0)
            throw Mistake("There is no text", text, 0);
        return new Pattern(Connect([.. steps], places, text, isDialect), fields.Fields, fields.Own, tail);
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
}
