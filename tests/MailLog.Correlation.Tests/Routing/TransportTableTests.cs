using MailLog.Routing;
using Xunit;

namespace MailLog.Correlation.Tests.Routing;

/// <summary>Tables of Postfix as policies: transport(5).</summary>
public class TransportTableTests
{
    private const string Table = """
        # comment
        *                 smtp:outbound.example
        .example.com      relay:[sub.example.com]
        example.com       smtp:[mx.example.com]:2525
        .b.example.com    :[deep.example.com]:submission
        joe@example.com   maildrop:
        local.example     local:
        same.example      :
        bad.example       error:5.1.1 no such domain
        mailbox.example   lmtp:inet:[::1]
        socket.example    lmtp:unix:/run/lmtp
        two.example       smtp:[a.example], [b.example]:26
        mx.example        smtp:
        lmtp.example      lmtp:inet:h.example
        """;

    [Theory]
    [InlineData("joe@example.com", "5 service maildrop")]
    [InlineData("JANE@Example.com", "3 smtp mx.example.com:2525")]
    [InlineData("x@a.example.com", "2 smtp sub.example.com:25")]
    [InlineData("x@a.b.example.com", "4 smtp deep.example.com:587")]
    [InlineData("x@b.example.com", "2 smtp sub.example.com:25")]
    [InlineData("x@notexample.com", "1 smtp mx of outbound.example:25")]
    [InlineData("x@local.example", "6 service local")]
    [InlineData("x@same.example", "7 smtp 192.0.2.1:587")]
    [InlineData("x@bad.example", "8 service error:5.1.1 no such domain")]
    [InlineData("x@mailbox.example", "9 smtp [::1]:24")]
    [InlineData("x@socket.example", "10 service lmtp:unix:/run/lmtp")]
    [InlineData("x@two.example", "11 smtp a.example:25 or b.example:26 (in this order)")]
    [InlineData("x@lmtp.example", "13 smtp h.example:24")]
    [InlineData("x@mx.example", "12 mx")]
    public void A_table_is_searched_as_its_manual_page_says(string address, string expected)
    {
        RoutingPolicy policy = Parse(Table, "[192.0.2.1]:587");
        Assert.Empty(policy.Errors);
        RouteExplanation route = policy.Explain(address);
        Assert.Equal(expected, route.Rule!.Number + " " + route.NextHop);
    }

    [Fact]
    public void Every_key_that_was_looked_up_is_told()
    {
        RouteExplanation route = Parse("example.com smtp:[mx]", "[192.0.2.1]").Explain("x@a.b.example.com");
        Assert.Equal(["there is no entry for x@a.b.example.com", "there is no entry for a.b.example.com", "there is no entry for .b.example.com", "there is no entry for .example.com",
            "there is no entry for .com", "there is no entry for *", "relayhost takes what no entry is for"], route.Steps.Select(s => s.ToString()));
        Assert.Equal(("smtp 192.0.2.1:25", false), (route.NextHop.ToString(), route.IsDefault));
        Assert.True(Parse("example.com smtp:[mx]", "").Explain("x@b").IsDefault);
    }

    [Theory]
    [InlineData("a.b", "1:4 result missing: transport:nexthop")]
    [InlineData("a.b sm tp:x", "1:7 ' ' cannot be part of a transport's name")]
    [InlineData("a.b smtp:[x", "1:10 \"[\" without \"]\"")]
    [InlineData("a.b smtp:[x]y", "1:13 behind \"]\" only \":\" and a port can stand")]
    [InlineData("a.b smtp:[x]:smpt", "1:14 a port is a number from 1 to 65535, or one of smtp, submission, submissions, smtps, lmtp")]
    [InlineData("a.b smtp:[]", "1:11 host missing")]
    [InlineData("a.b smtp:,", "1:10 host missing")]
    [InlineData("a.b smtp:[ipv6:x]", "1:11 not an IPv6 address")]
    [InlineData("a;b smtp:", "1:2 ';' cannot be part of a domain")]
    [InlineData("a@b@c smtp:", "1:4 a second \"@\"")]
    [InlineData("a@ smtp:", "1:3 domain missing behind the \"@\"")]
    [InlineData("/x/ smtp:", "1:1 tables of regular expressions (regexp, pcre) are not read here")]
    [InlineData("a.b smtp:\n  [x]", "2:3 a line that goes on from the one before is not read here: write the entry on one line")]
    public void What_cannot_be_read_is_told_with_its_place(string table, string expected)
    {
        PolicyError error = Assert.Single(Parse(table).Errors);
        Assert.Equal(expected, $"{error.Line}:{error.Column} {error.Message}");
    }

    [Fact]
    public void A_pattern_that_comes_again_is_not_used()
    {
        RoutingPolicy policy = Parse("a.b smtp:[x]\nA.b smtp:[y]");
        Assert.Equal("t:2:1: warning: has the pattern of line 1, and is not used", Assert.Single(policy.Warnings).ToString().Split('\n')[0]);
        Assert.Equal(1, policy.Explain("x@a.b").Rule!.Number);
        Assert.Equal("a.b smtp:[x]\na.b smtp:[y]\n", policy.Print().Transports!.Text);
    }

    [Theory]
    [InlineData("b.example smtp:[mx.b.example]", "mx.b.example[192.0.2.9]:25", "Match")]
    [InlineData("b.example smtp:mx.b.example", "mx.b.example[192.0.2.9]:25", "Match")]
    [InlineData("b.example smtp:b.example", "mx.b.example[192.0.2.9]:25", "Undecided")]
    [InlineData("b.example smtp:b.example:26", "mx.b.example[192.0.2.9]:25", "WrongPort")]
    [InlineData("b.example smtp:[192.0.2.9]:26", "mx.b.example[192.0.2.9]:25", "WrongPort")]
    [InlineData("b.example maildrop:", "maildrop", "Match")]
    [InlineData("b.example maildrop:", "local", "WrongRelay")]
    [InlineData("b.example slow:", "mx.b.example[192.0.2.9]:25", "Undecided")]
    [InlineData("b.example local:", "mx.b.example[192.0.2.9]:25", "WrongKind")]
    [InlineData("b.example smtp:[192.0.2.9]", "local", "WrongKind")]
    [InlineData("c.example smtp:[192.0.2.9]", "local", "Undecided")]
    [InlineData("c.example smtp:[192.0.2.9]", "mx.b.example[192.0.2.9]:25", "WrongRelay")]
    public void A_delivery_is_judged_by_a_table_and_relayhost(string table, string relay, string expected)
    {
        var correlator = new MailCorrelator();
        var findings = new List<PolicyFinding>();
        Parse(table, "[192.0.2.77]").Audit(correlator.Mails).Subscribe(findings.Add);
        Correlating.Feed(correlator, new LogText().Received("A1B2C3D4E5").Attempt("A1B2C3D4E5", "r@b.example", "sent", "ok", "2.0.0", relay).Removed("A1B2C3D4E5").Bytes);
        correlator.Complete();
        Assert.Equal(expected, Assert.Single(findings, f => f.Mail is not null).Kind.ToString());
    }

    private static RoutingPolicy Parse(string table, string? relayHost = null) => RoutingPolicy.ParsePostfix(new PolicyText("t", table), relayHost);
}
