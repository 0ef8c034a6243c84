using FsCheck.Fluent;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>Print and parse against each other, for every form there is.</summary>
public class FormPropertyTests
{
    /// <summary>
    /// Fields that are other people's words: a remote server's reply, a HELO, a header. Addresses are not among them: quoting keeps their text apart, and
    /// <see cref="Fields_come_back"/> has hostile quoted ones. Names, ids and words come from the DNS, the configuration or Postfix itself.
    /// </summary>
    private static readonly Field[] Strangers = [Field.Response, Field.Content, Field.MessageId, Field.Helo, Field.Text, Field.Subject, Field.Header];

    public static TheoryData<string> FormNames => [.. FormCatalog.Forms.Select(f => f.Name)];

    /// <summary>
    /// Tame fields come back as they are, from the same form, without doubt. A quoted local part may imitate all that could stand before it: then either the
    /// fields come back or the line says that it has two readings.
    /// </summary>
    [Theory, MemberData(nameof(FormNames))]
    public void Fields_come_back(string name)
    {
        foreach ((ProgramGrammar program, LineForm form) in Owners(name))
        {
            PropertyCheck.Run(Prop.ForAll(FormCase.Tame(program, form), c =>
            {
                FormReading reading = FormReading.Of(program, c.Message);
                bool areSame = FormReading.AreSame(reading.Values, c.Values);
                return reading.Form == form && (c.HasQuotes ? areSame || reading.IsAmbiguous : areSame && !reading.IsAmbiguous);
            }), 100);
        }
    }

    /// <summary>
    /// With hostile words in a stranger's field, one of three holds: the fields come back; or the line says that it has two readings; or the words made it a
    /// line that the same program writes for another reason too, and then another form reads it. Never is part of the words taken for a field in silence.
    /// </summary>
    [Theory, MemberData(nameof(FormNames))]
    public void Strangers_words_stay_in_their_field_or_are_told(string name)
    {
        foreach ((ProgramGrammar program, LineForm form) in Owners(name))
        {
            foreach (Field hostile in Strangers.Where(f => FormShape.Of(form).Slots.Any(s => s.Field == f && s.Words.Length == 0 && !s.IsCleaned)))
            {
                PropertyCheck.Run(Prop.ForAll(FormCase.OneHostile(program, form, hostile), c =>
                {
                    FormReading reading = FormReading.Of(form, c.Message);
                    return reading.IsAmbiguous || FormReading.AreSame(reading.Values, c.Values);
                }), 150);
            }
        }
    }

    /// <summary>Whatever stands in the free fields, a form reads the line, and what it reads prints back to the same bytes.</summary>
    [Theory, MemberData(nameof(FormNames))]
    public void What_is_read_prints_back(string name)
    {
        foreach ((ProgramGrammar program, LineForm form) in Owners(name))
        {
            PropertyCheck.Run(Prop.ForAll(FormCase.AllHostile(program, form), c =>
            {
                FormReading reading = FormReading.Of(program, c.Message);
                return reading.Form is null || reading.PrintsBackTo(c.Message);
            }), 150);
        }
    }

    private static IEnumerable<(ProgramGrammar Program, LineForm Form)> Owners(string name) => FormReading.AllForms.Where(f => f.Form.Name == name).Take(2);
}
