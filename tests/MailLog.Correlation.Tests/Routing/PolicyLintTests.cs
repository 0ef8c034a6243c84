using MailLog.Routing;
using Xunit;

namespace MailLog.Correlation.Tests.Routing;

/// <summary>What a policy says and hardly means.</summary>
public class PolicyLintTests
{
    [Theory]
    [InlineData("a.b", "x@a.b", true)]
    [InlineData("a.b", "x@c.a.b", false)]
    [InlineData("a.b", "A.B.", true)]
    [InlineData("a.b", "x*@a.b", true)]
    [InlineData("a.b", "x@*.b", false)]
    [InlineData("a.b", "/a.b/", false)]
    [InlineData("x@a.b", "X@A.b", true)]
    [InlineData("x@a.b", "a.b", false)]
    [InlineData("*", "a.b", true)]
    [InlineData("*", "/./", true)]
    [InlineData("*", "*.b", true)]
    [InlineData("*", "x@a.b", true)]
    [InlineData("*.b", "a.b", true)]
    [InlineData("*.b", "b", false)]
    [InlineData("*.b", "*.a.b", true)]
    [InlineData("*.a.b", "*.b", false)]
    [InlineData("*.b", "x@c.a.b", true)]
    [InlineData("*a*", "*a*b*", true)]
    [InlineData("*a*b", "*ab", false)]
    [InlineData("**", "*", false)]
    [InlineData("*", "**", true)]
    [InlineData("*@a.b", "a.b", true)]
    [InlineData("x*@a.b", "a.b", false)]
    [InlineData("*@*", "*", true)]
    [InlineData("*@*.b", "x@a.b", true)]
    [InlineData("*@*.b", "*.a.b", true)]
    [InlineData("*.b", "*@*.b", false)]
    [InlineData("/a/", "/a/", true)]
    [InlineData("/a/", "/A/", false)]
    public void A_rule_behind_one_that_takes_all_of_it_is_told(string first, string second, bool isTold)
    {
        RoutingPolicy policy = RoutingPolicy.Parse(first + " 192.0.2.1\n" + second + " 192.0.2.2");
        Assert.Empty(policy.Errors);
        Assert.Equal(isTold ? 1 : 0, policy.Warnings.Count);
        Assert.All(policy.Warnings, w => Assert.Equal((2, 1, true), (w.Line, w.Column, w.IsWarning)));
    }

    [Fact]
    public void The_first_rule_that_takes_all_is_named()
    {
        RoutingPolicy policy = RoutingPolicy.Parse("*.b 192.0.2.1\na.b 192.0.2.1\nx@a.b 192.0.2.1\na.b 192.0.2.1\nc 192.0.2.1\nx@c 192.0.2.1\n* 192.0.2.1\nx@c 192.0.2.1");
        Assert.Equal(["2 by rule 1 (*.b)", "3 by rule 1 (*.b)", "4 by rule 1 (*.b)", "6 by rule 5 (c)", "8 by rule 5 (c)"],
            policy.Warnings.Select(w => w.Line + w.Message.Replace("is shadowed", "", StringComparison.Ordinal).Replace(", and can never match", "", StringComparison.Ordinal)));
    }

    [Fact]
    public void Thousands_of_domains_are_checked_at_once()
    {
        var clock = System.Diagnostics.Stopwatch.StartNew();
        RoutingPolicy policy = RoutingPolicy.Parse(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"d{i}.example 192.0.2.1\n")) + "x@d7.example 192.0.2.2\n");
        Assert.Equal("is shadowed by rule 8 (d7.example), and can never match", Assert.Single(policy.Warnings).Message);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(10), clock.Elapsed.ToString());
    }

    [Fact]
    public void A_relay_host_makes_transports_useless()
    {
        RoutingPolicy policy = RoutingPolicy.Parse(new PolicySources { Options = new PolicyText("router", "me foo.bar\nrelayhost mx,[::1]:26"), Transports = new PolicyText("transports", "a.b 192.0.2.1") });
        Assert.Equal("router:2:11: warning: transports is never used: relayhost goes before it", policy.Warnings[0].ToString().Split('\n')[0]);
        RouteExplanation route = policy.Explain("x@a.b");
        Assert.Equal("smtp mx.foo.bar:25 or [::1]:26 (round robin)", route.NextHop.ToString());
        Assert.Equal((false, null), (route.IsDefault, route.Rule));
        Assert.Equal("relayhost is set, and goes before all rules", Assert.Single(route.Steps).ToString());
    }

    [Fact]
    public void A_variable_that_nobody_uses_is_told()
    {
        RoutingPolicy policy = RoutingPolicy.Parse(new PolicySources { Transports = new PolicyText("transports", "a.b $used"), TransportDefs = new PolicyText("defs", "used mx.c\n  unused mx.d") });
        Assert.Equal("defs:2:3: warning: variable \"unused\" is never used", Assert.Single(policy.Warnings).ToString().Split('\n')[0]);
    }

    [Fact]
    public void A_short_host_is_completed_or_told()
    {
        RoutingPolicy policy = RoutingPolicy.Parse("a.b mx,localhost,192.0.2.1");
        Assert.Equal("transports:1:5: warning: the short host name \"mx\" is taken as it is: there is no \"me\" to complete it with", Assert.Single(policy.Warnings).ToString().Split('\n')[0]);
        policy = RoutingPolicy.Parse(new PolicySources { Transports = new PolicyText("transports", "a.b mx,localhost"), Me = "Foo.Bar." });
        Assert.Empty(policy.Warnings);
        Assert.Equal("smtp mx.foo.bar:25 or localhost:25 (round robin)", policy.Rules[0].NextHop.ToString());
        Assert.Equal("me:1:2: ';' cannot be part of a domain", Assert.Single(RoutingPolicy.Parse(new PolicySources { Me = "a;" }).Errors).ToString().Split('\n')[0]);
    }
}
