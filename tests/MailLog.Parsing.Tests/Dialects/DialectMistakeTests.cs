using Xunit;

namespace MailLog.Parsing.Tests.Dialects;

/// <summary>A mistake is told where it is made, when the form is made.</summary>
public class DialectMistakeTests
{
    [Theory]
    [InlineData("", "no text: character 1 of")]
    [InlineData("a {score", "No } ends the field; as text it is \\{: character 3 of")]
    [InlineData("a score}", "No { opens what ends here; as text it is \\}: character 8 of")]
    [InlineData("a [{score}", "No ] ends the part that may be missing; as text it is \\[: character 3 of")]
    [InlineData("a] {score}", "No [ opens what ends here; as text it is \\]: character 2 of")]
    [InlineData("a\\", "missing behind \\: character 2 of")]
    [InlineData("a[ b]", "needs a field: character 2 of")]
    [InlineData("a {scroe}", "There is no field 'scroe': one of your own has a kind, as in {scroe:text}: character 4 of")]
    [InlineData("a {queueID:id}", "The field is 'queueId', not 'queueID': character 4 of")]
    [InlineData("a {x:decimale}", "'decimale' is no kind (text, address, endpoint, word, id, number, decimal, decimals, dsn, code, addresses, name), and no list of words (one|another): character 6 of")]
    [InlineData("a {score:word}", "The field 'score' is decimal in every form: another needs another name: character 4 of")]
    [InlineData("a {x:one|}", "A word is missing: character 6 of")]
    [InlineData("a {x:}", "A word is missing: character 6 of")]
    [InlineData("a {x?}", "A word is missing: character 6 of")]
    [InlineData("a {sender?none}", "Only an id can have a word in its place, and 'sender' is none: character 4 of")]
    [InlineData("a {x~y}", "Nothing can stand behind {x~: character 6 of")]
    [InlineData("a {}", "A field's name is a small letter")]
    [InlineData("a {:text}", "A field's name is a small letter")]
    [InlineData("a {Big:text}", "A field's name is a small letter")]
    [InlineData("a {my-field:text}", "A field's name is a small letter")]
    [InlineData("a {line:number}", "Every line has a 'line' of its own")]
    [InlineData("{x:text}{y:text}", "a literal before the next field: character 1 of")]
    [InlineData("a {x~}", "a literal behind it: character 3 of")]
    [InlineData("{a~}, {b~}, {c~}, x", "take too long to be told apart: character 13 of")]
    [InlineData("{x:number} {x:word}", "a field once: x: character 13 of")]
    [InlineData("{score} {score}", "a field once: score: character 10 of")]
    [InlineData("a\n{score}", "no line feed in it: character 2 of")]
    [InlineData("{x:text}{a:1|2|3|4}{b:1|2|3|4}{c:1|2|3|4}{d:1|2|3|4}{e:1|2|3|4}{f:1|2|3|4}{g:1|2|3|4}", "Too much can stand behind this field: put a literal before the words that follow it: character 1 of")]
    public void In_a_pattern(string pattern, string expected)
    {
        string message = Assert.Throws<ArgumentException>(() => new LogForm("x.y", pattern)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_pattern_of_too_many_fields_or_characters()
    {
        string Fields(int count) => string.Concat(Enumerable.Range(0, count).Select(i => $"{{f{i}:number}} "));
        Assert.Equal(24, new LogForm("x.y", Fields(24)).Compiled.Fields.Length);
        Assert.Contains("24 fields at most", Assert.Throws<ArgumentException>(() => new LogForm("x.y", Fields(25))).Message, StringComparison.Ordinal);
        Assert.Contains("4000 characters", Assert.Throws<ArgumentException>(() => new LogForm("x.y", new string('x', 4001))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a 1 b", "it fits up to byte 2, and the form wants {verdict} there")]
    [InlineData("a ham b", "it fits up to byte 5, and the form wants the end of the line there")]
    [InlineData("", "it fits up to byte 0, and the form wants 'a ' there")]
    public void In_an_example(string example, string expected)
    {
        string message = Assert.Throws<ArgumentException>(() => new LogForm("x.y", "a {verdict:ham|spam}", "a ham", example)).Message;
        Assert.Contains(expected, message, StringComparison.Ordinal);
    }

    [Fact]
    public void In_an_example_with_two_readings()
        => Assert.Contains("two readings", Assert.Throws<ArgumentException>(() => new LogForm("x.y", "{what~} in {n#}[ in {m:number}]", "a in 1 in 2")).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("ä")]
    [InlineData("a/b")]
    public void In_a_forms_name(string name) => Assert.Throws<ArgumentException>(() => new LogForm(name, "x"));

    [Theory]
    [InlineData("")]
    [InlineData("a b")]
    [InlineData("a/b")]
    [InlineData("a[1]")]
    [InlineData("a:")]
    [InlineData("ä")]
    [InlineData("qpsmtpd")]
    public void In_a_programs_name(string program) => Assert.Throws<ArgumentException>(() => new LogDialect(program, new LogForm("x.y", "x")));

    [Fact]
    public void In_a_dialect()
    {
        LogForm any = new("x.any", "a {what:text}", "a b"), number = new("x.number", "a {n:number}", "a 1");
        Assert.Contains("The example of \"x.number\" is of the form \"x.any\", which stands before it: \"a 1\"",
            Assert.Throws<ArgumentException>(() => new LogDialect("x", any, number)).Message, StringComparison.Ordinal);
        Assert.Equal([number, any], new LogDialect("x", number, any).Forms);
        Assert.Contains("Two forms have the name \"x.any\"", Assert.Throws<ArgumentException>(() => new LogDialect("x", any, any)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new LogDialect("x"));
        Assert.Throws<ArgumentException>(() => new LogDialect("x", new LogForm("x.empty", "[{n:number}]", "")));
    }

    [Fact]
    public void Nothing_is_null()
    {
        var form = new LogForm("x.y", "x");
        Assert.Throws<ArgumentNullException>("name", () => new LogForm(null!, "x"));
        Assert.Throws<ArgumentNullException>("pattern", () => new LogForm("x.y", null!));
        Assert.Throws<ArgumentNullException>("examples", () => new LogForm("x.y", "x", null!));
        Assert.Throws<ArgumentNullException>("examples", () => new LogForm("x.y", "x", "x", null!));
        Assert.Throws<ArgumentNullException>("program", () => new LogDialect(null!, form));
        Assert.Throws<ArgumentNullException>("forms", () => new LogDialect("x", null!));
        Assert.Throws<ArgumentNullException>("forms", () => new LogDialect("x", form, null!));
        Assert.Throws<ArgumentNullException>(() => new MailLogOptions { Dialects = null! });
        Assert.Throws<ArgumentNullException>(() => new MailLogOptions { Dialects = [null!] });
    }

    [Fact]
    public void A_reader_has_so_many_forms_at_most()
    {
        LogDialect[] dialects = [.. Enumerable.Range(0, 3).Select(d => new LogDialect("x" + d, [.. Enumerable.Range(0, 4000).Select(i => new LogForm("x." + i, "a" + i))]))];
        Assert.Equal(2, new MailLogOptions { Dialects = dialects[..2] }.Dialects.Count);
        Assert.Throws<ArgumentException>(() => new MailLogOptions { Dialects = dialects });
        Assert.Equal("x.3999", DialectLine.Read("x1", "a3999", dialects[..2]).Line.Form);
    }
}
