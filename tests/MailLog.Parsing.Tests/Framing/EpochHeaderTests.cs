using Xunit;

namespace MailLog.Parsing.Tests;

public class EpochHeaderTests
{
    [Theory]
    [InlineData("1063526289.292776", "2003-09-14 07:58:09.2927760/6UTC")]
    [InlineData("935467447.1", "1999-08-24 04:04:07.1000000/1UTC")]
    [InlineData("1795156172.123456789", "2026-11-20 06:29:32.1234567/9UTC")]
    [InlineData("253402300799.999999", "9999-12-31 23:59:59.9999990/6UTC")]
    [InlineData("000000000.000000", "1970-01-01 00:00:00.0000000/6UTC")]
    public void Stamps(string stamp, string expected)
    {
        Assert.Equal($"Epoch|{expected}|||-1|new msg 1", HeaderText.Of(stamp + " new msg 1"));
        Assert.Equal($"Epoch|{expected}||a|1|x", HeaderText.Of(stamp + "  a[1]: x"));
        Assert.Equal($"Epoch|{expected}|||-1|", HeaderText.Of(stamp));
    }

    [Theory]
    [InlineData("1063526289")]
    [InlineData("1063526289.")]
    [InlineData("1063526289,292776")]
    [InlineData("1063526289.292776x")]
    [InlineData("1063526289.292776+")]
    [InlineData("106352628.")]
    [InlineData("10635262.292776")]
    [InlineData("253402300800.000000")]
    [InlineData("999999999999.000000")]
    [InlineData("1234567890123.000000")]
    [InlineData("99999999999999999999999.1")]
    [InlineData("<22>1063526289.292776")]
    public void Not_a_header(string stamp) => Assert.Equal("none", HeaderText.Of(stamp + " new msg 1"));
}
