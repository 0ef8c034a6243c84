using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests;

public class EndpointTests
{
    [Theory]
    [InlineData("mx.example.org[192.0.2.1]:25", "mx.example.org", "192.0.2.1", 25)]
    [InlineData("mx.example.org[192.0.2.1]", "mx.example.org", "192.0.2.1", null)]
    [InlineData("mx.example.org[2001:db8::1]:587", "mx.example.org", "2001:db8::1", 587)]
    [InlineData("unknown[unknown]", "unknown", "unknown", null)]
    [InlineData("[192.0.2.1]:34453", null, "192.0.2.1", 34453)]
    [InlineData("mx[private/dovecot-lmtp]", "mx", "private/dovecot-lmtp", null)]
    [InlineData("local", "local", null, null)]
    [InlineData("", "", null, null)]
    [InlineData("a[b][192.0.2.1]:25", "a[b]", "192.0.2.1", 25)]
    [InlineData("a[192.0.2.1]:", "a", "192.0.2.1", null)]
    [InlineData("a[192.0.2.1]:65535", "a", "192.0.2.1", 65535)]
    [InlineData("a[192.0.2.1]:65536", "a", "192.0.2.1", null)]
    [InlineData("a[192.0.2.1]:25x", "a", "192.0.2.1", null)]
    [InlineData("a[192.0.2.1]x", "a", "192.0.2.1", null)]
    [InlineData("a]b", "a]b", null, null)]
    [InlineData("a[b", "a[b", null, null)]
    [InlineData("]a[", "]a[", null, null)]
    [InlineData("[]", null, "", null)]
    public void It_has_a_host_an_address_and_a_port(string text, string? host, string? address, int? port)
    {
        var endpoint = new Endpoint(new Utf8Text(Encoding.UTF8.GetBytes(text)));
        Assert.True(endpoint.HasValue);
        Assert.Equal(text, endpoint.ToString());
        Assert.Equal(host, endpoint.Host.ToStringOrNull());
        Assert.Equal(address, endpoint.Address.ToStringOrNull());
        Assert.Equal(port, endpoint.Port);
    }

    [Fact]
    public void One_that_is_missing_has_nothing()
    {
        AssertIsMissing(default);
        AssertIsMissing(new Endpoint(default));

        static void AssertIsMissing(Endpoint endpoint)
        {
            Assert.False(endpoint.HasValue);
            Assert.Equal("", endpoint.ToString());
            Assert.False(endpoint.Host.HasValue);
            Assert.False(endpoint.Address.HasValue);
            Assert.Null(endpoint.Port);
        }
    }
}
