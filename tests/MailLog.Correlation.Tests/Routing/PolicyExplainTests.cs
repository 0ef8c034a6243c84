using System.Diagnostics;
using MailLog.Routing;
using Xunit;

namespace MailLog.Correlation.Tests.Routing;

/// <summary>Why a policy sends an address where it does.</summary>
public class PolicyExplainTests
{
    [Fact]
    public void Each_rule_up_to_the_match_says_why()
    {
        RouteExplanation route = RoutingPolicy.Parse("foo.bar mx.a\nmax@foo.bar mx.b\n*.foo mx.c\n/^x\\./ mx.d\n/@y/ mx.e\n*@b.foo mx.f\nb.foo mx.g\n* mx.h").Explain("Max@b.Foo");
        Assert.Equal(["rule 1: the domain b.foo is not foo.bar", "rule 2: the address max@b.foo is not max@foo.bar", "rule 3: the domain b.foo fits *.foo"], route.Steps.Select(s => s.ToString()));
        Assert.Equal([false, false, true], route.Steps.Select(s => s.IsMatch));
        Assert.Equal(3, route.Rule!.Number);

        route = RoutingPolicy.Parse("/^x\\./ mx.d\n/@y/ mx.e\nx*@b.foo mx.f\n/o$/ mx.g").Explain("max@b.foo");
        Assert.Equal(["rule 1: the domain b.foo is not matched by /^x\\./", "rule 2: the address max@b.foo is not matched by /@y/", "rule 3: the address max@b.foo does not fit x*@b.foo",
            "rule 4: the domain b.foo is matched by /o$/"], route.Steps.Select(s => s.ToString()));
    }

    [Fact]
    public void The_first_line_of_the_rewriting_that_is_for_recipients_is_used_before_the_rules()
    {
        RoutingPolicy policy = RoutingPolicy.Parse(new PolicySources
        {
            Transports = new PolicyText("transports", "foo 192.0.2.1\nx.foo 192.0.2.2"),
            Rewriting = new PolicyText("rewriting", "from *.foo no\nTO *.foo Foo.\nboth x.foo no"),
        });
        RouteExplanation route = policy.Explain("Joe@x.foo");
        Assert.Equal(("Joe@x.foo", "joe@foo", "rewriting:2: to *.foo foo", 1), (route.Address, route.Rewritten, route.RewrittenBy, route.Rule!.Number));
        route = policy.Explain("joe@foo");
        Assert.Equal((null, null, 1), (route.Rewritten, route.RewrittenBy, route.Rule!.Number));
    }

    [Fact]
    public void An_address_without_domain_is_completed_or_fits_no_rule_for_domains()
    {
        const string Rules = "* 192.0.2.1\n/./ 192.0.2.2";
        RouteExplanation route = RoutingPolicy.Parse(Rules).Explain("root");
        Assert.True(route.IsDefault);
        Assert.Equal("rule 1: the address has no domain, which * is about", route.Steps[0].ToString());
        route = RoutingPolicy.Parse(new PolicySources { Transports = new PolicyText("t", Rules), Me = "foo.bar" }).Explain("root");
        Assert.Equal(("root@foo.bar", null, 1), (route.Rewritten, route.RewrittenBy, route.Rule!.Number));
    }

    [Theory]
    [InlineData("/(a+)+$/")]
    [InlineData("/^(a|aa)*$@/")]
    [InlineData("/(.*a){30}!@/")]
    [InlineData("/((a{1,10}){1,10}){1,100}$/")]
    [InlineData("/((((a?){10}){10}){10}){10}x/")]
    [InlineData("/(.*a.{50}){20}/")]
    [InlineData("/(a|a){1,5000}b/")]
    [InlineData("/^(?=(a+)+!)x/")]
    [InlineData(@"/^(a+)+\1@/")]
    public void A_regular_expression_cannot_hang(string regex)
    {
        var clock = Stopwatch.StartNew();
        RoutingPolicy policy = RoutingPolicy.Parse(regex + " 192.0.2.1");
        Assert.Empty(policy.Errors);
        for (int i = 0; i < 100; i++)
            policy.Explain(new string('a', 50_000 + i) + "!@" + new string('a', 50_000) + "!");
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), clock.Elapsed.ToString());
    }

    [Fact]
    public void An_expression_that_was_given_up_is_told()
    {
        RouteExplanation route = RoutingPolicy.Parse(@"/^(a+)+\1\1@/ 192.0.2.1" + "\n* 192.0.2.2").Explain(new string('a', 60) + "!@b");
        Assert.True(route.IsUndecided);
        Assert.Equal(2, route.Rule!.Number);
        Assert.EndsWith("too long, which counts as no match", route.Steps[0].Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expression_of_the_rewriting_that_was_given_up_is_told()
    {
        RouteExplanation route = RoutingPolicy.Parse(new PolicySources { Rewriting = new PolicyText("r", @"to /^(a+)+\1\1@/ b") }).Explain(new string('a', 60) + "!@b");
        Assert.True(route.IsUndecided);
        Assert.StartsWith("r:1: the address a", Assert.Single(route.Steps).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_expression_as_long_and_as_deep_as_may_be_is_read()
    {
        Assert.Empty(RoutingPolicy.Parse("/" + new string('(', 490) + "a" + new string(')', 490) + "/ 192.0.2.1").Errors);
        Assert.Contains("longer than 1000", Assert.Single(RoutingPolicy.Parse("/" + new string('a', 1001) + "/ 192.0.2.1").Errors).Message, StringComparison.Ordinal);
    }
}
