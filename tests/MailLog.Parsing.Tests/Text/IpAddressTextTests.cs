using System.Net;
using System.Net.Sockets;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MailLog.Tests;
using Xunit;

namespace MailLog.Parsing.Tests;

public class IpAddressTextTests
{
    /// <summary>The text, and how much of it is the address.</summary>
    [Theory]
    [InlineData("192.0.2.1", "192.0.2.1")]
    [InlineData("192.0.2.1:", "192.0.2.1")]
    [InlineData("192.0.2.1:joe", "192.0.2.1")]
    [InlineData("192.0.2.1:2001:db8::1", "192.0.2.1")]
    [InlineData("2001:db8::1", "2001:db8::1")]
    [InlineData("2001:db8::1:", "2001:db8::1")]
    [InlineData("2001:db8::1:joe", "2001:db8::1")]
    [InlineData("2001:db8::1:joe:25", "2001:db8::1")]
    [InlineData("2001:db8::", "2001:db8::")]
    [InlineData("2001:db8:::", "2001:db8::")]
    [InlineData("2001:db8:::joe", "2001:db8::")]
    [InlineData("::", "::")]
    [InlineData("::1", "::1")]
    [InlineData("::1:", "::1")]
    [InlineData("::ffff:192.0.2.1", "::ffff:192.0.2.1")]
    [InlineData("::ffff:192.0.2.1:joe", "::ffff:192.0.2.1")]
    [InlineData("1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7:8")]
    [InlineData("1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7:8")]
    [InlineData("1:2:3:4:5:6:7:8:joe", "1:2:3:4:5:6:7:8")]
    [InlineData("1:2:3:4:5:6:192.0.2.1:x", "1:2:3:4:5:6:192.0.2.1")]
    [InlineData("2001:DB8::A", "2001:DB8::A")]
    [InlineData("2001:db8::1:1.evil", "2001:db8::1")]
    [InlineData("2001:db8::1:1.2.3.4.5", "2001:db8::1")]
    [InlineData("2001:db8::1:1.2.3.400", "2001:db8::1")]
    [InlineData("1:2.3.4.5", "1")]
    [InlineData("unknown:joe", "unknown")]
    [InlineData("", "")]
    [InlineData(":", "")]
    [InlineData("joe", "joe")]
    public void The_longest_address_counts(string text, string expected)
    {
        Assert.Equal(expected, text[..IpAddressText.PrefixLength(Encoding.ASCII.GetBytes(text))]);
    }

    /// <summary>Text of an ident server that begins with what no address holds ends the address, whatever that is.</summary>
    [Fact]
    public void Any_address_is_found_before_other_text()
    {
        Gen<string> addresses = from bytes in Gen.ArrayOf(Gen.Frequency((2, Gen.Constant((byte)0)), (3, Gen.Choose(0, 255).Select(b => (byte)b))), 16)
                                select new IPAddress(bytes).ToString();
        Gen<string> idents = Gen.Elements("", ":", ":joe", ":x:1", ":x::1", ":\"", ":192.0.2.300.x", ":g");
        PropertyCheck.Run(Prop.ForAll(Arb.From(from a in addresses from i in idents select (a, i)), c =>
            IPAddress.TryParse(c.a, out IPAddress? parsed) && parsed.AddressFamily == AddressFamily.InterNetworkV6
            && IpAddressText.PrefixLength(Encoding.ASCII.GetBytes(c.a + c.i)) == c.a.Length), 2000);
    }
}
