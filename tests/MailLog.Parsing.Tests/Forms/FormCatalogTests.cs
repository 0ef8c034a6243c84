using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests;

public class FormCatalogTests
{
    public static TheoryData<string, string> Forms
    {
        get
        {
            var data = new TheoryData<string, string>();
            foreach ((ProgramGrammar program, LineForm form) in FormReading.AllForms)
                data.Add(program.System + " " + program.Name, form.Name);
            return data;
        }
    }

    [Theory, MemberData(nameof(Forms))]
    public void The_example_is_of_this_form_and_prints_back(string program, string name)
    {
        (ProgramGrammar grammar, LineForm form) = FormReading.AllForms.First(f => f.Program.System + " " + f.Program.Name == program && f.Form.Name == name);
        byte[] example = Encoding.UTF8.GetBytes(form.Example);
        FormReading reading = FormReading.Of(grammar, example);
        Assert.Equal(form.Name, reading.Form?.Name);
        Assert.Equal(form.Example, Encoding.UTF8.GetString(form.Pattern.Print(reading.Values)));
        Assert.False(reading.IsAmbiguous);
    }

    [Fact]
    public void Names_are_unique()
    {
        Assert.Equal(FormCatalog.Forms.Length, FormCatalog.Forms.Select(f => f.Name).Distinct().Count());
        Assert.Equal(FieldNames.All.Length, FieldNames.All.Select(f => f.Name).Distinct().Count());
    }

    [Fact]
    public void A_program_has_one_grammar()
    {
        Assert.Equal(FormCatalog.Programs.Length, FormCatalog.Programs.Select(p => (p.System, p.Name)).Distinct().Count());
    }

    [Fact]
    public void Field_names_stand_in_the_order_of_the_enum()
    {
        Assert.Equal(Enum.GetValues<Field>(), FieldNames.All.Select(f => f.Field));
    }

    [Fact]
    public void Every_form_has_a_meaning_a_kind_with_a_view_and_a_number()
    {
        for (int i = 0; i < FormCatalog.Forms.Length; i++)
        {
            LineForm form = FormCatalog.Forms[i];
            Assert.True(form.Meaning.Length > 10 && form.Meaning.EndsWith('.') , form.Name + " says too little about itself");
            Assert.True(form.Kind > EventKind.Unknown, form.Name);
            Assert.Equal(i, form.Number);
            Assert.InRange(form.Pattern.Fields.Length, 0, Pattern.MaxFields);
        }
    }

    [Theory]
    [InlineData("{nothing}", "no field 'nothing'")]
    [InlineData("a[ b]", "needs a field")]
    [InlineData("{sender}{recipient}", "needs a literal")]
    [InlineData("{text~}", "needs a literal")]
    [InlineData("{size} {size}", "a field once")]
    public void A_mistake_in_a_pattern_is_told(string pattern, string expected)
    {
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Pattern.Parse(pattern)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("postfix/smtpd", "smtpd")]
    [InlineData("postfix/submission/smtpd", "smtpd")]
    [InlineData("H/a-service/smtpd", "smtpd")]
    [InlineData("postfix", "postfix")]
    [InlineData("smtpd", null)]
    [InlineData("postfix/", null)]
    [InlineData("/", null)]
    [InlineData("", null)]
    [InlineData("postfix/smtpd2", null)]
    [InlineData("pmg-smtp-filter", "pmg-smtp-filter")]
    [InlineData("postfix/pmg-smtp-filter", null)]
    public void A_tag_names_its_program_by_its_last_part(string tag, string? expected)
    {
        Assert.Equal(expected, FormCatalog.Find(Encoding.UTF8.GetBytes(tag))?.Name);
    }
}
