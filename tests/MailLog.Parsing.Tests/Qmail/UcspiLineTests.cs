using Xunit;

namespace MailLog.Parsing.Tests.Qmail;

/// <summary>Who connects: tcpserver, sslserver, rblsmtpd, and recordio, which writes down what passes.</summary>
public class UcspiLineTests
{
    public static TheoryData<string, string, string> Lines => new()
    {
        { "tcpserver", "status: 1/20", "ucspi.status|count=1|limit=20" },
        { "tcpserver", "pid 1770 from 127.0.0.2", "ucspi.connect|pid=1770|client=127.0.0.2" },
        { "tcpserver", "pid 1770 from 2001:db8::1", "ucspi.connect|pid=1770|client=2001:db8::1" },
        { "tcpserver", "ok 1770 mail.example.com:127.0.0.1:2525 client.test:127.0.0.2::59775", "ucspi.ok|action=ok|pid=1770|server=mail.example.com:127.0.0.1:2525|client=client.test:127.0.0.2::59775" },
        { "tcpserver", "deny 1920 mail.example.com:127.0.0.1:2525 :127.0.0.66::32867", "ucspi.deny|action=deny|pid=1920|server=mail.example.com:127.0.0.1:2525|client=:127.0.0.66::32867" },
        { "tcpserver", "end 1920 status 25600", "ucspi.end|pid=1920|exitStatus=25600" },
        { "tcpserver", "fatal: unable to bind: address already used", "ucspi.trouble|level=fatal|text=unable to bind: address already used" },
        { "tcpserver", "warning: dropping connection, unable to fork: temporary failure", "ucspi.trouble|level=warning|text=dropping connection, unable to fork: temporary failure" },
        { "sslserver", "cafile 24897 ", "sslserver.setting|setting=cafile|process=24897|text=" },
        { "sslserver", "param 24897 /var/qmail/ssl/dh.pem 1024", "sslserver.setting|setting=param|process=24897|text=/var/qmail/ssl/dh.pem 1024" },
        { "sslserver", "ok 25741 mail.example.com:127.0.0.1:2526 client.test:127.0.0.2::46971", "ucspi.ok|action=ok|pid=25741|server=mail.example.com:127.0.0.1:2526|client=client.test:127.0.0.2::46971" },
        { "sslserver", "ssl 25740 accept TLSv1.3:TLS_AES_256_GCM_SHA384", "sslserver.tls|pid=25740|direction=accept|tlsProtocol=TLSv1.3|cipher=TLS_AES_256_GCM_SHA384" },
        { "sslserver", "ssl 25837 accept ", "sslserver.no-tls|pid=25837|text=" },
        { "sslserver", "end 25740 status 0", "ucspi.end|pid=25740|exitStatus=0" },
        { "sslserver", "warning: dropping SSL connection, unable to accept: protocol error", "ucspi.trouble|level=warning|text=dropping SSL connection, unable to accept: protocol error" },
        { "rblsmtpd", "127.0.0.77 pid 1922: 553 Blocked by bl.test: see http://bl.test/?ip=127.0.0.77", "rblsmtpd.listed|client=127.0.0.77|pid=1922|code=553|text=Blocked by bl.test: see http://bl.test/?ip=127.0.0.77" },
        { "rblsmtpd", "2001:db8::77 pid 1922: 451 Temporarily listed", "rblsmtpd.listed|client=2001:db8::77|pid=1922|code=451|text=Temporarily listed" },
        { "rblsmtpd", "192.0.2.77 pid 1922: greetdelay: 5", "rblsmtpd.greetdelay|client=192.0.2.77|pid=1922|topic=greetdelay|seconds=5" },
        { "rblsmtpd", "192.0.2.77 pid 1922: [RBL info] listed by bl.example.org", "rblsmtpd.info|client=192.0.2.77|pid=1922|text=[RBL info] listed by bl.example.org" },
        { "qmail", "10647 < EHLO client.example.org\r+", "recordio.in|pid=10647|direction=<|text=EHLO client.example.org\r+" },
        { "qmail", "10647 > 221 bye ", "recordio.out|pid=10647|direction=>|text=221 bye " },
        { "qmail", "10647 < [EOF]", "recordio.in|pid=10647|direction=<|text=[EOF]" },
    };

    [Theory, MemberData(nameof(Lines))]
    public void All_fields_are_read(string program, string message, string expected) => QmailLine.Check(program, message, expected);

    /// <summary>Colons separate the parts, and IPv6 addresses have some of their own; what ident says is the client's to choose.</summary>
    [Theory]
    [InlineData("client.test:127.0.0.2::59775", "client.test", "127.0.0.2", 59775)]
    [InlineData(":127.0.0.2::36625", null, "127.0.0.2", 36625)]
    [InlineData("client.test:127.0.0.2:joe:59775", "client.test", "127.0.0.2", 59775)]
    [InlineData("client.test:127.0.0.2:joe:10.0.0.1:25:59775", "client.test", "127.0.0.2", 59775)]
    [InlineData("client.test:2001:db8::1::59775", "client.test", "2001:db8::1", 59775)]
    [InlineData(":2001:db8::1::59775", null, "2001:db8::1", 59775)]
    [InlineData(":2001:db8::1:joe:59775", null, "2001:db8::1", 59775)]
    [InlineData(":2001:db8::1:joe:smith:59775", null, "2001:db8::1", 59775)]
    [InlineData(":::1::59775", null, "::1", 59775)]
    [InlineData("a.test:2001:db8:0:0:0:0:0:1:beef:59775", "a.test", "2001:db8:0:0:0:0:0:1", 59775)]
    [InlineData("a.test:2001:db8::1:1.evil:59775", "a.test", "2001:db8::1", 59775)]
    public void A_client_is_let_in(string client, string? host, string address, int port)
    {
        Assert.True(QmailLine.Read("tcpserver", "ok 1770 mail.example.com:2001:db8::25:25 " + client).Line.TryGet(out ScreeningEvent screening));
        Assert.Equal((ScreeningAction.Allowlisted, host, address, port), (screening.Action, screening.Client.Host.ToStringOrNull(), screening.Client.Address.ToString(), screening.Client.Port));
        Assert.Equal(("mail.example.com", "2001:db8::25", 25), (screening.Server.Host.ToString(), screening.Server.Address.ToString(), screening.Server.Port));
    }

    [Fact]
    public void A_client_is_kept_out()
    {
        MailLogEvent read = QmailLine.Read("tcpserver", "deny 1920 mail.example.com:127.0.0.1:2525 :127.0.0.66::32867");
        Assert.True(read.Line.TryGet(out VerdictEvent verdict));
        Assert.Equal((VerdictAction.Reject, VerdictSource.ConnectionRules, "CONNECT", VerdictRestriction.ClientHost), (verdict.Action, verdict.By, verdict.Stage.ToString(), verdict.Restriction));
        Assert.Equal(("127.0.0.66", 32867), (verdict.Client.Address.ToString(), verdict.Client.Port));
        Assert.False(verdict.Client.Host.HasValue);
        Assert.Equal(1920, read.Line.ProcessId);
    }

    [Fact]
    public void A_listed_client_gets_one_reply()
    {
        Assert.True(QmailLine.Read("rblsmtpd", "2001:db8::77 pid 1922: 553 Blocked by bl.test").Line.TryGet(out VerdictEvent verdict));
        Assert.Equal((VerdictAction.Reject, VerdictSource.BlockList, "CONNECT", 553), (verdict.Action, verdict.By, verdict.Stage.ToString(), verdict.Code));
        Assert.Equal(("2001:db8::77", "Blocked by bl.test"), (verdict.Client.Address.ToString(), verdict.Text.ToString()));
    }

    /// <summary>The status is wait(2)'s, not the exit code.</summary>
    [Theory]
    [InlineData("0", 0)]
    [InlineData("256", 256)]
    [InlineData("28416", 28416)]
    [InlineData("9", 9)]
    public void The_end_has_a_status(string text, int status)
    {
        MailLogEvent read = QmailLine.Read("tcpserver", "end 1770 status " + text);
        Assert.True(read.Line.TryGet(out DisconnectEvent end));
        Assert.Equal((status, 1770), (end.ExitStatus, read.Line.ProcessId));
        Assert.False(end.Client.HasValue);
    }

    [Fact]
    public void Connection_tls_and_counts_have_views()
    {
        Assert.True(QmailLine.Read("tcpserver", "pid 1770 from 2001:db8::1").Line.TryGet(out ConnectEvent connect));
        Assert.Equal("2001:db8::1", connect.Client.Address.ToString());
        Assert.True(QmailLine.Read("sslserver", "ssl 25740 accept TLSv1.3:TLS_AES_256_GCM_SHA384").Line.TryGet(out TlsEvent tls));
        Assert.Equal(("TLSv1.3", "TLS_AES_256_GCM_SHA384", true), (tls.Protocol.ToString(), tls.Cipher.ToString(), tls.IsIncoming));
        Assert.True(QmailLine.Read("tcpserver", "status: 3/40").Line.TryGet(out StatisticsEvent statistics));
        Assert.Equal((3, 40), (statistics.Count, statistics.Limit));
    }

    [Theory]
    [InlineData("10647 < QUIT\r ", true, "QUIT\r", false)]
    [InlineData("10647 > 221 bye+", false, "221 bye", true)]
    [InlineData("10647 < 5 > 3 < 4 ", true, "5 > 3 < 4", false)]
    [InlineData("10647 < +", true, "", true)]
    [InlineData("10647 < [EOF]", true, "[EOF]", false)]
    public void A_dialogue_goes_both_ways(string message, bool isFromClient, string text, bool goesOn)
    {
        Assert.True(QmailLine.Read("qmail", message).Line.TryGet(out DialogueEvent dialogue));
        Assert.Equal((isFromClient, text, goesOn), (dialogue.IsFromClient, dialogue.Text.ToString(), dialogue.GoesOn));
    }
}
