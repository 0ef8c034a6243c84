using FsCheck.Fluent;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests.Qmail;

/// <summary>Lines of every row of the table of conditions, with random fields.</summary>
public class ConditionPropertyTests
{
    public static TheoryData<int, string> Rows => ConditionTableTests.Rows;

    /// <summary>The types of which nobody has published a line: whether information stands behind the recipient is told from the line, not from the type.</summary>
    private static readonly QmailConditionType[] Unverified = [QmailConditionType.Grey, QmailConditionType.Dkim];

    [Theory, MemberData(nameof(Rows))]
    public void Tame_fields_come_back(int number, string words)
    {
        Assert.NotEqual("", words);
        PropertyCheck.Run(Prop.ForAll(ConditionCase.Tame(QmailConditions.Rows[number]), c =>
        {
            FormReading reading = c.Reading;
            return HasTemplate(reading, c) && AreSame(reading, c) && !reading.IsAmbiguous;
        }), 60);
    }

    /// <summary>
    /// Whatever strangers send, the fields come back or the line says that it has two readings. Which fields it has is decided by action, type and condition
    /// alone: no HELO gives a line a sender, a recipient or a user that its template lacks.
    /// </summary>
    [Theory, MemberData(nameof(Rows))]
    public void Strangers_words_stay_in_their_field_or_are_told(int number, string words)
    {
        Assert.NotEqual("", words);
        QmailConditionRow row = QmailConditions.Rows[number];
        if (Unverified.Contains(row.Type))
            return;
        PropertyCheck.Run(Prop.ForAll(ConditionCase.AllHostile(row), c =>
        {
            FormReading reading = c.Reading;
            return HasTemplate(reading, c) && reading.PrintsBackTo(c.Message) && (reading.IsAmbiguous || AreSame(reading, c));
        }), 300);
    }

    private static bool HasTemplate(FormReading reading, ConditionCase c)
    {
        string[] expected = [.. c.Expected.Select(e => e.Name)];
        return reading.Form is not null && new[] { "helo", "sender", "recipient", "user", "rest", "information" }.All(name => expected.Contains(name) == (reading.Value(name) is not null));
    }

    private static bool AreSame(FormReading reading, ConditionCase c) =>
        c.Expected.All(e => reading.Values[reading.Form!.Pattern.SlotOf(FieldNames.Find(e.Name)!.Value)].AsSpan().SequenceEqual(e.Value));
}
