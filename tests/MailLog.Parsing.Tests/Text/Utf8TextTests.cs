using Xunit;

namespace MailLog.Parsing.Tests;

public class Utf8TextTests
{
    [Fact]
    public void Missing_is_not_empty()
    {
        Utf8Text missing = default;
        Assert.False(missing.HasValue);
        Assert.True(missing.IsEmpty);
        Assert.Null(missing.ToStringOrNull());
        Assert.Equal("", missing.ToString());
        var empty = new Utf8Text(""u8);
        Assert.True(empty.HasValue);
        Assert.True(empty.IsEmpty);
        Assert.Equal("", empty.ToStringOrNull());
        Assert.True(missing == empty);
    }

    [Fact]
    public void It_compares_bytes()
    {
        var text = new Utf8Text("Größe"u8);
        Assert.True(text == "Größe"u8);
        Assert.True(text != "größe"u8);
        Assert.True(text.Equals("Größe"u8));
        Assert.True(text.EqualsIgnoreCase("gRößE"u8));
        Assert.False(text.EqualsIgnoreCase("GRÖSSE"u8));
        Assert.False(text.EqualsIgnoreCase("GrÖße"u8));
        Assert.True(text == new Utf8Text("Größe"u8));
        Assert.Equal(7, text.Length);
    }

    [Fact]
    public void Bytes_that_are_no_UTF8_show_as_replacement_characters()
    {
        Assert.Equal("a\uFFFDb", new Utf8Text([(byte)'a', 0xFF, (byte)'b']).ToString());
    }
}
