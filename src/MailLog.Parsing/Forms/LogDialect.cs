using System.Text;

namespace MailLog.Parsing;

/// <summary>What a program logs that the library does not know: a content filter, a spam trap, a delivery agent of your own. Given to a reader by <see cref="MailLogOptions.Dialects"/>.</summary>
/// <remarks>
/// Its lines are events of kind <see cref="EventKind.Custom"/>; those of the program that have none of its forms, <see cref="EventKind.Unknown"/>. A queue id or filter id among the fields attaches a line to
/// its mail. Immutable, and safe to share between readers and threads. docs/dialects.md explains it with an example.
/// </remarks>
public sealed class LogDialect
{
    private const int MostForms = 10_000;

    /// <summary>A dialect.</summary>
    /// <param name="program">The program: the last part of the tag, as <see cref="LogLine.Component"/> has it, with any prefix (<c>filters/tagscan</c> is <c>tagscan</c>). Compared byte for byte.</param>
    /// <param name="forms">Its forms, one or more; of several that fit a line, the first counts.</param>
    /// <exception cref="ArgumentNullException">An argument, or a form, is null.</exception>
    /// <exception cref="ArgumentException">
    /// The program cannot be the last part of a tag, or is qpsmtpd, whose lines have rules that no form can tell; there are no forms, or two of the same name; or a form's example is of a form before
    /// it.
    /// </exception>
    public LogDialect(string program, params LogForm[] forms)
    {
        Program = program ?? throw new ArgumentNullException(nameof(program));
        Forms = [.. forms ?? throw new ArgumentNullException(nameof(forms))];
        if (program.Length == 0 || !program.All(c => c is > ' ' and < '\x7F' and not ('/' or ':' or '[' or ']' or '<' or '>')))
            throw new ArgumentException("A program is the last part of a tag: not empty, without blanks, slashes, colons and brackets. Not \"" + program + "\".", nameof(program));
        if (program == FormCatalog.Qpsmtpd.Name)
            throw new ArgumentException("Lines of qpsmtpd have rules that no form can tell.", nameof(program));
        if (forms.Length is 0 or > MostForms)
            throw new ArgumentException("A dialect has at least one form, and " + MostForms + " at most.", nameof(forms));
        Lines = new LineForm[forms.Length];
        for (int i = 0; i < forms.Length; i++)
            Lines[i] = Line(forms[i] ?? throw new ArgumentNullException(nameof(forms), "A form is null."), i);
        if (Mistake() is { } mistake)
            throw new ArgumentException(mistake, nameof(forms));
    }

    /// <summary>The program: the last part of the tag.</summary>
    public string Program { get; }

    /// <summary>Its forms; of several that fit a line, the first counts.</summary>
    public IReadOnlyList<LogForm> Forms { get; }

    /// <summary>The forms as the parser has them.</summary>
    internal LineForm[] Lines { get; }

    /// <summary>A list of dialects, if a reader can be given it.</summary>
    internal static IReadOnlyList<LogDialect> Checked(IReadOnlyList<LogDialect>? dialects)
    {
        if (dialects is null)
            throw new ArgumentNullException(nameof(dialects));
        // What the caller does to his list later is not the reader's.
        LogDialect[] copy = [.. dialects];
        if (Array.IndexOf(copy, null) >= 0)
            throw new ArgumentNullException(nameof(dialects), "A dialect is null.");
        if (copy.Sum(dialect => dialect.Lines.Length) > MostForms)
            throw new ArgumentException("The dialects of a reader have " + MostForms + " forms at most.", nameof(dialects));
        return copy;
    }

    private LineForm Line(LogForm form, int number)
        => new(form.Name, EventKind.Custom, form.Pattern, "", "") { Program = Program, Number = (ushort)number, Pattern = form.Compiled };

    /// <summary>Why the forms do not go together; null when they do.</summary>
    private string? Mistake()
    {
        if (Forms.GroupBy(form => form.Name).FirstOrDefault(same => same.Count() > 1) is { } twice)
            return "Two forms have the name \"" + twice.Key + "\".";
        var grammar = new ProgramGrammar(MailSystem.Neighbour, Program, Lines) { IsDialect = true };
        Span<uint> slots = stackalloc uint[Pattern.MaxFields];
        foreach (LogForm form in Forms)
        {
            foreach (string example in form.Examples)
            {
                LineForm? first = grammar.Match(Encoding.UTF8.GetBytes(example), 0, slots, out _);
                if (first is null)
                    return "The example of \"" + form.Name + "\" is empty: such a line is of no form.";
                if (first.Name != form.Name)
                    return "The example of \"" + form.Name + "\" is of the form \"" + first.Name + "\", which stands before it: \"" + example + "\".";
            }
        }
        return null;
    }
}
