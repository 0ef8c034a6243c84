using Xunit;

namespace MailLog.Cli.Tests;

public class TextWrapTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("one", "one")]
    [InlineData("one two three", "one two|three")]
    [InlineData("exactly 10", "exactly 10")]
    [InlineData("exactly 10 more", "exactly 10|more")]
    [InlineData("averylongwordindeed", "averylongw|ordindeed")]
    [InlineData("a verylongwordindeed", "a verylong|wordindeed")]
    [InlineData("three   blanks   and", "three|blanks|and")]
    [InlineData("two   blanks   and", "two   blan|ks   and")]
    [InlineData("123456789\U0001F4E7x", "123456789|\U0001F4E7x")]
    [InlineData("ends here  ", "ends here")]
    public void Lines_are_broken_at_blanks(string text, string expected) => Assert.Equal(expected, string.Join('|', TextWrap.Lines(text, 10)));

    [Fact]
    public void Nothing_is_lost_but_blanks()
    {
        var random = new Random(7);
        for (int i = 0; i < 500; i++)
        {
            string text = string.Concat(Enumerable.Range(0, random.Next(200)).Select(_ => random.Next(4) == 0 ? ' ' : (char)random.Next('a', 'z')));
            List<string> lines = [.. TextWrap.Lines(text, 12)];
            Assert.All(lines, line => Assert.True(line.Length <= 12));
            Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
        }
    }
}
