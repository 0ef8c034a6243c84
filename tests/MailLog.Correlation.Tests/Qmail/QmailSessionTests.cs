using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>Sessions of tcpserver and sslserver, and what they say of mails.</summary>
public class QmailSessionTests
{
    private const string S = "s@a.example", R = "r@b.example";

    [Fact]
    public void A_session_has_its_client_its_end_and_the_messages_it_brought()
    {
        (List<SmtpSession> sessions, List<Mail> mails) = Read(new QmailText().Received(10, 5, S, R));

        SmtpSession session = Assert.Single(sessions);
        Assert.Equal(("192.0.2.1", 4000, 0, "ESMTP", "qmail-smtpd"), (session.Client!.Address, session.Client.Port, session.ExitStatus, session.Protocol, session.Program));
        Assert.Equal(["5"], session.QueueIds);
        Assert.True(session.IsComplete);
        Assert.Null(session.EndTie);
        Mail mail = Assert.Single(mails);
        Assert.Equal(("c.example", "ESMTP", 4000), (mail.Helo, mail.Protocol, mail.Client!.Port));
    }

    [Fact]
    public void A_client_that_may_not_connect_is_refused_at_once()
    {
        (List<SmtpSession> sessions, List<Mail> mails) = Read(new QmailText().Line("tcpserver: pid 10 from 192.0.2.66").Line("tcpserver: deny 10 mx:192.0.2.25:25 :192.0.2.66::999").End(10, 25600));

        Assert.Equal((1, 25600), (Assert.Single(sessions).Refusals, sessions[0].ExitStatus));
        Assert.Equal((MailOutcome.Rejected, "CONNECT", "192.0.2.66"), (Assert.Single(mails).Outcome, mails[0].Verdicts.Single().Stage, mails[0].Client?.Address));
    }

    [Fact]
    public void A_listed_client_gets_the_lists_reply()
    {
        (_, List<Mail> mails) = Read(new QmailText().Connect(10).Line("rblsmtpd: 192.0.2.1 pid 10: 553 Blocked by bl.example").End(10));

        Verdict verdict = Assert.Single(Assert.Single(mails).Verdicts);
        Assert.Equal((553, "Blocked by bl.example", Parsing.VerdictSource.BlockList), (verdict.Code, verdict.Text, verdict.By));
        Assert.True(mails[0].IsComplete);
    }

    [Fact]
    public void Pop3_is_a_session_and_no_mail()
    {
        (List<SmtpSession> sessions, List<Mail> mails) = Read(new QmailText().Connect(10)
            .Line("qmail-popup: pid 10 Reject::AUTH::User P:POP3S S:192.0.2.1:unknown ?~ 'alice'").End(10, 256));

        Assert.Equal(("POP3S", "qmail-popup", 1), (Assert.Single(sessions).Protocol, sessions[0].Program, sessions[0].FailedLogins));
        Assert.Empty(mails);
    }

    [Theory]
    [InlineData(9, TieQuality.Heuristic)]
    [InlineData(700, TieQuality.Ambiguous)] // no process is its child: the oldest of two is taken
    public void The_end_of_an_sslserver_session_names_another_process(int parent, TieQuality quality)
    {
        (List<SmtpSession> sessions, List<Mail> mails) = Read(new QmailText().Line("sslserver: pid 10 from 192.0.2.1").Line("sslserver: ok 10 mx:192.0.2.25:465 :192.0.2.1::4000")
            .Line("sslserver: pid 20 from 192.0.2.2").Accept(10, S, R).Delivered(5, 11, S, R)
            .Line($"sslserver: ssl {parent} accept TLSv1.3:TLS_AES_256_GCM_SHA384").Line($"sslserver: end {parent} status 0"));

        SmtpSession session = Assert.Single(sessions, s => s.ProcessId == 10);
        Assert.Equal(("TLSv1.3", quality, quality), (session.Tls?.Protocol, session.EndTie?.Quality, Assert.Single(mails[0].Ties, t => t.What == "tls").Quality));
        Assert.Equal("TLS_AES_256_GCM_SHA384", mails[0].Tls?.Cipher);
    }

    [Fact]
    public void A_real_run_over_tls_finds_its_sessions()
    {
        List<SmtpSession> sessions = [.. QmailRun.Conditions.Sessions.Where(s => s.EndTie is not null)];
        Assert.Equal(4, sessions.Count);
        Assert.All(sessions, s => Assert.True(s.IsComplete && s.EndTie!.Quality == TieQuality.Heuristic));
        Assert.Equal(3, sessions.Count(s => s.Tls?.Protocol == "TLSv1.3"));
        Assert.Equal(4, QmailRun.Conditions.Sessions.Count(s => s.Protocol == "POP3"));
    }

    [Fact]
    public void A_login_is_the_mails()
    {
        (_, List<Mail> mails) = Read(new QmailText().Connect(10)
            .Smtpd(10, $"Accept::AUTH::plain P:ESMTPA S:192.0.2.1:unknown H:c F:{S} T:{R} ?~ 'alice'").Delivered(5, 11, S, R).End(10));

        Assert.Equal(new SaslIdentity("plain", "alice"), Assert.Single(mails).Sasl);
    }

    [Fact]
    public void Another_sender_is_another_transaction()
    {
        (_, List<Mail> mails) = Read(new QmailText().Connect(10).Smtpd(10, $"Reject::RCPT::Failed_Rcptto P:ESMTP S:192.0.2.1:unknown H:c F:one@a.example T:x@b.example")
            .Accept(10, "two@a.example", R).Delivered(5, 11, "two@a.example", R).Smtpd(10, $"Reject::DATA::Spam_Message P:ESMTP S:192.0.2.1:unknown H:c F:two@a.example T:{R} 'spam'")
            .Accept(10, "two@a.example", R).End(10));

        Assert.Equal([(MailOutcome.Delivered, "two@a.example"), (MailOutcome.Rejected, "one@a.example"), (MailOutcome.Rejected, "two@a.example")], mails.Select(m => (m.Outcome, m.Sender!)).Order());
    }

    [Fact]
    public void Two_messages_of_one_sender_in_one_session_are_two_mails_of_that_session()
    {
        (List<SmtpSession> sessions, List<Mail> mails) = Read(new QmailText().Connect(10).Accept(10, S, R).Queued(5, 11, S).Start(5, R).Result("success").Leaves(5)
            .Accept(10, S, R).Queued(6, 12, S).Start(6, R).Result("success").Leaves(6).End(10));

        Assert.Equal(2, mails.Count);
        Assert.All(mails, m => Assert.Equal(4000, m.Client?.Port));
        Assert.Equal(["5", "6"], Assert.Single(sessions).QueueIds.Order());
    }

    [Fact]
    public void A_message_of_a_transaction_that_no_queue_has_seen_stays_open()
    {
        (_, List<Mail> mails) = Read(new QmailText().Connect(10).Accept(10, S, R).End(10));

        Mail mail = Assert.Single(mails);
        Assert.Equal((MailOutcome.InProgress, "queue"), (mail.Outcome, Assert.Single(mail.Missing)));
        Assert.Equal(R, Assert.Single(mail.Recipients).Address);
    }

    [Fact]
    public void What_is_accepted_while_qmail_send_is_down_is_tied_when_it_comes_back()
    {
        (_, List<Mail> mails) = Read(new QmailText().Line("status: exiting").Connect(10).Accept(10, S, R).End(10).Later(7200).Line("status: local 0/10 remote 0/20").Delivered(5, 11, S, R));

        Assert.Equal("192.0.2.1", Assert.Single(mails).Client?.Address);
    }

    [Fact]
    public void Long_after_its_session_a_message_is_of_another()
    {
        (_, List<Mail> mails) = Read(new QmailText().Connect(10).Accept(10, S, R).End(10).Later(60).Delivered(5, 11, S, R));

        Assert.Null(Assert.Single(mails, m => m.QueueIds.Count > 0).Client);
    }

    [Fact]
    public void The_process_that_a_server_logs_proves_the_tie()
    {
        (_, List<Mail> mails) = Read(new QmailText().Connect(10).Connect(20, "192.0.2.2").Line("qmail-smtpd: pid 10 from 192.0.2.1: Sender <" + S + ">").Line("qmail-smtpd: pid 10 from 192.0.2.1: Recipient <" + R + ">")
            .Line("qmail-smtpd: pid 20 from 192.0.2.2: Sender <" + S + ">").Line("qmail-smtpd: pid 20 from 192.0.2.2: Recipient <" + R + ">")
            .Delivered(5, 21, S, R).Line("qmail-smtpd: pid 20 from 192.0.2.2: Message accepted, qp 21 (1 recipients, 100 bytes)")
            .Line("qmail-smtpd: pid 10 from 192.0.2.1: Message accepted, qp 22 (1 recipients, 100 bytes)").Delivered(6, 22, S, R).End(10).End(20));

        Assert.Equal([("5", "192.0.2.2"), ("6", "192.0.2.1")], mails.Select(m => (m.QueueIds[0], m.Client!.Address!)).Order());
        Assert.All(mails, m => Assert.Equal(TieQuality.Exact, Assert.Single(m.Ties).Quality));
    }

    [Fact]
    public void A_wrapper_that_forks_is_no_proof_and_no_lie()
    {
        (_, List<Mail> mails) = Read(new QmailText().Connect(10).Line("qmail-smtpd: pid 10 from 192.0.2.1: Sender <" + S + ">").Line("qmail-smtpd: pid 10 from 192.0.2.1: Recipient <" + R + ">")
            .Delivered(5, 22, S, R).Line("qmail-smtpd: pid 10 from 192.0.2.1: Message accepted, qp 21 (1 recipients, 100 bytes)").End(10));

        Assert.Equal(TieQuality.Heuristic, Assert.Single(Assert.Single(mails).Ties).Quality);
    }

    [Fact]
    public void Identical_messages_from_many_sessions_are_never_told_apart_with_certainty()
    {
        var log = new QmailText();
        for (int i = 0; i < 12; i++)
            log.Connect(100 + 10 * i, port: 5000 + i);
        for (int i = 0; i < 12; i++)
            log.Accept(100 + 10 * i, S, R);
        for (int i = 0; i < 12; i++)
            log.Delivered(50 + i, 300 + i, S, R);
        (_, List<Mail> mails) = Read(log);

        Assert.Equal(12, mails.Count);
        Assert.All(mails, m => Assert.Equal((TieQuality.Ambiguous, true), (m.Ties.Single().Quality, m.Ties.Single().Candidates > 1)));
        Assert.Equal(12, mails.Select(m => m.Client!.Port).Distinct().Count());
    }

    [Fact]
    public void A_user_of_the_host_is_told_by_the_user_id()
    {
        var log = new QmailText();
        for (int i = 0; i < 4; i++)
            log.Received(100 + 10 * i, 5, $"s{i}@a.example", R);
        (_, List<Mail> mails) = Read(log.Delivered(5, 400, "alice@b.example", R, uid: 1001));

        Assert.Equal(1001, Assert.Single(mails, m => m.SubmittedBy is not null).SubmittedBy!.UserId);
    }

    private static (List<SmtpSession>, List<Mail>) Read(QmailText log)
    {
        var sessions = new List<SmtpSession>();
        var mails = new List<Mail>();
        var correlator = new MailCorrelator();
        correlator.Sessions.Subscribe(sessions.Add);
        correlator.Mails.Subscribe(mails.Add);
        Correlating.Feed(correlator, log.Bytes);
        correlator.Complete();
        return (sessions, mails);
    }
}
