using Xunit;

namespace MailLog.Parsing.Tests.Neighbours;

/// <summary>What a neighbour writes beyond its main lines is another program's line, never one of ours that is not known.</summary>
public class UntypedTests
{
    [Theory]
    [InlineData("opendkim[711]", "OpenDKIM Filter v2.11.0 starting (args: -f)")]
    [InlineData("opendkim[711]", "(unknown-jobid): connect from localhost")]
    [InlineData("opendmarc[712]", "4F1A2B3C4D ignoring Authentication-Results at 1 from mail.example.net")]
    [InlineData("opendmarc[712]", "ignoring connection from localhost")]
    [InlineData("postgrey[8]", "cleaning up old logs...")]
    [InlineData("postgrey[8]", "2026/11/20-10:00:00 postgrey (type Net::Server::Multiplex) starting! pid(8)")]
    [InlineData("policyd-spf[9]", "Starting")]
    [InlineData("postfix/policy-spf[9]", "handler sender_policy_framework: is decisive.")]
    [InlineData("amavis[5]", "(01234-05) ESMTP:[127.0.0.1]:10024 /var/lib/amavis: <a@example.org> -> <b@example.net>")]
    [InlineData("amavis[5]", "starting. /usr/sbin/amavisd-new at mx1 amavisd-new-2.11.0")]
    [InlineData("dovecot", "master: Dovecot v2.3.19.1 (9b53102964) starting up for imap, lmtp")]
    [InlineData("dovecot", "lmtp(14643): Connect from local")]
    [InlineData("dovecot", "auth: Error: ldap(alice): authentication failed")]
    [InlineData("rspamd[4]", "<b06a55>; milter; rspamd_milter_process_command: got connection from 127.0.0.1:1234")]
    [InlineData("spamd[3]", "prefork: child states: II")]
    [InlineData("clamd[1]", "SelfCheck: Database status OK.")]
    [InlineData("fail2ban.actions[1]", "NOTICE [postfix] Ban 192.0.2.1")]
    [InlineData("postgrey", "")]
    public void It_is_foreign(string program, string message)
    {
        MailLogEvent read = NeighbourLine.Read(program, message);
        Assert.Equal(EventKind.Foreign, read.Kind);
        Assert.Equal(MailSystem.None, read.Line.System);
        Assert.Equal("", read.Line.Form);
        Assert.False(read.Line.QueueId.HasValue);
    }

    [Fact]
    public void It_is_no_noise_in_the_ledger()
    {
        var ledger = new LogLedger();
        ledger.Add(NeighbourLine.Read("opendkim[711]", "4F1A2B3C4D: something new").Line);
        Assert.Equal(1, ledger.Count(EventKind.Foreign));
        Assert.Empty(ledger.UnknownShapes);
    }
}
