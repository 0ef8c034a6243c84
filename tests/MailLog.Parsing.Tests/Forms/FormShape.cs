namespace MailLog.Parsing.Tests;

/// <summary>A form's text, read once more and apart from the library: its fields, which of them may be missing together, and its literals.</summary>
internal sealed class FormShape
{
    private FormShape(LineForm form) => Form = form;

    public LineForm Form { get; }

    public List<Slot> Slots { get; } = [];

    public List<string> Literals { get; } = [];

    public int GroupCount { get; private set; }

    /// <param name="Field">The field.</param>
    /// <param name="Groups">The optional parts around it, by number.</param>
    /// <param name="Words">What it can be, when the form lists that.</param>
    /// <param name="Fallback">The word in its place when it is missing.</param>
    /// <param name="IsFreeText">It reaches to the last place from where the rest fits.</param>
    /// <param name="IsLast">Nothing but literal text that is there on every line stands behind it.</param>
    /// <param name="IsCleaned">The program leaves none of <c>: &lt; &gt;</c> in it.</param>
    /// <param name="IsNumber">It is a whole number here, whatever it is elsewhere.</param>
    /// <param name="Own">What a dialect says that it is.</param>
    internal sealed record Slot(Field Field, int[] Groups, string[] Words, string? Fallback, bool IsFreeText, bool IsLast, bool IsNumber, bool IsCleaned, FieldKind? Own)
    {
        public FieldKind Kind => IsNumber ? FieldKind.Number : IsCleaned ? FieldKind.Text : Own ?? FieldNames.Kind(Field);
    }

    public static FormShape Of(LineForm form)
    {
        var shape = new FormShape(form);
        var open = new Stack<int>();
        string text = form.Text, literal = "";
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] is '[' or ']' or '{' && literal.Length > 0)
            {
                shape.Literals.Add(literal);
                literal = "";
            }
            switch (text[i])
            {
                case '[':
                    open.Push(shape.GroupCount++);
                    break;
                case ']':
                    open.Pop();
                    break;
                case '{':
                    int end = text.IndexOf('}', i);
                    shape.Slots.Add(ToSlot(shape.Slots.Count, text[(i + 1)..end], [.. open], isLast: text.IndexOfAny(['{', '['], end) < 0 && open.Count == 0));
                    i = end;
                    break;
                default:
                    literal += text[i] == '\\' ? text[++i] : text[i];
                    break;
            }
        }
        if (literal.Length > 0)
            shape.Literals.Add(literal);
        return shape;
    }

    private static Slot ToSlot(int number, string text, int[] groups, bool isLast)
    {
        int mark = text.IndexOfAny([':', '?', '~', '!', '#', '^']);
        string name = mark < 0 ? text : text[..mark], rest = mark < 0 ? "" : text[(mark + 1)..];
        char kind = mark < 0 ? ' ' : text[mark];
        // A dialect's own names have numbers that nothing else has.
        Field? known = FieldNames.Find(name);
        bool isKind = known is null && kind == ':' && Enum.TryParse(rest, ignoreCase: true, out FieldKind _);
        FieldKind? own = known is not null ? null : isKind ? Enum.Parse<FieldKind>(rest, ignoreCase: true) : kind switch { ':' => FieldKind.Word, '?' => FieldKind.Id, _ => FieldKind.Text };
        return new Slot(known ?? (Field)(255 - number), groups, kind == ':' && !isKind ? rest.Split('|') : [], kind == '?' ? rest : null, kind == '~', isLast, kind == '#', kind == '^', own);
    }
}
