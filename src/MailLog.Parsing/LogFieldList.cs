namespace MailLog.Parsing;

/// <summary>One field of a line: its name, what it is, its text.</summary>
/// <remarks>Borrowed: valid as long as the line it was taken from.</remarks>
public readonly ref struct LogField
{
    private readonly EndpointStyle _style;

    internal LogField(Pattern pattern, int slot, Utf8Text value, EndpointStyle style)
    {
        _style = style;
        Name = pattern.NameOf(slot);
        Kind = pattern.KindOf(slot);
        Value = value;
    }

    /// <summary>Name in camelCase; the same field has the same name in every form.</summary>
    public string Name { get; }

    /// <summary>What the text is.</summary>
    public FieldKind Kind { get; }

    /// <summary>The text as logged.</summary>
    public Utf8Text Value { get; }

    /// <summary>The text as a host, for a field of kind <see cref="FieldKind.Endpoint"/>.</summary>
    public Endpoint Endpoint => new(Value, _style);
}

/// <summary>The fields of a line, for <c>foreach</c>; missing ones are left out.</summary>
/// <remarks>Borrowed: valid as long as the line it was taken from.</remarks>
public readonly ref struct LogFieldList
{
    private readonly LogLine _line;

    internal LogFieldList(LogLine line) => _line = line;

    /// <summary>Starts at the first field.</summary>
    public Enumerator GetEnumerator() => new(_line);

    /// <summary>Walks over the fields.</summary>
    public ref struct Enumerator
    {
        private readonly LogLine _line;
        private readonly Pattern? _pattern;
        private int _slot;

        internal Enumerator(LogLine line)
        {
            _line = line;
            _pattern = line.FormOrNull?.Pattern;
            _slot = -1;
        }

        /// <summary>The field that the walk stands at.</summary>
        public readonly LogField Current => new(_pattern!, _slot, _line.Slot(_slot), _line.FormOrNull!.Endpoints);

        /// <summary>Goes on to the next field that the line has.</summary>
        /// <returns>False after the last.</returns>
        public bool MoveNext()
        {
            while (_pattern is not null && ++_slot < _pattern.Fields.Length)
                if (_line.Slot(_slot).HasValue)
                    return true;
            return false;
        }
    }
}
