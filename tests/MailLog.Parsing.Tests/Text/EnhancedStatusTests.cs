using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests;

public class EnhancedStatusTests
{
    [Theory]
    [InlineData("2.0.0", 2, 0, 0)]
    [InlineData("4.7.1", 4, 7, 1)]
    [InlineData("5.999.999", 5, 999, 999)]
    [InlineData("5.10.25", 5, 10, 25)]
    public void A_code_has_three_parts(string text, int @class, int subject, int detail)
    {
        Assert.True(EnhancedStatus.TryParse(Encoding.UTF8.GetBytes(text), out EnhancedStatus status));
        Assert.Equal((@class, subject, detail), (status.Class, status.Subject, status.Detail));
        Assert.Equal(text, status.ToString());
        Assert.Equal(new EnhancedStatus(@class, subject, detail), status);
        Assert.Equal(new EnhancedStatus(@class, subject, detail).GetHashCode(), status.GetHashCode());
    }

    [Theory]
    [InlineData("")]
    [InlineData("5")]
    [InlineData("5.1")]
    [InlineData("5.1.")]
    [InlineData("5..1")]
    [InlineData("3.1.1")]
    [InlineData("1.1.1")]
    [InlineData("5.1000.1")]
    [InlineData("5.1.1000")]
    [InlineData("5.1.1 ")]
    [InlineData(" 5.1.1")]
    [InlineData("5.1.1.1")]
    [InlineData("5.-1.1")]
    [InlineData("55.1.1")]
    public void Other_text_is_none(string text)
    {
        Assert.False(EnhancedStatus.TryParse(Encoding.UTF8.GetBytes(text), out EnhancedStatus status));
        Assert.Equal(default, status);
    }

    [Fact]
    public void The_default_is_no_code()
    {
        Assert.Equal("", default(EnhancedStatus).ToString());
        Assert.True(default(EnhancedStatus) != new EnhancedStatus(2, 0, 0));
        Assert.False(new EnhancedStatus(5, 1, 1).Equals((object)"5.1.1"));
        Assert.True(new EnhancedStatus(5, 1, 1).Equals((object)new EnhancedStatus(5, 1, 1)));
    }

    [Theory]
    [InlineData(3, 0, 0)]
    [InlineData(0, 0, 0)]
    [InlineData(5, 1000, 0)]
    [InlineData(5, -1, 0)]
    [InlineData(5, 0, 1000)]
    public void Parts_out_of_range_are_refused(int @class, int subject, int detail)
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new EnhancedStatus(@class, subject, detail));
    }
}
