using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests.Postfix;

/// <summary>What the views make of the words in the lines.</summary>
public class EventViewTests
{
    [Theory]
    [InlineData("CONNECT from [192.0.2.1]:1 to [192.0.2.2]:25", ScreeningAction.Connected)]
    [InlineData("PASS NEW [192.0.2.1]:1", ScreeningAction.PassedNew)]
    [InlineData("PASS OLD [192.0.2.1]:1", ScreeningAction.PassedOld)]
    [InlineData("WHITELISTED [192.0.2.1]:1", ScreeningAction.Allowlisted)]
    [InlineData("ALLOWLISTED [192.0.2.1]:1", ScreeningAction.Allowlisted)]
    [InlineData("BLACKLISTED [192.0.2.1]:1", ScreeningAction.Denylisted)]
    [InlineData("WHITELIST VETO [192.0.2.1]:1", ScreeningAction.AllowlistVeto)]
    [InlineData("DNSBL rank 3 for [192.0.2.1]:1", ScreeningAction.ListRank)]
    [InlineData("HANGUP after 0 from [192.0.2.1]:1", ScreeningAction.Hangup)]
    [InlineData("BARE NEWLINE from [192.0.2.1]:1 after EHLO", ScreeningAction.BareNewline)]
    [InlineData("COMMAND LENGTH LIMIT from [192.0.2.1]:1 after EHLO", ScreeningAction.LengthLimit)]
    [InlineData("DISCONNECT [192.0.2.1]:1", ScreeningAction.Disconnected)]
    public void Screening(string message, ScreeningAction expected)
    {
        Assert.True(PostfixLine.Read("postscreen", message).Line.TryGet(out ScreeningEvent screening));
        Assert.Equal(expected, screening.Action);
        Assert.Equal("192.0.2.1", screening.Client.Address.ToString());
        Assert.Equal(1, screening.Client.Port);
    }

    [Fact]
    public void A_list_has_an_address()
    {
        Assert.True(PostfixLine.Read("dnsblog", "addr 2001:db8::7 listed by domain zen.example.net as 127.0.0.4").Line.TryGet(out ScreeningEvent screening));
        Assert.Equal(ScreeningAction.Listed, screening.Action);
        Assert.Equal("2001:db8::7 zen.example.net 127.0.0.4", $"{screening.Address.ToString()} {screening.List.ToString()} {screening.Reply.ToString()}");
    }

    [Theory]
    [InlineData("master", "daemon started -- version 3.7.11, configuration /etc/postfix", DaemonAction.Started)]
    [InlineData("master", "reload -- version 3.7.11, configuration /etc/postfix", DaemonAction.Reloaded)]
    [InlineData("master", "terminating on signal 15", DaemonAction.Stopped)]
    [InlineData("master", "warning: process /usr/lib/postfix/smtpd pid 1 exit status 1", DaemonAction.ChildFailed)]
    [InlineData("master", "warning: /usr/lib/postfix/smtpd: bad command startup -- throttling", DaemonAction.Throttled)]
    [InlineData("postfix-script", "starting the Postfix mail system", DaemonAction.Started)]
    [InlineData("postfix-script", "refreshing the Postfix mail system", DaemonAction.Reloaded)]
    [InlineData("postfix-script", "waiting for the Postfix mail system to terminate", DaemonAction.Stopping)]
    [InlineData("postfix-script", "the Postfix mail system is not running", DaemonAction.NotRunning)]
    [InlineData("smtpd", "table hash:/etc/postfix/access(0,lock) has changed -- restarting", DaemonAction.TableChanged)]
    [InlineData("postscreen", "entering STRESS mode with 90 connections", DaemonAction.StressBegan)]
    [InlineData("=postfix", "Postfix is using backwards-compatible default settings", DaemonAction.Compatibility)]
    [InlineData("tlsmgr", "exiting to reopen external entropy source dev:/dev/urandom", DaemonAction.Other)]
    public void Daemon(string program, string message, DaemonAction expected)
    {
        Assert.True(PostfixLine.Read(program, message).Line.TryGet(out DaemonEvent daemon));
        Assert.Equal(expected, daemon.Action);
    }

    [Theory]
    [InlineData("smtpd", "SSL_accept error from unknown[192.0.2.1]: -1", TlsNoticeKind.HandshakeFailed)]
    [InlineData("smtpd", "setting up TLS connection from unknown[192.0.2.1]", TlsNoticeKind.Starting)]
    [InlineData("smtp", "certificate verification failed for mx[192.0.2.1]:25: untrusted issuer /CN=x", TlsNoticeKind.CertificateRejected)]
    [InlineData("smtp", "Host offered STARTTLS: [mx]", TlsNoticeKind.Offered)]
    [InlineData("smtp", "TLSRPT: status=success, domain=d, receiving_mx=mx[192.0.2.1]", TlsNoticeKind.Report)]
    [InlineData("smtpd", "warning: TLS library problem: error:1:x:", TlsNoticeKind.LibraryProblem)]
    [InlineData("tlsproxy", "DISCONNECT [192.0.2.1]:25", TlsNoticeKind.ProxyDisconnected)]
    [InlineData("smtpd", "mx[192.0.2.1]: Reusing old session", TlsNoticeKind.Detail)]
    public void TlsNotice(string program, string message, TlsNoticeKind expected)
    {
        Assert.True(PostfixLine.Read(program, message).Line.TryGet(out TlsNoticeEvent notice));
        Assert.Equal(expected, notice.Notice);
    }

    [Theory]
    [InlineData("smtp:192.0.2.1", "smtp", "192.0.2.1")]
    [InlineData("submission:2001:db8::7", "submission", "2001:db8::7")]
    [InlineData("192.0.2.1:587:198.51.100.7", "192.0.2.1:587", "198.51.100.7")]
    [InlineData("192.0.2.1:587:2001:db8::7", "192.0.2.1:587", "2001:db8::7")]
    [InlineData("[::1]:587:2001:db8::7", "[::1]:587", "2001:db8::7")]
    [InlineData("smtp:::1", "smtp", "::1")]
    [InlineData("smtpd:unknown", "smtpd", "unknown")]
    [InlineData("x", "", "x")]
    public void An_anvil_client_has_a_service_and_an_address(string ident, string service, string address)
    {
        Assert.True(PostfixLine.Read("anvil", "statistics: max connection count 1 for (" + ident + ") at Nov 20 06:41:29").Line.TryGet(out StatisticsEvent statistics));
        Assert.Equal(service + " " + address, statistics.Service.ToString() + " " + statistics.Address.ToString());
    }

    [Theory]
    [InlineData("key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256")]
    [InlineData("key-exchange ECDHE (P-256)")]
    [InlineData("with further words")]
    public void The_end_of_a_TLS_line_is_there_as_a_whole_too(string details)
    {
        string message = "Trusted TLS connection established to mx[192.0.2.1]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) " + details;
        Assert.True(PostfixLine.Read("smtp", message).Line.TryGet(out TlsEvent tls));
        Assert.Equal(details, tls.Details.ToString());
        Assert.True(PostfixLine.Read("smtp", message[..^(details.Length + 1)]).Line.TryGet(out tls));
        Assert.False(tls.Details.HasValue);
    }

    /// <summary>A user name is the client's own words, a reason is not: the first comma ends the reason.</summary>
    [Fact]
    public void A_user_name_cannot_hide_behind_another()
    {
        Assert.True(PostfixLine.Read("smtpd", "warning: a[192.0.2.1]: SASL LOGIN authentication failed: no, sasl_username=x, sasl_username=root").Line.TryGet(out AuthenticationEvent authentication));
        Assert.Equal("x, sasl_username=root", authentication.SaslUsername.ToString());
        Assert.False(authentication.IsAborted);
    }

    /// <summary>Other systems' programs of these names are foreign.</summary>
    [Theory]
    [InlineData("=pipe", "connect to x")]
    [InlineData("=local", "warning: x")]
    [InlineData("=spawn", "fatal: x")]
    [InlineData("=smtpd", "connect from unknown[192.0.2.1]")]
    public void A_bare_name_is_no_proof(string tag, string message)
    {
        MailLogEvent read = PostfixLine.Read(tag, message);
        Assert.Equal((EventKind.Foreign, MailSystem.None), (read.Kind, read.Line.System));
    }

    /// <summary>Every program reads the level words, whatever follows.</summary>
    [Fact]
    public void No_program_has_unknown_warnings()
    {
        foreach (ProgramGrammar program in FormCatalog.Programs.Where(p => p.System == MailSystem.Postfix))
            foreach (string level in new[] { "warning", "error", "fatal", "panic" })
                foreach (string text in new[] { "", "x", "NOQUEUE: x", "4F1A2B3C4D: x", "4F1A2B3C4D: ", "connect to", "milter", "ü" })
                    Assert.NotNull(FormReading.Of(program, Encoding.UTF8.GetBytes(level + ": " + text)).Form);
    }
}
