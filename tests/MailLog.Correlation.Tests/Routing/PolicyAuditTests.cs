using System.Net;
using MailLog.Routing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests.Routing;

/// <summary>What happened, compared with what should have.</summary>
public class PolicyAuditTests
{
    private static readonly byte[] Log = LogFiles.Read("archive/mail.log");

    [Fact]
    public void A_real_log_through_a_content_filter_has_no_deviation()
    {
        List<PolicyFinding> findings = Audit("dest.example 127.0.0.1:2699", Log);

        Assert.DoesNotContain(findings, f => f.IsDeviation);
        Assert.Equal(FinalDeliveries("dest.example"), findings.Count(f => f.Kind == PolicyFindingKind.Match));
        Assert.All(findings.Where(f => f.Kind == PolicyFindingKind.Undecided), f => Assert.DoesNotContain("@dest.example", f.Recipient!.Address, StringComparison.Ordinal));
        Assert.DoesNotContain(findings, f => f.Kind == PolicyFindingKind.NeverMatched);
    }

    /// <summary>Why an audit needs mails, not lines: each of these goes to the filter first.</summary>
    [Fact]
    public void Judged_line_by_line_nine_of_its_deliveries_would_be_deviations()
    {
        Assert.Equal(9, Sent("dest.example").Count(l => !l.Contains("]:2699,", StringComparison.Ordinal)));
    }

    [Fact]
    public void Another_port_in_the_policy_makes_every_final_delivery_of_the_domain_a_deviation()
    {
        List<PolicyFinding> findings = Audit("dest.example 127.0.0.1:2700", Log);

        List<PolicyFinding> deviations = [.. findings.Where(f => f.IsDeviation)];
        Assert.Equal(FinalDeliveries("dest.example"), deviations.Count);
        Assert.All(deviations, f => Assert.Equal((PolicyFindingKind.WrongPort, "127.0.0.1[127.0.0.1]:2699", "smtp 127.0.0.1:2700"), (f.Kind, f.Actual, f.Expected!.ToString())));
        Assert.All(deviations, f => Assert.EndsWith("@dest.example", f.Recipient!.Address, StringComparison.Ordinal));
        Assert.DoesNotContain(findings, f => f.Kind == PolicyFindingKind.Match);
    }

    [Theory]
    [InlineData("* 192.0.2.9", "mx.example[192.0.2.9]:25", "Match")]
    [InlineData("* 192.0.2.9", "mx.example[192.0.2.8]:25", "WrongRelay")]
    [InlineData("* 192.0.2.9:26", "mx.example[192.0.2.9]:25", "WrongPort")]
    [InlineData("* 192.0.2.9:26", "mx.example[192.0.2.8]:25", "WrongRelay")]
    [InlineData("* 192.0.2.9,192.0.2.8", "mx.example[192.0.2.8]:25", "Match")]
    [InlineData("* 192.0.2.9:26,192.0.2.9:25", "mx.example[192.0.2.9]:25", "Match")]
    [InlineData("* mx.example", "MX.example[192.0.2.8]:25", "Match")]
    [InlineData("* mx.example", "other.example[192.0.2.8]:25", "WrongRelay")]
    [InlineData("* mx.example", "192.0.2.8[192.0.2.8]:25", "Undecided")]
    [InlineData("* mx.example:26", "192.0.2.8[192.0.2.8]:25", "WrongPort")]
    [InlineData("* known.example", "192.0.2.7[192.0.2.7]:25", "Match")]
    [InlineData("* known.example", "other.example[2001:db8::7]:25", "Match")]
    [InlineData("* known.example", "other.example[192.0.2.8]:25", "WrongRelay")]
    [InlineData("* [2001:db8:0::9]:25", "mx[2001:DB8::9]:25", "Match")]
    [InlineData("* ::ffff:192.0.2.9", "mx[192.0.2.9]:25", "Match")]
    [InlineData("* 192.0.2.9", "local", "WrongKind")]
    [InlineData("* 192.0.2.9", "mx[/run/lmtp]", "Undecided")]
    [InlineData("* 192.0.2.9", "mx[private/dovecot-lmtp]", "Undecided")]
    [InlineData("* mx", "mx[private/dovecot-lmtp]", "Undecided")]
    [InlineData("* /usr/bin/maildrop", "mx[public/lmtp]", "Undecided")]
    [InlineData("* /usr/bin/maildrop", "/run/lmtp", "Undecided")]
    [InlineData("* 192.0.2.9", "none", "Undecided")]
    [InlineData("* /usr/bin/maildrop", "maildrop", "Match")]
    [InlineData("* /usr/bin/maildrop", "mx[192.0.2.9]:25", "WrongKind")]
    [InlineData("* |robot", "robot", "Match")]
    [InlineData("* queue/maildir", "local", "Undecided")]
    [InlineData("* queue/maildir", "mx[192.0.2.9]:25", "WrongKind")]
    [InlineData("other.example 192.0.2.9", "mx[192.0.2.9]:25", "Undecided")]
    public void A_delivery_is_judged_by_relay_and_port(string policy, string relay, string expected)
    {
        var options = new PolicyAuditOptions { Hosts = new Dictionary<string, IReadOnlyList<IPAddress>> { ["KNOWN.example"] = [IPAddress.Parse("192.0.2.7"), IPAddress.Parse("2001:db8::7")] } };
        PolicyFinding finding = Assert.Single(Audit(policy, Delivered(relay).Bytes, options), f => f.Mail is not null);
        Assert.Equal((expected, relay), (finding.Kind.ToString(), finding.Actual));
        Assert.Equal(expected == "Match", finding.Reason is null);
    }

    [Theory]
    [InlineData("delivered to command: /usr/bin/maildrop -d joe", "Match")]
    [InlineData("delivered to command: /usr/bin/procmail", "WrongRelay")]
    [InlineData("delivered to mailbox", "Undecided")]
    [InlineData("delivered to maildir", "Undecided")]
    [InlineData("delivered to file: /dev/null", "Undecided")]
    [InlineData("delivered via dovecot service", "Match")]
    public void Where_the_local_agent_names_its_command_that_counts(string response, string expected)
    {
        Assert.Equal(expected, Assert.Single(Audit("* /usr/bin/maildrop", Delivered("local", response).Bytes)).Kind.ToString());
    }

    [Fact]
    public void Attempts_are_judged_on_request()
    {
        Assert.DoesNotContain(Audit("slow.example 192.0.2.1\nbad.example 192.0.2.1", Log), f => f.Mail is not null && f.Rule is not null);
        List<PolicyFinding> findings = [.. Audit("slow.example 192.0.2.1\nbad.example 192.0.2.1", Log, new PolicyAuditOptions { Attempts = true }).Where(f => f.Rule is not null)];
        Assert.Equal(6, findings.Count(f => f.Kind == PolicyFindingKind.Undecided && f.Rule!.Number == 1));
        Assert.Equal(2, findings.Count(f => f.Kind == PolicyFindingKind.WrongRelay && f.Rule!.Number == 2));
    }

    [Fact]
    public void A_rule_that_no_recipient_is_for_is_told_at_the_end()
    {
        List<PolicyFinding> findings = Audit("nowhere.example 192.0.2.1\ndest.example 127.0.0.1:2699\nDEST.example 192.0.2.1", Log);
        Assert.Equal([1, 3], findings.Where(f => f.Kind == PolicyFindingKind.NeverMatched).Select(f => f.Rule!.Number));
        Assert.Equal(PolicyFindingKind.NeverMatched, findings[^1].Kind);
        Assert.Empty(Audit("nowhere.example 192.0.2.1", []));
    }

    [Theory]
    [InlineData(86_300, false)]
    [InlineData(86_500, true)]
    public void A_mail_that_is_tried_after_its_time_is_told_once(int seconds, bool isTold)
    {
        LogText log = new LogText().Received("A1B2C3D4E5").Line("postfix/smtp", 40, "A1B2C3D4E5: to=<r@b.example>, relay=mx[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=4.0.0, status=deferred (x)")
            .Later(seconds).Line("postfix/smtp", 40, "A1B2C3D4E5: to=<r@b.example>, relay=mx[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=4.0.0, status=deferred (x)")
            .Later(60).Sent("A1B2C3D4E5", "r@b.example").Removed("A1B2C3D4E5");
        List<PolicyFinding> findings = Audit(new PolicySources { Options = new PolicyText("router", "max-age 1") }, log.Bytes);
        Assert.Equal(isTold ? 1 : 0, findings.Count(f => f.Kind == PolicyFindingKind.OverAge && f.IsDeviation));
    }

    [Theory]
    [InlineData("send-ndr yes", true, false)]
    [InlineData("send-ndr yes", false, true)]
    [InlineData("send-ndr no", false, false)]
    public void A_mail_given_up_without_notice_is_told_when_the_policy_wants_one(string options, bool isNoticeSeen, bool isTold)
    {
        string log = System.Text.Encoding.UTF8.GetString(Log);
        if (!isNoticeSeen)
            log = string.Join('\n', log.Split('\n').Where(l => !l.Contains("4jW4p407lmz1kfmf: sender non-delivery", StringComparison.Ordinal)));
        PolicyFinding[] findings = [.. Audit(new PolicySources { Options = new PolicyText("router", options) }, System.Text.Encoding.UTF8.GetBytes(log)).Where(f => f.Kind == PolicyFindingKind.ExpiredWithoutNotice)];
        Assert.Equal(isTold ? ["x@slow.example"] : [], findings.Select(f => f.Recipient!.Address));
    }

    [Fact]
    public void A_qmail_log_has_addresses_without_ports()
    {
        byte[] log = System.Text.Encoding.UTF8.GetBytes("""
            2026-11-20 10:00:00.000000 new msg 7
            2026-11-20 10:00:00.100000 info msg 7: bytes 300 from <s@a.example> qp 100 uid 5
            2026-11-20 10:00:00.200000 starting delivery 1: msg 7 to remote r@b.example
            2026-11-20 10:00:00.300000 delivery 1: success: 192.0.2.9_accepted_message./Remote_host_said:_250_ok/
            2026-11-20 10:00:00.400000 end msg 7

            """.Replace("2026-11-20 10:00:00.", "Nov 20 10:00:00 mx qmail-send: 1795168800.", StringComparison.Ordinal));
        Assert.Equal("Match", Kind("* 192.0.2.9"));
        Assert.Equal("WrongRelay", Kind("* 192.0.2.8"));
        Assert.Equal("Undecided", Kind("* 192.0.2.9:2525"));
        Assert.Equal("WrongRelay", Kind("* 192.0.2.8:2525"));

        string Kind(string policy) => Assert.Single(Audit(policy, log)).Kind.ToString();
    }

    [Theory]
    [InlineData("192.0.2.9:2525", "* 192.0.2.9:2525", "Match")]
    [InlineData("192.0.2.9:2525", "* 192.0.2.9", "WrongPort")]
    [InlineData("mx.example:25", "* mx.example", "Match")]
    [InlineData("mx.example:25", "* other.example", "WrongRelay")]
    [InlineData("192.0.2.9:25", "* 192.0.2.8", "WrongRelay")]
    public void A_qpsmtpd_log_has_host_and_port(string target, string policy, string expected)
    {
        byte[] log = new QpsmtpdText().Connect(10).Hello(10).Mail(10).Recipient(10).Says(10, "DATA", "354 go ahead").Line(10, "(queue) queue::smtp_2dforward: forwarding to " + target).Line(10, "250 queued as 4jW4p22bP3z1kf").Quit(10).Bytes;

        Assert.Equal(expected, Assert.Single(Audit(policy, log)).Kind.ToString());
    }

    [Fact]
    public void An_expression_that_takes_too_long_leaves_a_delivery_undecided()
    {
        // A reference back keeps it from the engine that needs no more than linear time.
        string recipient = new string('a', 60) + "!@b.example";
        LogText log = new LogText().Received("A1B2C3D4E5").Sent("A1B2C3D4E5", recipient).Removed("A1B2C3D4E5");
        List<PolicyFinding> findings = Audit(@"/^(a+)+\1\1@/ 192.0.2.1" + "\n" + @"/^(a+)+\1\1\1@/ 192.0.2.1" + "\n* 192.0.2.9", log.Bytes);
        // Nor is it known that no recipient is for these rules.
        PolicyFinding finding = Assert.Single(findings);
        Assert.Equal((PolicyFindingKind.Undecided, "the regular expression of rule 1 took too long for this address"), (finding.Kind, finding.Reason));
    }

    [Fact]
    public void A_policy_with_an_error_is_not_compared()
    {
        RoutingPolicy policy = RoutingPolicy.Parse("foo.bar");
        var error = Assert.Throws<InvalidOperationException>(() => policy.Audit(new MailCorrelator().Mails));
        Assert.Contains("transports, line 1: next hop missing", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => RoutingPolicy.Parse("").Audit(null!));
    }

    private static LogText Delivered(string relay, string response = "250 ok") => new LogText().Received("A1B2C3D4E5")
        .Line("postfix/smtp", 40, $"A1B2C3D4E5: to=<r@b.example>, relay={relay}, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent ({response})").Removed("A1B2C3D4E5");

    private static IEnumerable<string> Sent(string domain) => System.Text.Encoding.UTF8.GetString(Log).Split('\n')
        .Where(l => l.Contains("status=sent", StringComparison.Ordinal) && l.Contains("@" + domain + ">", StringComparison.Ordinal));

    private static int FinalDeliveries(string domain) => Sent(domain).Count(l => l.Contains("]:2699,", StringComparison.Ordinal));

    private static List<PolicyFinding> Audit(string transports, byte[] log, PolicyAuditOptions? options = null)
        => Audit(new PolicySources { Transports = new PolicyText("transports", transports) }, log, options);

    private static List<PolicyFinding> Audit(PolicySources sources, byte[] log, PolicyAuditOptions? options = null)
    {
        RoutingPolicy policy = RoutingPolicy.Parse(sources);
        var findings = new List<PolicyFinding>();
        var correlator = new MailCorrelator();
        policy.Audit(correlator.Mails, options).Subscribe(findings.Add);
        Correlating.Feed(correlator, log);
        correlator.Complete();
        return findings;
    }
}
