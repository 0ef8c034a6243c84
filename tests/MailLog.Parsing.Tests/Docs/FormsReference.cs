using System.Text;

namespace MailLog.Parsing.Tests;

/// <summary>Writes the reference of all line forms, docs/forms.md, from the catalog.</summary>
internal static class FormsReference
{
    private const string Head = """
        # Line forms

        Every form of a line that MailLog knows, from the catalog that the parser itself works by. Lines of these programs in any other form are events of
        kind `unknown`; lines of other programs are `foreign`. This file is made from the code: see CONTRIBUTING.md.

        A program is known by the last part of its tag: `postfix/submission/smtpd` is `smtpd`, whatever stands before it. A Postfix daemon's tag has at
        least one slash.

        How to read a pattern: text stands for itself; `{field}` is a field; `{field:one|two}` is one of these words; `{field?WORD}` is an id, or WORD where
        there is none; `{field~}` is free text up to the last place from where the rest fits; `{field!}` is text up to the first place from where the rest
        fits, and a line where it fits again has two readings; `{field#}` is a whole number, whatever the field is elsewhere; `{field^}` has none of `: < >`, which the program replaces; `[…]` may be missing; `\` takes a
        special meaning away.


        """;

    public static string Text()
    {
        var text = new StringBuilder(Head.ReplaceLineEndings("\n"));
        WritePrograms(text);
        WriteKinds(text);
        WriteForms(text);
        WriteFields(text);
        return text.ToString();
    }

    private static void WritePrograms(StringBuilder text)
    {
        text.Append("## Programs\n| system | program | forms |\n|---|---|---|\n");
        foreach (ProgramGrammar program in FormCatalog.Programs)
            text.Append("| ").Append(Word(program.System)).Append(" | `").Append(program.Name).Append("` | ")
                .AppendJoin(' ', program.Forms.Select(f => "[" + f.Name + "](#" + Anchor(f) + ")")).Append(" |\n");
        text.Append('\n');
    }

    private static void WriteKinds(StringBuilder text)
    {
        text.Append("## Forms by kind of event\n| kind | forms |\n|---|---|\n");
        foreach (IGrouping<EventKind, LineForm> kind in FormCatalog.Forms.GroupBy(f => f.Kind).OrderBy(g => g.Key))
            text.Append("| `").Append(Word(kind.Key)).Append("` | ").AppendJoin(' ', kind.Select(f => "[" + f.Name + "](#" + Anchor(f) + ")")).Append(" |\n");
        text.Append('\n');
    }

    private static void WriteForms(StringBuilder text)
    {
        text.Append("## Forms\n");
        foreach (LineForm form in FormCatalog.Forms)
        {
            text.Append("### ").Append(form.Name).Append('\n');
            text.Append("Kind `").Append(Word(form.Kind)).Append('`');
            if (form.Kind == EventKind.FilterAction)
                text.Append(", action `").Append(Word(form.Action)).Append('`');
            text.Append(". ").Append(Escaped(form.Meaning)).Append("\n\n");
            text.Append("    ").Append(form.Text).Append("\n    ").Append(form.Example).Append("\n\n");
        }
    }

    private static void WriteFields(StringBuilder text)
    {
        text.Append("## Fields\nThe same field has the same name in every form, in `LogField.Name` and in the output of `maillog events --format json`.\n\n| field | kind | forms |\n|---|---|---|\n");
        foreach ((Field field, string name, FieldKind kind) in FieldNames.All.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            int count = FormCatalog.Forms.Count(f => f.Pattern.SlotOf(field) >= 0);
            if (count > 0)
                text.Append("| `").Append(name).Append("` | ").Append(Word(kind)).Append(" | ").Append(count).Append(" |\n");
        }
    }

    private static string Anchor(LineForm form) => form.Name.Replace(".", "", StringComparison.Ordinal).ToLowerInvariant();

    private static string Escaped(string text) => text.Replace("<", "\\<", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);

    private static string Word<T>(T value)
        where T : struct, Enum
    {
        string name = value.ToString();
        return char.ToLowerInvariant(name[0]) + name[1..];
    }
}
