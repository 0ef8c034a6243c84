namespace MailLog.Parsing;

/// <summary>The forms and programs that a reader knows: those of the catalog, and behind them those of the dialects that it was given.</summary>
internal sealed class FormTable
{
    private static readonly FormTable Catalog = new([]);

    /// <summary>Every program of a dialect, once for each of the catalog's that may have the same name: that one reads what the dialect does not.</summary>
    private readonly List<ProgramGrammar> _dialects = [];

    private FormTable(IReadOnlyList<LogDialect> dialects)
    {
        LineForm[] known = FormCatalog.Forms;
        Forms = dialects.Count == 0 ? known : [.. known, .. dialects.SelectMany(d => d.Lines)];
        foreach (string program in dialects.Select(d => d.Program).Distinct())
            foreach (ProgramGrammar? next in FormCatalog.Namesakes(program).Prepend(null))
                _dialects.Add(Chain(dialects, program, next));
    }

    /// <summary>All forms, by the number that a line's record has.</summary>
    public LineForm[] Forms { get; }

    public static FormTable Of(IReadOnlyList<LogDialect> dialects) => dialects.Count == 0 ? Catalog : new FormTable(dialects);

    /// <summary>The grammar of a tag; null: nobody's that is known.</summary>
    public ProgramGrammar? Find(ReadOnlySpan<byte> tag)
    {
        ProgramGrammar? known = FormCatalog.Find(tag);
        ReadOnlySpan<byte> name = tag.Slice(tag.LastIndexOf((byte)'/') + 1);
        foreach (ProgramGrammar dialect in _dialects)
            if (Utf8.EqualsAscii(name, dialect.Name) && LastOf(dialect) == known)
                return dialect;
        return known;
    }

    /// <summary>The forms of the dialects that a line's reader has for its program, to tell why none fits; null when it has none.</summary>
    public static ProgramGrammar? DialectOf(LogLine line)
    {
        var forms = new List<LineForm>();
        foreach (LineForm form in line.KnownForms.Slice(FormCatalog.Forms.Length))
            if (Utf8.EqualsAscii(line.Component, form.Program!))
                forms.Add(form);
        return forms.Count == 0 ? null : new ProgramGrammar(MailSystem.Neighbour, forms[0].Program!, [.. forms]) { IsDialect = true };
    }

    /// <summary>The number of a block's form in another block, which may hold lines of several readers and so takes up forms that it lacks.</summary>
    public static ushort Share(LogBlock from, ushort form, LogBlock to)
    {
        if (from.Forms == to.Forms || from.Forms == FormCatalog.Forms)
            return form;
        if (to.Forms == FormCatalog.Forms)
            to.Forms = from.Forms;
        if (from.Forms == to.Forms || form == LineRecord.NoForm || form < FormCatalog.Forms.Length)
            return form;
        int number = Array.IndexOf(to.Forms, from.Forms[form]);
        if (number >= 0)
            return (ushort)number;
        if (to.Forms.Length == LineRecord.NoForm)
            throw new InvalidOperationException("The buffer is full: its lines are of too many dialects.");
        to.Forms = [.. to.Forms, from.Forms[form]];
        return (ushort)(to.Forms.Length - 1);
    }

    /// <summary>The dialects of one program, one behind the other, and behind them whom the catalog has.</summary>
    private static ProgramGrammar Chain(IReadOnlyList<LogDialect> dialects, string program, ProgramGrammar? next)
    {
        int number = FormCatalog.Forms.Length + dialects.Sum(d => d.Lines.Length);
        foreach (LogDialect dialect in dialects.Reverse())
        {
            number -= dialect.Lines.Length;
            if (dialect.Program == program)
                next = new ProgramGrammar(MailSystem.Neighbour, program, dialect.Lines) { IsDialect = true, FirstNumber = number, Next = next };
        }
        return next!;
    }

    private static ProgramGrammar? LastOf(ProgramGrammar? grammar)
    {
        while (grammar is { IsDialect: true })
            grammar = grammar.Next;
        return grammar;
    }
}
