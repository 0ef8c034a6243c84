using System.Globalization;
using System.Text;
using System.Text.Json;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>What is written from UTF-8 is what the framework's writer makes of the strings.</summary>
public class JsonBufferTests
{
    [Theory]
    [InlineData("")]
    [InlineData("plain <a@b.example>, 'x' & + `y`")]
    [InlineData("\"quoted\\\" /slashes/ \t\r\n\0\u001b\u007f\u0080")]
    [InlineData("Grüße ✓ 😀 \u2028 \uFEFF \uE000")]
    public void Texts(string text)
    {
        Assert.Equal(Expected(text), Actual(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(Expected(text), Actual(text));
    }

    [Fact]
    public void Bytes_that_are_no_utf8()
    {
        byte[] bytes = [(byte)'a', 0xFF, 0xC3, (byte)'b', 0xE2, 0x82, (byte)'"', 0xF0, 0x9F];
        Assert.Equal(Expected(Encoding.UTF8.GetString(bytes)), Actual(bytes));
    }

    /// <summary>Texts are looked at 16 bytes at a time, with what is left over: no byte may be missed at any place.</summary>
    [Fact]
    public void Each_byte_at_each_place()
    {
        foreach (int length in new[] { 1, 7, 8, 15, 16, 17, 33 })
        {
            for (int place = 0; place < length; place++)
            {
                for (int b = 0; b < 256; b++)
                {
                    byte[] bytes = [.. Enumerable.Repeat((byte)'x', length)];
                    bytes[place] = (byte)b;
                    Assert.Equal(Expected(Encoding.UTF8.GetString(bytes)), Actual(bytes));
                }
            }
        }
    }

    [Fact]
    public void Large_texts_and_many_lines()
    {
        string text = new('x', 300_000);
        Assert.Equal(Expected(text), Actual(Encoding.UTF8.GetBytes(text)));
        Assert.Equal(Expected(text + '\n'), Actual(Encoding.UTF8.GetBytes(text + '\n')));
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("0.01", true)]
    [InlineData("12.5", true)]
    [InlineData("123456789.1234", true)]
    [InlineData("0.0001", true)]
    [InlineData("0.00001", false)]
    [InlineData("0.10", false)]
    [InlineData("00", false)]
    [InlineData("1.", false)]
    [InlineData(".5", false)]
    [InlineData("-1", false)]
    [InlineData("1e3", false)]
    [InlineData("", false)]
    [InlineData("1234567890123456", false)]
    public void Numbers_are_copied_only_where_nothing_changes(string text, bool isPlain)
    {
        Assert.Equal(isPlain, JsonDecimal.IsPlain(Encoding.ASCII.GetBytes(text)));
        if (isPlain)
            Assert.Equal(text, JsonSerializer.Serialize(double.Parse(text, CultureInfo.InvariantCulture)));
    }

    private static string Expected(string text)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, MailJsonWriter.Options))
        {
            json.WriteStartObject();
            json.WriteString("text", text);
            json.WriteNumber("n", 1);
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray()) + "\n";
    }

    private static string Actual(byte[] text) => Written(json => json.Text("text"u8, text));

    private static string Actual(string text) => Written(json => json.Text("text"u8, text));

    private static string Written(Action<JsonBuffer> write)
    {
        using var bytes = new MemoryStream();
        using (var json = new JsonBuffer(bytes))
        {
            json.Begin((byte)'{');
            write(json);
            json.Number("n"u8, 1);
            json.End((byte)'}');
            json.EndLine();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }
}
