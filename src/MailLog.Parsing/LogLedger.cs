namespace MailLog.Parsing;

/// <summary>Counts lines by program and by kind, and gathers the shapes of those that are not known: what a log holds, and what of it is understood.</summary>
/// <remarks>
/// Every line fed is counted once in <see cref="Lines"/>, once by kind and once by program, so the sums agree. Not safe for several threads at once.
/// </remarks>
public sealed class LogLedger
{
    private const int MaxShapes = 10_000;

    private readonly long[] _byKind = new long[256];
    private readonly Utf8Table<long> _byProgram = new();
    private readonly Utf8Table<UnknownShape> _shapes = new();

    /// <summary>How many lines were fed.</summary>
    public long Lines { get; private set; }

    /// <summary>Lines whose header was not recognised; they are foreign.</summary>
    public long WithoutHeader { get; private set; }

    /// <summary>Lines that were cut because they were longer than 65,535 bytes.</summary>
    public long Cut { get; private set; }

    /// <summary>Lines that have two readings.</summary>
    public long Ambiguous { get; private set; }

    /// <summary>Lines of unknown forms beyond the 10,000 shapes that are kept apart.</summary>
    public long OtherShapes { get; private set; }

    /// <summary>How many lines of a kind were fed.</summary>
    /// <param name="kind">The kind.</param>
    public long Count(EventKind kind) => _byKind[(int)kind];

    /// <summary>Lines by program (the whole tag; empty for lines without one), in the order of first appearance.</summary>
    public IReadOnlyCollection<KeyValuePair<string, long>> ByProgram => _byProgram;

    /// <summary>The shapes of lines of known programs in forms that are not known, most frequent first.</summary>
    public IReadOnlyList<UnknownShape> UnknownShapes
    {
        get
        {
            var shapes = new List<UnknownShape>(_shapes.Count);
            foreach (KeyValuePair<string, UnknownShape?> shape in _shapes)
                shapes.Add(shape.Value!);
            shapes.Sort((a, b) => b.Count != a.Count ? b.Count.CompareTo(a.Count) : string.CompareOrdinal(a.Shape, b.Shape));
            return shapes;
        }
    }

    /// <summary>Counts a line.</summary>
    /// <param name="line">A line; it is not kept.</param>
    public void Add(LogLine line)
    {
        Lines++;
        _byKind[(int)line.Kind]++;
        _byProgram[line.Program]++;
        if (!line.HasHeader)
            WithoutHeader++;
        if (line.IsCut)
            Cut++;
        if (line.IsAmbiguous)
            Ambiguous++;
        if (line.Kind == EventKind.Unknown)
            AddShape(line);
    }

    private void AddShape(LogLine line)
    {
        Span<byte> buffer = stackalloc byte[LineShape.MaxLength];
        ReadOnlySpan<byte> shape = LineShape.Of(line.Component, line.Message, buffer);
        if (!_shapes.TryGetValue(shape, out UnknownShape? known))
        {
            if (_shapes.Count >= MaxShapes)
            {
                OtherShapes++;
                return;
            }
            ProgramGrammar? grammar = line.IsBare ? FormCatalog.Bare : line.System switch
            {
                MailSystem.Qpsmtpd => FormCatalog.Qpsmtpd,
                MailSystem.Neighbour => FormTable.DialectOf(line),
                _ => FormCatalog.Find(line.Program),
            };
            string reason = line.IsContinuation ? "the line that it continues is not at hand" : grammar?.Explain(line.Message) ?? "";
            known = new UnknownShape(line.Program.ToString(), Utf8.ToString(shape), line.Bytes.ToString(), reason);
            _shapes[shape] = known;
        }
        known!.Count++;
    }
}

/// <summary>A shape that lines of an unknown form share: numbers, ids and what stands in brackets or quotes are left out.</summary>
public sealed class UnknownShape
{
    internal UnknownShape(string program, string shape, string example, string reason)
    {
        Reason = reason;
        Program = program;
        Shape = shape;
        Example = example;
    }

    /// <summary>The program's tag in the example.</summary>
    public string Program { get; }

    /// <summary>The program and message with <c>#</c> for numbers, <c>ID</c> for ids, and empty brackets and quotes.</summary>
    public string Shape { get; }

    /// <summary>The first line of this shape.</summary>
    public string Example { get; }

    /// <summary>Why the example is of no form: the form that fits it furthest, and what that wants there.</summary>
    public string Reason { get; }

    /// <summary>How many lines have it.</summary>
    public long Count { get; internal set; }
}
