namespace MailLog.Parsing;

/// <summary>
/// One form of one line: its text as a pattern, and what it means. Parser, printer, documents and tests all work from this.
/// </summary>
/// <remarks>
/// The pattern's language: literal text; <c>{field}</c>; <c>{field:one|two words}</c> a field that is one of these;
/// <c>{field?WORD}</c> an id, or WORD where there is none; <c>{field~}</c> free text up to the last place from where the rest of the pattern fits to the
/// end of the line; <c>{field!}</c> text up to the first place where what follows stands, and two readings if it stands there again
/// (in such a form nothing is quoted, so how addresses look decides nothing); <c>{field#}</c> a whole
/// number, whatever the field is elsewhere; <c>{field:kind}</c> in a dialect, a field of its own; <c>{field^}</c> text in which the program has left no <c>: &lt; &gt;</c>; <c>[…]</c> a part that may be missing (it holds at least one field); <c>\</c> before a character of this language.
/// How far a field reaches follows from its kind and from the literal behind it, see <see cref="Pattern"/>.
/// </remarks>
internal sealed class LineForm(string name, EventKind kind, string text, string meaning, string example)
{
    private Pattern? _pattern;

    /// <summary>Name within the system, stable: <c>smtpd.connect</c>.</summary>
    public string Name { get; } = name;

    public EventKind Kind { get; } = kind;

    /// <summary>The pattern as written in the daemon's file.</summary>
    public string Text { get; } = text;

    /// <summary>Whether any message is of this form.</summary>
    public bool IsAnyText { get; } = text == "{text}";

    /// <summary>What a line of this form says, for the reference.</summary>
    public string Meaning { get; } = meaning;

    /// <summary>A message of this form, for the reference and the tests.</summary>
    public string Example { get; } = example;

    /// <summary>Of a form of kind <see cref="EventKind.FilterAction"/>: what the filter does.</summary>
    public FilterAction Action { get; init; }

    /// <summary>Of a form of kind <see cref="EventKind.Check"/>: what was checked.</summary>
    public CheckMethod Method { get; init; }

    /// <summary>Of a form of kind <see cref="EventKind.Check"/>: the result, when the line has no word for it.</summary>
    public CheckResult Result { get; init; }

    /// <summary>Of a form of kind <see cref="EventKind.Mailbox"/>: what was done.</summary>
    public MailboxAction MailboxAction { get; init; }

    /// <summary>Of a form of kind <see cref="EventKind.TlsNotice"/>: what it tells.</summary>
    public TlsNoticeKind TlsNotice { get; init; }

    /// <summary>Of a form of kind <see cref="EventKind.Verdict"/>: what is decided, when the line has no word for it.</summary>
    public VerdictAction? Verdict { get; init; }

    /// <summary>Of a form of kind <see cref="EventKind.Verdict"/>: who decides, when its words do not tell.</summary>
    public VerdictSource? DecidedBy { get; init; }

    /// <summary>Of a form of kind <see cref="EventKind.Verdict"/>: at which command, when the line does not say it.</summary>
    public string? DecidedAt { get; init; }

    /// <summary>How the form writes hosts.</summary>
    public EndpointStyle Endpoints { get; init; }

    /// <summary>
    /// The field from which on lines of this form mostly end like some other before them; null: each ends in its own way. It stands in no part that may be missing, and the form has no free text: what is
    /// behind it is then read alike, whatever stands before.
    /// </summary>
    public Field? EndsAlikeFrom { get; init; }

    /// <summary>Of a form of a dialect: the program.</summary>
    public string? Program { get; init; }

    /// <summary>Its place in the catalog, or among the forms of its dialect; within this run.</summary>
    public ushort Number { get; internal set; }

    /// <summary>How many fields its pattern has, at hand for each line; 0 until the pattern is compiled.</summary>
    public byte FieldCount { get; private set; }

    /// <summary>Compiled when a line first needs it: a run meets few of all programs.</summary>
    public Pattern Pattern
    {
        get => _pattern ?? Compile();
        init
        {
            _pattern = value;
            FieldCount = (byte)value.Fields.Length;
        }
    }

    private Pattern Compile()
    {
        var pattern = Pattern.Parse(Text, tail: EndsAlikeFrom);
        // Before the pattern is to be seen: another thread may read this form's lines.
        FieldCount = (byte)pattern.Fields.Length;
        return _pattern = pattern;
    }
}
