using Xunit;

namespace MailLog.Parsing.Tests.Postfix;

/// <summary>Each wording of Postfix' own, and each that is not.</summary>
public class HooksRuleTests
{
    [Theory]
    [InlineData("450 4.7.25 Client host rejected: cannot find your hostname, [192.0.2.1]", VerdictRestriction.ClientHost, "reject_unknown_client_hostname")]
    [InlineData("450 4.7.1 Client host rejected: cannot find your reverse hostname, [192.0.2.1]", VerdictRestriction.ClientHost, "reject_unknown_reverse_client_hostname")]
    [InlineData("501 5.5.2 <h.example>: Helo command rejected: Invalid name", VerdictRestriction.Helo, "reject_invalid_helo_hostname")]
    [InlineData("504 5.5.2 <h.example>: Helo command rejected: need fully-qualified hostname", VerdictRestriction.Helo, "reject_non_fqdn_helo_hostname")]
    [InlineData("450 4.7.1 <h.example>: Helo command rejected: Host not found", VerdictRestriction.Helo, "reject_unknown_helo_hostname")]
    [InlineData("504 5.5.2 <a@s.example>: Sender address rejected: need fully-qualified address", VerdictRestriction.Sender, "reject_non_fqdn_sender")]
    [InlineData("450 4.1.8 <a@s.example>: Sender address rejected: Domain not found", VerdictRestriction.Sender, "reject_unknown_sender_domain")]
    [InlineData("550 5.7.27 <a@s.example>: Sender address rejected: Domain s.example does not accept mail (nullMX)", VerdictRestriction.Sender, "reject_unknown_sender_domain")]
    [InlineData("450 4.1.7 <a@s.example>: Sender address rejected: unverified address: Address verification in progress", VerdictRestriction.Sender, "reject_unverified_sender")]
    [InlineData("550 5.1.0 <a@s.example>: Sender address rejected: User unknown in local recipient table", VerdictRestriction.Sender, "reject_unlisted_sender")]
    [InlineData("504 5.5.2 <b@r.example>: Recipient address rejected: need fully-qualified address", VerdictRestriction.Recipient, "reject_non_fqdn_recipient")]
    [InlineData("450 4.1.2 <b@r.example>: Recipient address rejected: Domain not found", VerdictRestriction.Recipient, "reject_unknown_recipient_domain")]
    [InlineData("550 5.1.1 <b@r.example>: Recipient address rejected: undeliverable address: host mx.r.example[192.0.2.2] said: 550 5.1.1 no", VerdictRestriction.Recipient, "reject_unverified_recipient")]
    [InlineData("550 5.1.1 <b@r.example>: Recipient address rejected: User unknown", VerdictRestriction.Recipient, "reject_unlisted_recipient")]
    [InlineData("550 5.1.1 <b@r.example>: Recipient address rejected: User unknown in virtual mailbox table", VerdictRestriction.Recipient, "reject_unlisted_recipient")]
    [InlineData("503 5.5.0 <b@r.example>: Recipient address rejected: Improper use of SMTP command pipelining", VerdictRestriction.Recipient, "reject_unauth_pipelining")]
    [InlineData("550 5.5.3 <DATA>: Data command rejected: Multi-recipient bounce", VerdictRestriction.Data, "reject_multi_recipient_bounce")]
    [InlineData("450 4.7.1 <c.example[192.0.2.1]>: Client host rejected: Session encryption is required", VerdictRestriction.ClientHost, "reject_plaintext_session")]
    [InlineData("450 4.3.2 <b@r.example>: Recipient address rejected: Try again later", VerdictRestriction.Recipient, "defer")]
    [InlineData("451 4.3.5 <c.example[192.0.2.1]>: Client host rejected: Server configuration problem", VerdictRestriction.ClientHost, "check_policy_service")]
    [InlineData("450 4.7.1 <END-OF-MESSAGE>: End-of-data rejected: greylisted", VerdictRestriction.EndOfData, "check_policy_service")]
    [InlineData("554 5.7.1 <b@r.example>: Relay access denied", VerdictRestriction.Recipient, "reject_unauth_destination")]
    [InlineData("454 4.7.1 <b@r.example>: Relay access denied", VerdictRestriction.Recipient, "defer_unauth_destination")]
    [InlineData("554 <b@r.example>: Relay access denied", VerdictRestriction.Recipient, "reject_unauth_destination")]
    [InlineData("552 5.3.4 Message size exceeds fixed limit", VerdictRestriction.None, "message_size_limit")]
    [InlineData("452 4.3.1 Insufficient system storage", VerdictRestriction.None, "queue_minfree")]
    [InlineData("bare <LF> received", VerdictRestriction.None, "smtpd_forbid_bare_newline")]
    [InlineData("554 5.7.1 Service unavailable; Client host [192.0.2.1] blocked using l.example; see https://l.example/", VerdictRestriction.ClientHost, "reject_rbl_client")]
    [InlineData("554 5.7.1 Service unavailable; Client host [2001:db8::1] blocked using l.example", VerdictRestriction.ClientHost, "reject_rbl_client")]
    [InlineData("554 5.7.1 Service unavailable; Client host [c.example] blocked using l.example", VerdictRestriction.ClientHost, "reject_rhsbl_client")]
    [InlineData("554 5.7.1 Service unavailable; Unverified Client host [c.example] blocked using l.example", VerdictRestriction.UnverifiedClientHost, "reject_rhsbl_reverse_client")]
    [InlineData("554 5.7.1 Service unavailable; Helo command [h.example] blocked using l.example", VerdictRestriction.Helo, "reject_rhsbl_helo")]
    [InlineData("554 5.7.1 Service unavailable; Sender address [a@s.example] blocked using l.example; because", VerdictRestriction.Sender, "reject_rhsbl_sender")]
    [InlineData("554 5.7.1 Service unavailable; Recipient address [b@r.example] blocked using l.example", VerdictRestriction.Recipient, "reject_rhsbl_recipient")]
    public void Postfix_own_wording_decides(string text, VerdictRestriction restriction, string hook)
    {
        HookLine line = HookLine.Rejected(text);
        Assert.Equal([hook], line.Hooks);
        Assert.Equal(HookConfidence.Exact, line.Confidence);
        Assert.Equal(restriction, line.Restriction);
        Assert.NotNull(PostfixHooks.Find(hook));
    }

    [Theory]
    [InlineData("554 5.7.1 <c.example[192.0.2.1]>: Client host rejected: go away", VerdictRestriction.ClientHost, "check_client_access check_client_ns_access check_policy_service")]
    [InlineData("554 5.7.1 <c.example>: Unverified Client host rejected: go away", VerdictRestriction.UnverifiedClientHost, "check_reverse_client_hostname_access check_policy_service")]
    [InlineData("554 5.7.1 <AB:CD>: Client certificate rejected: go away", VerdictRestriction.ClientCertificate, "check_ccert_access check_policy_service")]
    [InlineData("554 5.7.1 <alice>: SASL login name rejected: go away", VerdictRestriction.SaslLoginName, "check_sasl_access check_policy_service")]
    [InlineData("554 5.7.1 <h.example>: Helo command rejected: Access denied", VerdictRestriction.Helo, "check_helo_access check_policy_service reject")]
    [InlineData("450 4.7.1 <b@r.example>: Recipient address rejected: greylisted", VerdictRestriction.Recipient, "check_recipient_access check_recipient_mx_access check_policy_service")]
    [InlineData("550 5.1.1 <b@r.example>: Recipient address rejected: no such person", VerdictRestriction.Recipient, "check_recipient_access check_policy_service reject_unlisted_recipient transport_maps")]
    [InlineData("554 5.7.1 <END-OF-MESSAGE>: End-of-data rejected: Access denied", VerdictRestriction.EndOfData, "check_policy_service reject")]
    [InlineData("554 5.7.1 <r.example>: Etrn command rejected: no", VerdictRestriction.Etrn, "check_etrn_access check_policy_service")]
    [InlineData("451 4.3.5 <b@r.example>: Recipient address rejected: Server configuration error", VerdictRestriction.Recipient, "check_recipient_mx_access check_policy_service")]
    [InlineData("451 4.3.0 <b@r.example>: Temporary lookup failure", VerdictRestriction.None, "check_recipient_access reject_unlisted_recipient")]
    [InlineData("553 5.7.1 <a@s.example>: Sender address rejected: not logged in", VerdictRestriction.Sender, "reject_sender_login_mismatch reject_unauthenticated_sender_login_mismatch")]
    [InlineData("501 5.5.2 <[1.2.3]>: Helo command rejected: invalid ip address", VerdictRestriction.Helo, "reject_invalid_helo_hostname reject_unknown_helo_hostname")]
    [InlineData("554 5.7.1 you are on my list", VerdictRestriction.None, "reject_rbl_client reject_rhsbl_sender")]
    [InlineData("554 5.7.1 <b@r.example>: Recipient address rejected: Relay access denied", VerdictRestriction.Recipient, "check_recipient_access check_policy_service")]
    public void Text_that_anybody_can_set_leaves_candidates(string text, VerdictRestriction restriction, string hooks)
    {
        HookLine line = HookLine.Rejected(text);
        Assert.Superset(new HashSet<string>(hooks.Split(' ')), new HashSet<string>(line.Hooks));
        Assert.Equal(HookConfidence.Ambiguous, line.Confidence);
        Assert.Equal(restriction, line.Restriction);
        Assert.All(line.Hooks, hook => Assert.NotNull(PostfixHooks.Find(hook)));
    }

    [Theory]
    [InlineData("hold", "<b@r.example>: Recipient address under review", VerdictRestriction.Recipient, "check_recipient_access", 5)]
    [InlineData("discard", "<a@s.example>: Sender address triggers DISCARD action", VerdictRestriction.Sender, "check_sender_access", 5)]
    [InlineData("redirect", "<END-OF-MESSAGE>: End-of-data triggers REDIRECT x@r.example", VerdictRestriction.EndOfData, "check_policy_service", 1)]
    [InlineData("filter", "<h.example>: Helo command triggers FILTER smtp:[192.0.2.9]:25", VerdictRestriction.Helo, "check_helo_access", 5)]
    [InlineData("bcc", "<c.example[192.0.2.1]>: Client host triggers BCC x@r.example", VerdictRestriction.ClientHost, "check_client_access", 5)]
    [InlineData("delay", "<b@r.example>: Recipient address triggers DELAY action", VerdictRestriction.Recipient, "check_recipient_access", 5)]
    [InlineData("prepend", "<b@r.example>: Recipient address triggers PREPEND X: y", VerdictRestriction.Recipient, "check_recipient_access", 5)]
    [InlineData("warn", "Client host rejected: Access denied", VerdictRestriction.None, "check_recipient_access", 23)]
    [InlineData("info", "<b@r.example>: Recipient address under review", VerdictRestriction.None, "check_policy_service", 23)]
    [InlineData("hangup", "", VerdictRestriction.None, "check_recipient_mx_access", 23)]
    [InlineData("reject_warning", "554 5.7.1 <b@r.example>: Relay access denied", VerdictRestriction.Recipient, "reject_unauth_destination", 1)]
    [InlineData("permit", "action=permit_mynetworks for Client host=c.example[192.0.2.1]", VerdictRestriction.ClientHost, "permit_mynetworks", 1)]
    [InlineData("permit", "action=OK for Sender address=a@s.example from hash:/etc/postfix/s", VerdictRestriction.Sender, "check_sender_access", 5)]
    [InlineData("milter-reject", "550 5.7.1 <b@r.example>: Relay access denied", VerdictRestriction.None, "smtpd_milters", 1)]
    [InlineData("milter-hold", "milter triggers HOLD action", VerdictRestriction.None, "smtpd_milters", 1)]
    public void Other_actions(string action, string text, VerdictRestriction restriction, string hook, int candidates)
    {
        HookLine line = HookLine.Read("postfix/submission/smtpd",
            "4F1A2B3C4D: " + action + ": RCPT from c.example[192.0.2.1]: " + text + "; from=<a@s.example> to=<b@r.example> proto=ESMTP helo=<h.example>");
        Assert.Contains(hook, line.Hooks);
        Assert.Equal(candidates, line.Hooks.Length);
        Assert.Equal(restriction, line.Restriction);
        Assert.Equal(("smtpd", "submission/smtpd", "RCPT"), (line.Component, line.Service, line.Stage));
    }

    [Theory]
    [InlineData("cleanup", "4F1A2B3C4D: reject: header Subject: x from c[192.0.2.1]; from=<a@s.example> to=<b@r.example> proto=SMTP helo=<c>: 5.7.1 no", VerdictRestriction.Header, "END-OF-MESSAGE", "header_checks mime_header_checks nested_header_checks")]
    [InlineData("cleanup", "4F1A2B3C4D: warning: body x from local; from=<a@s.example> to=<b@r.example>", VerdictRestriction.Body, "END-OF-MESSAGE", "body_checks")]
    [InlineData("cleanup", "4F1A2B3C4D: milter-header-hold: header X: y from c[192.0.2.1]; from=<a@s.example> to=<b@r.example> proto=SMTP helo=<c>", VerdictRestriction.Header, "END-OF-MESSAGE", "milter_header_checks")]
    [InlineData("cleanup", "4F1A2B3C4D: reject: mime-error improper use of 8-bit data in message header: Subject: x from c[192.0.2.1]; from=<a@s.example> to=<b@r.example>", VerdictRestriction.Mime, "END-OF-MESSAGE", "strict_7bit_headers strict_8bitmime")]
    [InlineData("cleanup", "4F1A2B3C4D: milter-reject: END-OF-MESSAGE from localhost[127.0.0.1]: 5.7.1 no; from=<a@s.example> to=<b@r.example>", VerdictRestriction.None, "END-OF-MESSAGE", "non_smtpd_milters")]
    [InlineData("cleanup", "4F1A2B3C4D: milter-reject: END-OF-MESSAGE from c[192.0.2.1]: 5.7.1 no; from=<a@s.example> to=<b@r.example> proto=ESMTP helo=<c>", VerdictRestriction.None, "END-OF-MESSAGE", "smtpd_milters")]
    [InlineData("cleanup", "4F1A2B3C4D: milter-discard: MAIL from c[192.0.2.1]: milter triggers DISCARD action; from=<a@s.example>", VerdictRestriction.None, "MAIL", "smtpd_milters non_smtpd_milters")]
    [InlineData("smtpd", "proxy-reject: END-OF-MESSAGE: 550 5.7.1 no; from=<a@s.example> to=<b@r.example> proto=ESMTP helo=<c>", VerdictRestriction.None, "END-OF-MESSAGE", "smtpd_proxy_filter")]
    [InlineData("smtpd", "NOQUEUE: abort: TLS from c[192.0.2.1]: No client certificate presented", VerdictRestriction.ClientCertificate, "TLS", "smtpd_tls_req_ccert")]
    [InlineData("smtp", "4F1A2B3C4D: replace: header Received: from a: Received: from b", VerdictRestriction.Header, "", "smtp_header_checks smtp_mime_header_checks smtp_nested_header_checks")]
    [InlineData("lmtp", "4F1A2B3C4D: warning: body x: y", VerdictRestriction.Body, "", "lmtp_body_checks")]
    [InlineData("postscreen", "NOQUEUE: reject: RCPT from [192.0.2.1]:1: 550 5.7.1 Service unavailable; client [192.0.2.1] blocked using l.example; from=<>, to=<b@r.example>, proto=SMTP, helo=<c>", VerdictRestriction.ClientHost, "RCPT", "postscreen_dnsbl_sites")]
    [InlineData("postscreen", "NOQUEUE: reject: RCPT from [192.0.2.1]:1: 550 5.3.2 Service currently unavailable; from=<>, to=<b@r.example>, proto=SMTP, helo=<c>", VerdictRestriction.ClientHost, "RCPT", "postscreen_access_list")]
    [InlineData("postscreen", "NOQUEUE: reject: CONNECT from [192.0.2.1]:1: all server ports busy", VerdictRestriction.ClientHost, "CONNECT", "postscreen_post_queue_limit")]
    [InlineData("postscreen", "reject: connect from [192.0.2.1]:1: all screening ports busy", VerdictRestriction.ClientHost, "connect", "postscreen_pre_queue_limit")]
    public void Other_forms(string component, string message, VerdictRestriction restriction, string stage, string hooks)
    {
        HookLine line = HookLine.Read("postfix/" + component, message);
        Assert.Equal(hooks.Split(' '), line.Hooks);
        Assert.Equal((restriction, stage, component), (line.Restriction, line.Stage, line.Component));
    }

    [Fact]
    public void A_line_that_is_cut_leaves_everything_open()
    {
        HookLine line = HookLine.Read("postfix/smtpd", "NOQUEUE: reject: RCPT from c[192.0.2.1]: 550 5.1.1 <bbbbbbbbbbbb");
        Assert.Contains("reject_unlisted_recipient", line.Hooks);
        Assert.Contains("check_recipient_access", line.Hooks);
        Assert.Equal((VerdictRestriction.None, HookConfidence.Ambiguous), (line.Restriction, line.Confidence));
    }

    /// <summary>The client chooses what stands in the brackets; the trailer shows it quoted.</summary>
    [Theory]
    [InlineData("x>: Helo command rejected: Invalid name; y", "reject_unauth_destination")]
    [InlineData("x>: Recipient address rejected: User unknown; y", "reject_unauth_destination")]
    public void A_recipient_that_imitates_a_reply_changes_nothing(string local, string hook)
    {
        HookLine line = HookLine.Read("postfix/smtpd", "NOQUEUE: reject: RCPT from c[192.0.2.1]: 554 5.7.1 <" + local + "@r.example>: Relay access denied; from=<a@s.example> to=<\"" + local
            + "\"@r.example> proto=ESMTP helo=<h.example>");
        Assert.Equal([hook], line.Hooks);
    }

    [Fact]
    public void Names_are_unique_and_every_rule_s_hooks_are_in_the_table()
    {
        Assert.Equal(PostfixHooks.All.Count, PostfixHooks.All.Select(h => h.Name).Distinct().Count());
        Assert.Equal(PostfixHooks.Rules.Count, PostfixHooks.Rules.Select(r => r.Name).Distinct().Count());
        foreach (HookRule rule in PostfixHooks.Rules)
        {
            Assert.Same(rule, PostfixHooks.FindRule(System.Text.Encoding.UTF8.GetBytes(rule.Name)));
            foreach (string hook in rule.Hooks)
                Assert.True(PostfixHooks.Find(hook) is not null, rule.Name + ": " + hook);
        }
        Assert.Null(PostfixHooks.FindRule("nothing"u8));
        Assert.True(PostfixHooks.Find("check_policy_service")!.IsAt("rcpt"));
    }
}
