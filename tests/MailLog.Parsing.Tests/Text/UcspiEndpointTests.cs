using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests;

/// <summary>Hosts as programs other than Postfix write them.</summary>
public class UcspiEndpointTests
{
    /// <summary>s/qmail: <c>address:name</c>.</summary>
    [Theory]
    [InlineData("192.0.2.1:mx.example.org", "mx.example.org", "192.0.2.1")]
    [InlineData("2001:db8::25:mx.example.org", "mx.example.org", "2001:db8::25")]
    [InlineData("unknown:unknown", "unknown", "unknown")]
    [InlineData("192.0.2.1", "192.0.2.1", null)]
    [InlineData("192.0.2.1:", null, "192.0.2.1")]
    [InlineData(":mx", "mx", null)]
    [InlineData(":", "", null)]
    [InlineData("", "", null)]
    public void Address_and_name_are_apart_at_the_last_colon(string text, string? host, string? address) =>
        AssertIs(text, EndpointStyle.AddressAndName, host, address, null);

    /// <summary>tcpserver: <c>name:address:ident:port</c>, and without ident for its own side.</summary>
    [Theory]
    [InlineData("mx.example.org:192.0.2.1::59775", "mx.example.org", "192.0.2.1", 59775)]
    [InlineData("mx.example.org:192.0.2.1:25", "mx.example.org", "192.0.2.1", 25)]
    [InlineData(":192.0.2.1:joe:59775", null, "192.0.2.1", 59775)]
    [InlineData(":2001:db8::1:25", null, "2001:db8::1", 25)]
    [InlineData("0:2001:db8::1:joe:25", "0", "2001:db8::1", 25)]
    [InlineData("a...:192.0.2.1:b...:65535", "a...", "192.0.2.1", 65535)]
    [InlineData("a:192.0.2.1:b:65536", "a", "192.0.2.1", null)]
    [InlineData("a:192.0.2.1:b:", "a", "192.0.2.1", null)]
    [InlineData("a:192.0.2.1:b:x", "a", "192.0.2.1", null)]
    [InlineData("a:192.0.2.1", "a", null, null)]
    [InlineData("a::25", "a", null, 25)]
    [InlineData("a", "a", null, null)]
    [InlineData(":", "", null, null)]
    public void Name_address_and_port_are_apart(string text, string? host, string? address, int? port) => AssertIs(text, EndpointStyle.Ucspi, host, address, port);

    [Theory]
    [InlineData("192.0.2.1")]
    [InlineData("2001:db8::1")]
    public void A_bare_address_is_all_there_is(string text) => AssertIs(text, EndpointStyle.Address, null, text, null);

    [Theory]
    [InlineData(EndpointStyle.AddressAndName)]
    [InlineData(EndpointStyle.Ucspi)]
    [InlineData(EndpointStyle.Address)]
    public void One_that_is_missing_has_nothing(object style)
    {
        var endpoint = new Endpoint(default, (EndpointStyle)style);
        Assert.False(endpoint.HasValue || endpoint.Host.HasValue || endpoint.Address.HasValue);
        Assert.Null(endpoint.Port);
        Assert.Equal("", endpoint.ToString());
    }

    private static void AssertIs(string text, EndpointStyle style, string? host, string? address, int? port)
    {
        var endpoint = new Endpoint(new Utf8Text(Encoding.UTF8.GetBytes(text)), style);
        Assert.True(endpoint.HasValue);
        Assert.Equal(text, endpoint.ToString());
        Assert.Equal((host, address, port), (endpoint.Host.ToStringOrNull(), endpoint.Address.ToStringOrNull(), endpoint.Port));
    }
}
