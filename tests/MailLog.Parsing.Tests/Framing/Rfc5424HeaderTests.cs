using Xunit;

namespace MailLog.Parsing.Tests;

public class Rfc5424HeaderTests
{
    private const string Head = "<22>1 2026-11-20T06:29:31.377874+00:00 mx1 ";
    private const string Parsed = "Rfc5424|2026-11-20 06:29:31.3778740/6Z|mx1|";

    [Theory]
    [InlineData("postfix/smtpd 123 - - connect", "postfix/smtpd|123|connect")]
    [InlineData("postfix/smtpd 123 - -  connect", "postfix/smtpd|123|connect")]
    [InlineData("- - - - x", "|-1|x")]
    [InlineData("a x1 ID47 - x", "a|-1|x")]
    [InlineData("a 2147483647 - - x", "a|2147483647|x")]
    [InlineData("a 2147483648 - - x", "a|-1|x")]
    [InlineData("a 99999999999999999999 - - x", "a|-1|x")]
    [InlineData("a 1 - [id] x", "a|1|x")]
    [InlineData("a 1 - [id@1 k=\"v\" l=\"w\"][b m=\"\"] x", "a|1|x")]
    [InlineData("a 1 - [id k=\"\\] \\\" \\\\\"] x", "a|1|x")]
    [InlineData("a 1 - [id k=\"]\"] x", "a|1|x")]
    [InlineData("a 1 - - \uFEFFx", "a|1|x")]
    [InlineData("a 1 - [id k=\"v\"] \uFEFFx", "a|1|x")]
    [InlineData("a 1 - -", "a|1|")]
    [InlineData("a 1 - [id]", "a|1|")]
    [InlineData("a 1 -", "a|1|")]
    [InlineData("a 1 - text without data", "a|1|text without data")]
    [InlineData("a 1 - -x", "a|1|-x")]
    [InlineData("a 1 - [id]x", "a|1|[id]x")]
    [InlineData("a 1 - [] x", "a|1|[] x")]
    [InlineData("a 1 - [id k=\"v] x", "a|1|[id k=\"v] x")]
    [InlineData("a 1 - [id k=\"v\\", "a|1|[id k=\"v\\")]
    public void Fields(string rest, string expected)
    {
        Assert.Equal(Parsed + expected, HeaderText.Of(Head + rest));
        Assert.Equal(Parsed + expected, HeaderText.Of((Head + rest).Substring(4)));
    }

    [Theory]
    [InlineData("<22>1 - - - - - - x", "Rfc5424|-|||-1|x")]
    [InlineData("<22>1 - mx1 a 1 - - x", "Rfc5424|-|mx1|a|1|x")]
    [InlineData("<22>1 2026-11-20T06:29:31Z - a 1 - - x", "Rfc5424|2026-11-20 06:29:31Z||a|1|x")]
    public void Nil_values(string line, string expected) => Assert.Equal(expected, HeaderText.Of(line));

    [Theory]
    [InlineData("1 - mx1 a 1 - - x")]
    [InlineData("<22>2 2026-11-20T06:29:31Z mx1 a 1 - - x")]
    [InlineData("<22>1 2026-11-20 06:29:31Z mx1 a 1 - - x")]
    [InlineData("<22>1 2026-11-31T06:29:31Z mx1 a 1 - - x")]
    [InlineData("<22>1 2026-11-20T06:29:31Z")]
    [InlineData("<22>1 2026-11-20T06:29:31Z mx1 a 1")]
    [InlineData("<22>1  2026-11-20T06:29:31Z mx1 a 1 - - x")]
    [InlineData("<22>1 ")]
    [InlineData("<22>1")]
    [InlineData("1 2")]
    public void Not_a_header(string line) => Assert.Equal("none", HeaderText.Of(line));
}
