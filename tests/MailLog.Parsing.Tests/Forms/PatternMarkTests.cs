using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>The marks behind a field's name in a pattern.</summary>
public class PatternMarkTests
{
    /// <summary><c>{field!}</c>: up to the first place, and two readings when that stands there again.</summary>
    [Theory]
    [InlineData("a F:b", "a", "b", false)]
    [InlineData(" F:", "", "", false)]
    [InlineData("a F:b F:c", "a", "b F:c", true)]
    [InlineData("a F: F:", "a", " F:", true)]
    [InlineData("a F:b F", "a", "b F", false)]
    [InlineData("a  F:b", "a ", "b", false)]
    [InlineData(" F: F:b", "", " F:b", true)]
    public void The_first_of_several_places_is_told(string message, string helo, string text, bool isAmbiguous)
    {
        AssertReads("{helo!} F:{text}", message, isAmbiguous, helo, text);
    }

    [Fact]
    public void A_field_whose_end_is_missing_does_not_fit()
    {
        Assert.False(Matches("{helo!} F:{text}", "a b", out _, out _));
    }

    /// <summary>The doubt stays whatever free text further on has: that has one reading of its own.</summary>
    [Theory]
    [InlineData("a F:b T:c", false)]
    [InlineData("a F:b F:c T:d", true)]
    [InlineData("a F:b T:c F:d", true)]
    public void Free_text_behind_it_does_not_clear_the_doubt(string message, bool isAmbiguous)
    {
        Assert.True(Matches("{helo!} F:{sender~} T:{recipient}", message, out bool actual, out _));
        Assert.Equal(isAmbiguous, actual);
    }

    /// <summary>Postfix quotes addresses, so one with a blank outside of quotes is the worse reading. Where nothing is quoted, no reading is better.</summary>
    [Theory]
    [InlineData("{text}: {sender~} T:{recipient}", "x: a T:b T:c", false)]
    [InlineData("{helo!} F:{sender~} T:{recipient}", "x F:a T:b T:c", true)]
    public void Where_nothing_is_quoted_a_blank_is_no_sign(string pattern, string message, bool isAmbiguous)
    {
        AssertReads(pattern, message, isAmbiguous, "x", "a T:b", "c");
    }

    /// <summary><c>{field#}</c>: a number, also of a field that is an id or a word elsewhere.</summary>
    [Theory]
    [InlineData("msg {queueId#} x", "msg 11878401 x", "11878401")]
    [InlineData("msg {queueId#}", "msg 007", "007")]
    [InlineData("queue{queue#}", "queue12", "12")]
    public void A_number_can_stand_for_an_id(string pattern, string message, string expected) => AssertReads(pattern, message, false, expected);

    [Theory]
    [InlineData("msg {queueId#}", "msg 4F1A2B3C4D")]
    [InlineData("msg {queueId#}", "msg ")]
    [InlineData("msg {queueId#}", "msg -1")]
    [InlineData("msg {queueId#}", "msg x")]
    public void Nothing_else_is_a_number(string pattern, string message) => Assert.False(Matches(pattern, message, out _, out _));

    [Theory]
    [InlineData("{sender}{recipient!}", "needs a literal")]
    [InlineData("{nothing!}", "no field 'nothing'")]
    [InlineData("{nothing#}", "no field 'nothing'")]
    [InlineData("{queueId} {queueId#}", "a field once")]
    public void A_mistake_in_a_pattern_is_told(string pattern, string expected)
    {
        Assert.Contains(expected, Assert.Throws<ArgumentException>(() => Pattern.Parse(pattern)).Message, StringComparison.Ordinal);
    }

    private static void AssertReads(string pattern, string message, bool isAmbiguous, params string[] expected)
    {
        Assert.True(Matches(pattern, message, out bool actual, out string[] values));
        Assert.Equal(expected, values);
        Assert.Equal(isAmbiguous, actual);
        Assert.Equal(message, Encoding.UTF8.GetString(Pattern.Parse(pattern).Print([.. values.Select(Encoding.UTF8.GetBytes)])));
    }

    private static bool Matches(string text, string message, out bool isAmbiguous, out string[] values)
    {
        var pattern = Pattern.Parse(text);
        byte[] bytes = Encoding.UTF8.GetBytes(message);
        uint[] slots = new uint[Pattern.MaxFields];
        bool matches = pattern.Matches(bytes, 0, slots, out isAmbiguous);
        values = matches ? [.. slots.Take(pattern.Fields.Length).Select(s => Encoding.UTF8.GetString(bytes.AsSpan((int)(s >> 16), (int)(s & 0xFFFF))))] : [];
        return matches;
    }
}
