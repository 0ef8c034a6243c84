using System.Text;

namespace MailLog.Parsing;

/// <summary>A form's text, taken apart: a flat list of steps that <see cref="Matches"/> walks over a message and <see cref="Print(byte[][])"/> over its fields.</summary>
internal sealed partial class Pattern
{
    /// <summary>More fields than any form has.</summary>
    public const int MaxFields = 24;

    private readonly Step[] _steps;
    private readonly Field[] _fields;
    private readonly sbyte[] _slotOf;

    /// <summary>Nothing is quoted in lines of this form: no reading is better than another for how its addresses look.</summary>
    private readonly bool _isUnquoted;

    /// <summary>The first step is an id, and nothing but that.</summary>
    private readonly bool _startsWithId;

    private readonly OwnField[] _own;

    /// <summary>The step from which on lines end alike; 0: each ends in its own way.</summary>
    private readonly int _tail;

    private Pattern(Step[] steps, Field[] fields, OwnField[] own, Field? tail)
    {
        _steps = steps;
        _fields = fields;
        _own = own;
        _startsWithId = steps.Length > 0 && steps[0].Kind == StepKind.Field && steps[0].FieldKind == FieldKind.Id && !steps[0].IsFirstOfSeveral;
        foreach (Step step in steps)
            _isUnquoted |= step.IsFirstOfSeveral;
        _slotOf = new sbyte[FieldNames.All.Length];
        for (int i = 0; i < _slotOf.Length; i++)
            _slotOf[i] = -1;
        for (int i = 0; i < fields.Length; i++)
            if (!OwnField.Is(fields[i]))
                _slotOf[(int)fields[i]] = (sbyte)i;
        for (int i = 0; tail is { } field && i < steps.Length; i++)
            if (steps[i].Kind == StepKind.Field && steps[i].Slot == SlotOf(field))
                _tail = i;
    }

    /// <summary>The fields in the order of their slots.</summary>
    public ReadOnlySpan<Field> Fields => _fields;

    /// <summary>The slot of a field, or -1 when the form has none of that name.</summary>
    public int SlotOf(Field field) => _slotOf[(int)field];

    /// <summary>The name of the field in a slot.</summary>
    public string NameOf(int slot) => OwnField.Is(_fields[slot]) ? _own[OwnField.IndexOf(_fields[slot])].Name : FieldNames.Name(_fields[slot]);

    /// <summary>What the text of the field in a slot is.</summary>
    public FieldKind KindOf(int slot) => OwnField.Is(_fields[slot]) ? _own[OwnField.IndexOf(_fields[slot])].Kind : FieldNames.Kind(_fields[slot]);

    /// <summary>True when the form starts with an id and a colon.</summary>
    public bool StartsWithId => _steps.Length > 1 && _steps[0].Kind == StepKind.Field && _steps[0].FieldKind == FieldKind.Id && IsColon(_steps[1]);

    /// <summary>True when the form, behind its level if it has one, starts with a field that can be any text.</summary>
    public bool StartsWithField => IsField(Start == PatternStart.Level && _steps[1].Literal.Length == 2 ? 2 : 0);

    /// <summary>What stands before the text that tells a form from the others.</summary>
    public PatternStart Start
    {
        get
        {
            bool hasLevel = _steps.Length > 1 && _steps[0].Kind == StepKind.OneOf && _fields[_steps[0].Slot] == Field.Level && IsColon(_steps[1]);
            if (!hasLevel)
                return StartsWithId ? PatternStart.Id : PatternStart.Plain;
            return _steps[1].Literal.Length == 2 && _steps.Length > 3 && _steps[2].Kind == StepKind.Field && _steps[2].FieldKind == FieldKind.Id && IsColon(_steps[3])
                ? PatternStart.LevelAndId
                : PatternStart.Level;
        }
    }

    /// <summary>Whether a message with this byte behind the start (<see cref="Start"/>) may be of this form.</summary>
    public bool CanFollowStart(byte first) => Start switch
    {
        PatternStart.Plain => CanStart(0, 0, first),
        PatternStart.LevelAndId => CanStart(3, 2, first),
        _ => CanStart(1, 2, first),
    };

    /// <summary>The literal text that a message of this form has behind such a start; empty when it can be any, or the form has another start.</summary>
    public ReadOnlySpan<byte> LiteralBehind(PatternStart start)
    {
        if (start != Start || start is PatternStart.Level or PatternStart.LevelAndId)
            return default;
        Step step = _steps[start == PatternStart.Id ? 1 : 0];
        return step.Kind != StepKind.Literal ? default : start == PatternStart.Id ? step.Literal.Bytes.AsSpan(2) : step.Literal.Bytes;
    }

    /// <summary>Whether a message with this first byte may be of this form.</summary>
    public bool CanStartWith(byte first) => CanStart(0, 0, first);

    /// <summary>Whether a message may be of this form that begins with a level: the form takes any text, or lists the level among the words it begins with.</summary>
    public bool CanStartWith(ReadOnlySpan<byte> level)
    {
        if (_steps[0].Kind == StepKind.Field)
            return _steps.Length == 1;
        if (_steps[0].Kind == StepKind.OneOf)
            foreach (Literal word in _steps[0].Words)
                if (word.Starts(level))
                    return true;
        return false;
    }

    private bool IsField(int step) => step < _steps.Length && (_steps[step].Kind is StepKind.Field or StepKind.FreeText || (_steps[step].Kind == StepKind.Optional && IsField(step + 1)));

    private static bool IsColon(in Step step) => step.Kind == StepKind.Literal && step.Literal.Bytes.AsSpan().StartsWith(": "u8);

    /// <param name="step">The step that the byte may belong to.</param>
    /// <param name="skip">Bytes of it, if it is literal, that stand before.</param>
    /// <param name="first">The byte.</param>
    private bool CanStart(int step, int skip, byte first)
    {
        if (step >= _steps.Length)
            return false;
        Step s = _steps[step];
        switch (s.Kind)
        {
            case StepKind.Literal:
                return skip < s.Literal.Length ? s.Literal.Bytes[skip] == first : CanStart(step + 1, 0, first);
            case StepKind.OneOf:
                foreach (Literal word in s.Words)
                    if (word.Bytes[0] == first)
                        return true;
                return false;
            case StepKind.Optional:
                return CanStart(step + 1, 0, first) || CanStart(s.Next, 0, first);
            default:
                return true;
        }
    }

    /// <summary>The words a field can be, when the form lists them.</summary>
    public IEnumerable<string> WordsOf(Field field)
    {
        foreach (Step step in _steps)
            if (step.Kind == StepKind.OneOf && step.Slot == SlotOf(field))
                foreach (Literal word in step.Words)
                    yield return Encoding.UTF8.GetString(word.Bytes);
    }
}

/// <summary>What a form starts with before its own text.</summary>
internal enum PatternStart : byte
{
    /// <summary>Nothing.</summary>
    Plain,

    /// <summary>An id, or <c>NOQUEUE</c>.</summary>
    Id,

    /// <summary>A level: <c>warning: </c>.</summary>
    Level,

    /// <summary>A level, then an id.</summary>
    LevelAndId,
}
