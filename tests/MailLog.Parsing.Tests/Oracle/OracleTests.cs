using System.Text;
using FsCheck.Fluent;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>The fast parser against the naive one.</summary>
public class OracleTests
{
    public static TheoryData<string> Logs => [.. LogFiles.All];

    public static TheoryData<string> Forms => [.. NaiveParser.Names];

    [Theory, MemberData(nameof(Logs))]
    public void Both_read_the_same_in_real_logs(string log)
    {
        int compared = 0;
        using MailLogReader reader = MailLogReader.Open(LogFiles.PathOf(log));
        while (reader.Read())
        {
            LogLine line = reader.Line;
            if (line.System != MailSystem.Postfix)
                continue;
            (string form, SortedDictionary<string, string> fields) = NaiveParser.Parse(line.Component.ToString(), Encoding.Latin1.GetString(line.Message.Bytes));
            if (form.Length == 0)
            {
                Assert.DoesNotContain(line.Form, NaiveParser.Names);
                continue;
            }
            compared++;
            var actual = new SortedDictionary<string, string>(StringComparer.Ordinal);
            foreach (LogField field in line.Fields)
                actual[field.Name] = Encoding.Latin1.GetString(field.Value.Bytes);
            Assert.Equal(form + ": " + Text(fields), line.Form + ": " + Text(actual));
        }
        Assert.True(compared > 0 || log.Contains("part2", StringComparison.Ordinal), "Nothing to compare");
    }

    [Theory, MemberData(nameof(Forms))]
    public void Both_read_the_same_in_printed_lines(string name)
    {
        foreach ((ProgramGrammar program, LineForm form) in FormReading.AllForms.Where(f => f.Form.Name == name))
        {
            PropertyCheck.Run(Prop.ForAll(FormCase.Tame(program, form), c =>
            {
                FormReading reading = FormReading.Of(program, c.Message);
                return reading.IsAmbiguous || Naive(program, c.Message) == Fast(reading);
            }), 200);
        }
    }

    /// <summary>Replies, HELOs and message ids of strangers.</summary>
    [Theory]
    [InlineData("delivery", "response")]
    [InlineData("cleanup.message-id", "messageId")]
    [InlineData("verdict.access", "text")]
    [InlineData("verdict.access", "helo")]
    [InlineData("verdict.proxy", "text")]
    public void Both_read_the_same_of_strangers_words(string name, string field)
    {
        (ProgramGrammar program, LineForm form) = FormReading.AllForms.First(f => f.Form.Name == name);
        PropertyCheck.Run(Prop.ForAll(FormCase.OneHostile(program, form, FieldNames.Find(field)!.Value), c =>
        {
            FormReading reading = FormReading.Of(program, c.Message);
            return reading.IsAmbiguous || Naive(program, c.Message) == Fast(reading);
        }), 500);
    }

    private static string Naive(ProgramGrammar program, byte[] message)
    {
        (string form, SortedDictionary<string, string> fields) = NaiveParser.Parse(program.Name, Encoding.Latin1.GetString(message));
        return form + ": " + Text(fields);
    }

    private static string Fast(FormReading reading)
    {
        var fields = new SortedDictionary<string, string>(StringComparer.Ordinal);
        for (int i = 0; i < reading.Values.Length; i++)
            if (reading.Values[i] is { } value)
                fields[FieldNames.Name(reading.Form!.Pattern.Fields[i])] = Encoding.Latin1.GetString(value);
        return (reading.Form?.Name ?? "") + ": " + Text(fields);
    }

    private static string Text(SortedDictionary<string, string> fields) => string.Join(" ", fields.Select(f => f.Key + "=" + f.Value));
}
