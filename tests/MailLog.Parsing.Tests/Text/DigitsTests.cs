using System.Globalization;
using System.Text;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

public class DigitsTests
{
    [Theory]
    [InlineData("", 0)]
    [InlineData("a", 0)]
    [InlineData("7", 1)]
    [InlineData("7 bytes", 1)]
    [InlineData("1234567 bytes", 7)]
    [InlineData("12345678", 8)]
    [InlineData("12345678901 bytes", 11)]
    [InlineData("/1234567", 0)]
    [InlineData(":1234567", 0)]
    [InlineData("1\u00b1234567", 1)]
    public void Digits_are_counted(string text, int count) => Assert.Equal(count, Digits.Count(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void A_short_number_is_read_as_digit_by_digit()
    {
        Random random = PropertyCheck.NewRandom();
        for (int i = 0; i < 2000; i++)
        {
            int number = random.Next(1 << random.Next(1, 24));
            byte[] text = Encoding.ASCII.GetBytes(number.ToString(CultureInfo.InvariantCulture) + "]: connect from");
            // A build without vectors leaves all of them to the loop.
            if (!Digits.TryReadShort(text, out int value, out int count))
                continue;
            Assert.Equal(number, value);
            Assert.Equal((byte)']', text[count]);
        }
    }

    [Theory]
    [InlineData("0")]
    [InlineData("0.034")]
    [InlineData("12.5")]
    [InlineData("00.10")]
    [InlineData("123456789012345")]
    [InlineData("9007199254740993")]
    [InlineData("1234567.12345678")]
    [InlineData("4.1e+03")]
    [InlineData("-5")]
    public void A_decimal_is_what_the_framework_makes_of_it(string text)
    {
        Assert.True(Utf8.TryParseDecimal(Encoding.ASCII.GetBytes(text), out double value));
        Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("1..2")]
    [InlineData("1.2.3")]
    [InlineData("x")]
    public void No_other_text_is_a_decimal(string text) => Assert.False(Utf8.TryParseDecimal(Encoding.ASCII.GetBytes(text), out _));

    [Fact]
    public void Delays_are_what_the_framework_makes_of_them()
    {
        Random random = PropertyCheck.NewRandom();
        for (int i = 0; i < 2000; i++)
        {
            string text = random.Next(100_000).ToString(CultureInfo.InvariantCulture) + "." + random.Next(1 << random.Next(1, 31)).ToString(CultureInfo.InvariantCulture);
            Assert.True(Utf8.TryParseDecimal(Encoding.ASCII.GetBytes(text), out double value));
            Assert.Equal(double.Parse(text, CultureInfo.InvariantCulture), value);
        }
    }
}
