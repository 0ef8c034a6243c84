using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests.Qpsmtpd;

/// <summary>qpsmtpd logs what clients send, passwords included. Nobody gets to see them who does not ask for it.</summary>
public class SecretTests
{
    private const string Plain = "AHVzZXJAbG9jYWwuZXhhbXBsZQBzZWNyZXQ=", Token = "dXNlcj1ib2JAZXhhbXBsZS5vcmcBYXV0aD1CZWFyZXIgdG9rZW4BAQ==";

    /// <summary>The command, then as it is shown (with as many stars as it takes), its mechanism and its user.</summary>
    public static TheoryData<string, string, string?, string?> Commands => new()
    {
        { "AUTH PLAIN " + Plain, "AUTH PLAIN user@local.example *", "PLAIN", "user@local.example" },
        { "auth  plain  " + Plain, "auth  plain  user@local.example *", "plain", "user@local.example" },
        { "AuTh\tPlAiN\t" + Plain, "AuTh\tPlAiN\tuser@local.example *", "PlAiN", "user@local.example" },
        { "AUTH PLAIN " + Plain + " more", "AUTH PLAIN user@local.example *", "PLAIN", "user@local.example" },
        { "AUTH PLAIN " + Plain[..30], "AUTH PLAIN *", "PLAIN", null },
        { "AUTH PLAIN =", "AUTH PLAIN *", "PLAIN", null },
        { "AUTH PLAIN " + Base64("bob\0SeCrEtpw\0"), "AUTH PLAIN *", "PLAIN", null },
        { "AUTH PLAIN " + Base64("\0bob:SeCrEtpw\0"), "AUTH PLAIN *", "PLAIN", null },
        { "AUTH PLAIN " + Base64("\0bob:SeCrEtpw\0x"), "AUTH PLAIN *", "PLAIN", null },
        { "AUTH PLAIN " + Base64("\0bob\0bob"), "AUTH PLAIN *", "PLAIN", null },
        { "AUTH LOGIN " + Base64("bob:SeCrEtpw"), "AUTH LOGIN *", "LOGIN", null },
        { "AUTH PLAIN", "AUTH PLAIN", "PLAIN", null },
        { "AUTH PLAIN ", "AUTH PLAIN ", "PLAIN", null },
        { "AUTH PLAIN dXNlcgBzZWNyZXQ=", "AUTH PLAIN *", "PLAIN", null },
        { "AUTH PLAIN not\u00e4base64", "AUTH PLAIN *", "PLAIN", null },
        { "AUTH LOGIN dXNlcm5hbWU=", "AUTH LOGIN username ***", "LOGIN", "username" },
        { "AUTH LOGIN", "AUTH LOGIN", "LOGIN", null },
        { "AUTH CRAM-MD5 dXNlcm5hbWUgZGlnZXN0", "AUTH CRAM-MD5 *", "CRAM-MD5", null },
        { "AUTH XOAUTH2 " + Token, "AUTH XOAUTH2 bob@example.org *", "XOAUTH2", "bob@example.org" },
        { "AUTH OAUTHBEARER bixhPWJvYkBleGFtcGxlLm9yZywBYXV0aD1CZWFyZXIgdG9rZW4BAQ==", "AUTH OAUTHBEARER bob@example.org *", "OAUTHBEARER", "bob@example.org" },
        { "AUTH SECRETS c2VjcmV0", "AUTH *", null, null },
        { "AUTH hunter2", "AUTH *******", null, null },
        { "AUTH * PLAIN", "AUTH *******", null, null },
        { "AUTH", "AUTH", null, null },
    };

    [Theory, MemberData(nameof(Commands))]
    public void Of_a_login_the_mechanism_and_the_user_are_left(string command, string expected, string? mechanism, string? user)
    {
        foreach (Carrier carrier in QpsmtpdLine.Carriers)
        {
            MailLogEvent read = QpsmtpdLine.Read("dispatching " + command, carrier);
            Assert.True(read.Line.TryGet(out SmtpCommandEvent login));
            Assert.Equal(("AUTH", mechanism, user), (login.Command.ToString(), login.Mechanism.ToStringOrNull(), login.User.ToStringOrNull()));
            Assert.Equal(Encoding.UTF8.GetByteCount(command), login.Text.Length);
            Assert.Equal(expected.TrimEnd('*'), login.Text.ToString().TrimEnd('*'));
            Assert.EndsWith(login.Text.ToString(), read.ToString(), StringComparison.Ordinal);
        }
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    [Theory, MemberData(nameof(Commands))]
    public void With_the_option_everything_is_left(string command, string redacted, string? mechanism, string? user)
    {
        Assert.False(redacted.Length == 0 && mechanism is null && user is null);
        Assert.True(QpsmtpdLine.Read("dispatching " + command, Carrier.Warn, keepSecrets: true).Line.TryGet(out SmtpCommandEvent login));
        Assert.Equal(command, login.Text.ToString());
    }

    /// <summary>What only begins like AUTH, or is the answer to a challenge that the server took for a command.</summary>
    [Theory]
    [InlineData(" AUTH PLAIN c2VjcmV0c2VjcmV0", " AUTH PLAIN ****************")]
    [InlineData("\tAUTH PLAIN c2VjcmV0c2VjcmV0", "\tAUTH PLAIN ****************")]
    [InlineData("AUTH=PLAIN c2VjcmV0", "AUTH***************")]
    [InlineData("AUTH\rPLAIN c2VjcmV0", "AUTH***************")]
    [InlineData("AUTH\0PLAIN c2VjcmV0", "AUTH***************")]
    [InlineData("AUTHENTICATE PLAIN c2VjcmV0", "AUTH***********************")]
    [InlineData("Authorization: Basic c2VjcmV0", "Auth*************************")]
    [InlineData("c2VjcmV0", "********")]
    [InlineData("c2VjcmV0\t ", "********\t ")]
    [InlineData(" c2VjcmV0cGFzcw==", " ****************")]
    [InlineData("c2VjcmV0cGFzcw", "**************")]
    [InlineData("c2VjcmV0cGFzc", "*************")]
    [InlineData("c2V+cm/0", "********")]
    [InlineData("STARTTLS", "STARTTLS")]
    [InlineData("starttls", "starttls")]
    [InlineData("XFORWARD", "XFORWARD")]
    [InlineData("XFORWARD NAME=a", "XFORWARD NAME=a")]
    [InlineData("Subject: hello", "Subject: hello")]
    [InlineData("Authentication-Results: mx.example; dkim=pass", "Authentication-Results: mx.example; dkim=pass")]
    [InlineData("authentication-results: mx.example", "authentication-results: mx.example")]
    [InlineData("MAIL FROM:<auth@example.org> AUTH=<>", "MAIL FROM:<auth@example.org> AUTH=<>")]
    [InlineData("foo", "foo")]
    public void What_could_be_a_secret_is_none_to_be_seen(string command, string expected)
    {
        foreach (Carrier carrier in QpsmtpdLine.Carriers)
            Assert.EndsWith("dispatching " + expected, QpsmtpdLine.Read("dispatching " + command, carrier).ToString(), StringComparison.Ordinal);
    }

    /// <summary>Others say again what the client sent: the server in replies, and plugins; of a refused login's answers, count_unrecognized_commands, in small letters.</summary>
    [Theory]
    [InlineData("504 Unimplemented authentification mechanism: hunter2", "504 Unimplemented authentification mechanism: *******")]
    [InlineData("504 Unimplemented authentification mechanism: xoauth2", "504 Unimplemented authentification mechanism: xoauth2")]
    [InlineData("535 Authentication invalid (user:secret)", "535 Authentication invalid (***********)")]
    [InlineData("535 Authentication invalid for user", "535 Authentication invalid for user")]
    [InlineData("535 PLAIN authentication failed for user@local.example - authflat - wrong password", "535 PLAIN authentication failed for user@local.example - authflat - wrong password")]
    [InlineData("235 PLAIN authentication successful for user@local.example", "235 PLAIN authentication successful for user@local.example")]
    [InlineData("334 UGFzc3dvcmQ6", "334 UGFzc3dvcmQ6")]
    [InlineData("502 command unrecognized: 'AUTH PLAIN c2VjcmV0'", "502 command unrecognized: 'AUTH PLAIN ********'")]
    [InlineData("502 command unrecognized: 'NOOP x'", "502 command unrecognized: 'NOOP x'")]
    public void Replies_do_not_tell(string reply, string expected)
    {
        foreach (Carrier carrier in QpsmtpdLine.Carriers)
            Assert.EndsWith(expected, QpsmtpdLine.Read(reply, carrier).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("unrecognized_command", "count_unrecognized_commands", "'c2vjcmv0', (2)", "'********', (2)")]
    [InlineData("unrecognized_command", "count_unrecognized_commands", "fail, 'c2vjcmv0' (4)", "fail, '********' (4)")]
    [InlineData("unrecognized_command", "count_unrecognized_commands", "fail, 'auth\tplain\tahvzzxiac2vjcmv0' (4)", "fail, 'auth\tplain\t****************' (4)")]
    [InlineData("unrecognized_command", "count_unrecognized_commands", "fail, 'it's' (4)", "fail, 'it's' (4)")]
    [InlineData("unrecognized_command", "count_unrecognized_commands", "'subject:', (3)", "'subject:', (3)")]
    [InlineData("auth-plain", "auth::auth_ldap_bind", "user: bob, pass: secret, really", "user: bob, pass: **************")]
    [InlineData("auth-plain", "auth::auth_flat_file", "fail: wrong password", "fail: wrong password")]
    [InlineData("auth-plain", "auth::auth_ldap_bind", "pass: bob auth success", "pass: bob auth success")]
    public void Plugins_do_not_tell(string hook, string plugin, string message, string expected)
    {
        foreach (Carrier carrier in QpsmtpdLine.Carriers)
            Assert.EndsWith(expected, QpsmtpdLine.Read(QpsmtpdLine.Of(carrier, hook, plugin) + message, carrier).ToString(), StringComparison.Ordinal);
    }

    /// <summary>A log that is written in a way that is not known, a tag that is not, a stamp that is damaged: the line is nobody's, and still tells nothing.</summary>
    [Theory]
    [InlineData("[Sat Nov 12 05:06:35 2026] [info] [client 192.0.2.1] 28365 ")]
    [InlineData("Nov 20 06:12:47 vm other[28365]: ")]
    [InlineData("Nov 20 06:12:47 vm other: (x) ")]
    [InlineData("20th of November, 06:12 vm[28365]: ")]
    [InlineData("28365 # ")]
    [InlineData("28365 (x ")]
    [InlineData("")]
    public void A_line_of_nobody_does_not_tell(string head)
    {
        foreach ((string command, string expected) in new[] { ("AUTH PLAIN " + Plain, "AUTH PLAIN user@local.example *"), ("auth x " + Plain, "auth *"), ("c2VjcmV0", "*") })
            Assert.EndsWith("dispatching " + expected.TrimEnd('*'), Assert.Single(QpsmtpdLine.ReadAll(Encoding.ASCII.GetBytes(head + "dispatching " + command + "\n"))).ToString().TrimEnd('*'), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("'c2vjcmv0', (2)", "'********', (2)")]
    [InlineData("fail, 'c2vjcmv0' (4)", "fail, '********' (4)")]
    [InlineData("fail, 'auth\tplain\tit's' (4)", "fail, 'auth\tplain\t****' (4)")]
    [InlineData("'c2vjcmv0' (x)", "'c2vjcmv0' (x)")]
    [InlineData("' (4)", "' (4)")]
    [InlineData("'c2vjcmv0'", "'c2vjcmv0'")]
    public void A_plugin_of_nobody_does_not_tell(string message, string expected) =>
        Assert.Equal("who knows: " + expected, Assert.Single(QpsmtpdLine.ReadAll(Encoding.ASCII.GetBytes("who knows: " + message + "\n"))).ToString());
}
