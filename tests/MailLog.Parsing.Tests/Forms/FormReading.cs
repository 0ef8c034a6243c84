using System.Text;

namespace MailLog.Parsing.Tests;

/// <summary>What a grammar makes of one message.</summary>
internal sealed record FormReading(LineForm? Form, byte[]?[] Values, bool IsAmbiguous)
{
    /// <summary>Every program with every form of it, for the tests that go over all.</summary>
    public static IEnumerable<(ProgramGrammar Program, LineForm Form)> AllForms =>
        FormCatalog.Programs.SelectMany(program => program.Forms.Select(form => (program, form)));

    public static FormReading Of(ProgramGrammar program, byte[] message)
    {
        uint[] slots = new uint[Pattern.MaxFields];
        LineForm? form = program.Match(message, 0, slots, out bool isAmbiguous);
        return new FormReading(form, form is null ? [] : Take(form.Pattern, message, slots), isAmbiguous);
    }

    public static FormReading Of(LineForm form, byte[] message)
    {
        uint[] slots = new uint[Pattern.MaxFields];
        bool matches = form.Pattern.Matches(message, 0, slots, out bool isAmbiguous);
        return new FormReading(matches ? form : null, matches ? Take(form.Pattern, message, slots) : [], isAmbiguous);
    }

    public static bool AreSame(byte[]?[] a, byte[]?[] b) =>
        a.Length == b.Length && a.Zip(b).All(pair => pair.First is null ? pair.Second is null : pair.Second is not null && pair.First.AsSpan().SequenceEqual(pair.Second));

    public bool PrintsBackTo(byte[] message) => Form is not null && Form.Pattern.Print(Values).AsSpan().SequenceEqual(message);

    public string? Value(string field)
    {
        int slot = Form is null || FieldNames.Find(field) is not { } known ? -1 : Form.Pattern.SlotOf(known);
        return slot < 0 || Values[slot] is null ? null : Encoding.UTF8.GetString(Values[slot]!);
    }

    public override string ToString()
    {
        if (Form is null)
            return "no form";
        var text = new StringBuilder(Form.Name).Append(IsAmbiguous ? " (ambiguous)" : "");
        for (int i = 0; i < Values.Length; i++)
            if (Values[i] is { } value)
                text.Append(' ').Append(Form.Pattern.NameOf(i)).Append('=').Append(Encoding.UTF8.GetString(value));
        return text.ToString();
    }

    private static byte[]?[] Take(Pattern pattern, byte[] message, uint[] slots)
    {
        byte[]?[] values = new byte[]?[pattern.Fields.Length];
        for (int i = 0; i < values.Length; i++)
            if (slots[i] != Pattern.Missing)
                values[i] = message.AsSpan((int)(slots[i] >> 16), (int)(slots[i] & 0xFFFF)).ToArray();
        return values;
    }
}
