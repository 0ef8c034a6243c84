using System.Text;
using MailLog.Parsing;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>What is pushed beside mails: sessions with and without mails, verdicts as they are read, open mails as they change.</summary>
public class SessionStreamTests
{
    private const string Stamp = "2026-11-20T10:00:00+00:00 mx1 ";

    [Fact]
    public void A_session_tells_its_mails_refusals_failed_logins_and_end()
    {
        SmtpSession session = Assert.Single(Sessions(
            "postfix/submission/smtpd[7]: connect from a.example[192.0.2.1]",
            "postfix/submission/smtpd[7]: Anonymous TLS connection established from a.example[192.0.2.1]: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits)",
            "postfix/submission/smtpd[7]: warning: a.example[192.0.2.1]: SASL PLAIN authentication failed: authentication failure, sasl_username=bob",
            "postfix/submission/smtpd[7]: NOQUEUE: reject: RCPT from a.example[192.0.2.1]: 554 5.7.1 <r@b.example>: Relay access denied; from=<s@a.example> to=<r@b.example> proto=ESMTP helo=<a>",
            "postfix/submission/smtpd[7]: A100000001: client=a.example[192.0.2.1]",
            "postfix/submission/smtpd[7]: lost connection after DATA (12 bytes) from a.example[192.0.2.1]",
            "postfix/submission/smtpd[7]: disconnect from a.example[192.0.2.1] ehlo=2 starttls=1 auth=0/1 mail=1 rcpt=1/2 data=0/1 commands=5/8"));

        Assert.Equal("mx1", session.Host);
        Assert.Equal("postfix/submission/smtpd", session.Program);
        Assert.Equal(7, session.ProcessId);
        Assert.Equal(new MailClient("a.example", "192.0.2.1", null), session.Client);
        Assert.Equal("TLSv1.3", session.Tls?.Protocol);
        Assert.Equal(1, session.FailedLogins);
        Assert.Equal(1, session.Refusals);
        Assert.Equal(["A100000001"], session.QueueIds);
        Assert.Equal(("lost connection", "DATA"), (session.AbortReason, session.AbortStage));
        Assert.StartsWith("ehlo=2", session.Commands, StringComparison.Ordinal);
        Assert.True(session.IsComplete);
    }

    [Fact]
    public void A_probe_is_a_session_without_mail()
    {
        SmtpSession session = Assert.Single(Sessions(
            "postfix/smtpd[7]: connect from unknown[192.0.2.9]",
            "postfix/smtpd[7]: disconnect from unknown[192.0.2.9] ehlo=1 quit=1 commands=2"));
        Assert.Empty(session.QueueIds);
        Assert.Null(session.Client!.Name);
    }

    [Fact]
    public void A_session_without_its_last_line_is_not_complete()
        => Assert.False(Assert.Single(Sessions("postfix/smtpd[7]: connect from unknown[192.0.2.9]")).IsComplete);

    [Theory]
    [InlineData("a.example[192.0.2.1]:40001", TieQuality.Exact, 1)]
    [InlineData("a.example[192.0.2.1]", TieQuality.Ambiguous, 2)]
    [InlineData("a.example[192.0.2.2]", TieQuality.Heuristic, 1)]
    public void Postscreen_hands_a_client_over_by_address_and_port(string client, TieQuality quality, int candidates)
    {
        SmtpSession session = Assert.Single(Sessions(
            "postfix/postscreen[5]: PASS OLD [192.0.2.1]:40000",
            "postfix/postscreen[5]: PASS OLD [192.0.2.2]:40000",
            "postfix/postscreen[5]: PASS OLD [192.0.2.1]:40001",
            "postfix/smtpd[7]: connect from " + client,
            "postfix/smtpd[7]: disconnect from " + client + " quit=1 commands=1"));
        Assert.Equal(ScreeningAction.PassedOld, session.Screening);
        Assert.Equal(new MailTie("screening", quality, candidates), session.ScreeningTie);
    }

    [Fact]
    public void A_client_that_postscreen_did_not_see_has_no_screening()
    {
        SmtpSession session = Assert.Single(Sessions("postfix/postscreen[5]: PASS OLD [192.0.2.1]:40000", "postfix/smtpd[7]: connect from a.example[192.0.2.1]:40001"));
        Assert.Null(session.Screening);
        Assert.Null(session.ScreeningTie);
    }

    [Fact]
    public void Verdicts_come_as_they_are_read_and_mails_as_they_change()
    {
        var correlator = new MailCorrelator();
        var verdicts = new List<Verdict>();
        var changes = new List<(string Id, MailOutcome Outcome)>();
        correlator.Verdicts.Subscribe(verdicts.Add);
        correlator.Changes.Subscribe(m => changes.Add((m.QueueIds.Count > 0 ? m.QueueIds[0] : "", m.Outcome)));
        Feed(correlator,
            "postfix/smtpd[7]: connect from a.example[192.0.2.1]",
            "postfix/smtpd[7]: NOQUEUE: reject: RCPT from a.example[192.0.2.1]: 554 5.7.1 <r@b.example>: Relay access denied; from=<s@a.example> to=<r@b.example> proto=ESMTP helo=<a>",
            "postfix/smtpd[7]: A100000001: client=a.example[192.0.2.1]",
            "postfix/qmgr[1]: A100000001: from=<t@a.example>, size=1, nrcpt=1 (queue active)",
            "postfix/local[2]: A100000001: to=<u@b.example>, relay=local, delay=0.1, delays=0.1/0/0/0, dsn=2.0.0, status=sent (delivered to maildir)");

        Verdict verdict = Assert.Single(verdicts);
        Assert.Equal("reject_unauth_destination", Assert.Single(verdict.Hooks));
        Assert.Equal("r@b.example", verdict.Recipient);
        Assert.Equal(
            [("", MailOutcome.Rejected), ("A100000001", MailOutcome.InProgress), ("A100000001", MailOutcome.InProgress), ("A100000001", MailOutcome.Delivered)], changes);
    }

    private static List<SmtpSession> Sessions(params string[] lines)
    {
        var correlator = new MailCorrelator();
        var sessions = new List<SmtpSession>();
        correlator.Sessions.Subscribe(sessions.Add);
        Feed(correlator, lines);
        correlator.Complete();
        return sessions;
    }

    private static void Feed(MailCorrelator correlator, params string[] lines)
    {
        using MailLogReader reader = MailLogReader.Open(new MemoryStream(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => Stamp + l + "\n")))));
        while (reader.Read())
            correlator.Feed(reader.Line);
    }
}
