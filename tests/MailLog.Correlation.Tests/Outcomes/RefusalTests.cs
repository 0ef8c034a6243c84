using MailLog.Parsing;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>Mails that were refused or dropped: before there is a queue id, with the content, and silently; with the last line of 3.10 and without.</summary>
public class RefusalTests
{
    private const string Q = "A100000001", Q2 = "A200000002";
    private const string From = $"from {LogText.Client}:";
    private const string Envelope = $"from=<{LogText.Sender}> to=<r@b.example> proto=ESMTP helo=<a.example>";
    private const string OneFailed = "ehlo=1 mail=1 rcpt=1 data=0/1 quit=1 commands=4/5";
    private const string AllWell = "ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5";

    [Fact]
    public void Refused_at_rcpt_has_verdicts_and_no_recipients()
    {
        Mail mail = Correlating.OneMail(new LogText().Connect().Refused("x@b.example").Refused("y@b.example").Disconnect("ehlo=1 mail=1 rcpt=0/2 quit=1 commands=3/5"));

        OutcomeTests.Check(mail, MailOutcome.Rejected);
        Assert.Empty(mail.QueueIds);
        Assert.Equal(LogText.Sender, mail.Sender);
        Assert.Equal(new MailClient("a.example", "192.0.2.1", null), mail.Client);
        Assert.Equal("a.example", mail.Helo);
        Assert.Equal("ESMTP", mail.Protocol);
        Assert.Equal(["x@b.example", "y@b.example"], mail.Verdicts.Select(v => v.Recipient));
        Verdict verdict = mail.Verdicts[0];
        Assert.Equal(("smtpd", "RCPT", VerdictAction.Reject, VerdictSource.Access, 550, "5.1.1"), (verdict.Component, verdict.Stage, verdict.Action, verdict.By, verdict.Code, verdict.Dsn.ToString()));
        Assert.Equal("<x@b.example>: Recipient address rejected: User unknown", verdict.Text);
    }

    [Fact]
    public void A_refused_recipient_leaves_the_others()
    {
        Mail mail = Correlating.OneMail(new LogText().Connect().Smtpd($"{Q}: client={LogText.Client}")
            .Smtpd($"{Q}: reject: RCPT {From} 550 5.1.1 <x@b.example>: User unknown; from=<{LogText.Sender}> to=<x@b.example> proto=ESMTP helo=<a.example>")
            .Cleanup(Q + ": message-id=<1@a.example>").Active(Q).Disconnect("ehlo=1 mail=1 rcpt=1/2 data=1 quit=1 commands=5/6").Sent(Q).Removed(Q));

        OutcomeTests.Check(mail, MailOutcome.Delivered, RecipientStatus.Delivered);
        Assert.Equal("x@b.example", Assert.Single(mail.Verdicts).Recipient);
    }

    /// <summary>The content was refused after a recipient was accepted: the recipient's status is rejected.</summary>
    [Theory]
    [InlineData("smtpd", "reject: DATA " + From + " 550 5.5.3 <DATA>: Data command rejected: Multi-recipient bounce; " + Envelope, VerdictSource.Access)]
    [InlineData("cleanup", "milter-reject: END-OF-MESSAGE " + From + " 5.7.1 spam; " + Envelope, VerdictSource.Milter)]
    [InlineData("cleanup", "reject: header Subject: buy from " + LogText.Client + "; " + Envelope + ": 5.7.1 no thanks", VerdictSource.Content)]
    public void Refused_with_its_content(string program, string verdict, VerdictSource by)
    {
        foreach (bool hasLastLine in new[] { false, true })
        {
            LogText log = new LogText().Connect().Opened(Q).Line("postfix/" + program, 20, Q + ": " + verdict);
            if (hasLastLine)
                log.Cleanup(Q + ": removed (canceled)");
            Mail mail = Correlating.OneMail(log.Disconnect(OneFailed));

            OutcomeTests.Check(mail, MailOutcome.Rejected, RecipientStatus.Rejected);
            Assert.Equal("r@b.example", mail.Recipients[0].Address);
            Assert.Equal(LogText.Sender, mail.Sender);
            Assert.Equal([Q], mail.QueueIds);
            Assert.Equal(by, Assert.Single(mail.Verdicts).By);
        }
    }

    [Fact]
    public void Refused_by_a_before_queue_filter()
    {
        Mail mail = Correlating.OneMail(new LogText().Connect().Smtpd($"NOQUEUE: client={LogText.Client}")
            .Smtpd("proxy-reject: END-OF-MESSAGE: 554 5.7.1 spam; " + Envelope).Disconnect(OneFailed));

        OutcomeTests.Check(mail, MailOutcome.Rejected, RecipientStatus.Rejected);
        Assert.Equal(VerdictSource.Proxy, Assert.Single(mail.Verdicts).By);
        Assert.Equal("192.0.2.1", mail.Client?.Address);
    }

    /// <summary>Said "discard", the client is told that all is well, and nothing more comes.</summary>
    [Theory]
    [InlineData("cleanup", "milter-discard: END-OF-MESSAGE " + From + " milter triggers DISCARD action; " + Envelope)]
    [InlineData("cleanup", "discard: header Subject: buy from " + LogText.Client + "; " + Envelope + ": silently")]
    [InlineData("smtpd", "discard: RCPT " + From + " <r@b.example>: Recipient address triggers DISCARD action; " + Envelope)]
    public void Discarded(string program, string verdict)
    {
        foreach (bool hasLastLine in new[] { false, true })
        {
            LogText log = new LogText().Connect().Opened(Q).Line("postfix/" + program, 20, Q + ": " + verdict);
            if (hasLastLine)
                log.Cleanup(Q + ": removed (discarded)");
            Mail mail = Correlating.OneMail(log.Disconnect(AllWell));

            OutcomeTests.Check(mail, MailOutcome.Discarded, RecipientStatus.Discarded);
            Assert.Equal("r@b.example", mail.Recipients[0].Address);
        }
    }

    [Fact]
    public void Discarded_by_an_access_table_before_the_queue_id()
    {
        Mail mail = Correlating.OneMail(new LogText().Connect().Smtpd($"NOQUEUE: discard: RCPT {From} <r@b.example>: Recipient address triggers DISCARD action; {Envelope}")
            .Opened(Q).Disconnect(AllWell));

        OutcomeTests.Check(mail, MailOutcome.Discarded, RecipientStatus.Discarded);
        Assert.Equal([Q], mail.QueueIds);
    }

    [Fact]
    public void Given_up_by_the_client_is_discarded_and_not_complete()
    {
        Mail mail = Correlating.OneMail(new LogText().Connect().Opened(Q).Smtpd("lost connection after DATA (0 bytes) from " + LogText.Client)
            .Disconnect("ehlo=1 mail=1 rcpt=1 data=0/1 commands=3/4"));

        Assert.Equal(MailOutcome.Discarded, mail.Outcome);
        Assert.False(mail.IsComplete);
    }

    [Fact]
    public void A_queue_id_that_a_before_queue_filter_dropped_is_discarded_and_not_complete()
    {
        const string Inner = "localhost[127.0.0.1]";
        List<Mail> mails = Correlating.Mails(new LogText().Connect().Smtpd($"NOQUEUE: client={LogText.Client}")
            .Connect(Inner, 11).Smtpd($"{Q2}: client={Inner}, orig_client={LogText.Client}", 11)
            .Smtpd("lost connection after DATA (0 bytes) from " + Inner, 11).Disconnect("ehlo=1 mail=1 rcpt=1 data=0/1 commands=3/4", Inner, 11)
            .Smtpd("proxy-reject: END-OF-MESSAGE: 554 5.7.1 spam; " + Envelope).Disconnect(OneFailed));

        Mail dropped = mails.Single(m => m.QueueIds.Count > 0), refused = mails.Single(m => m.QueueIds.Count == 0);
        Assert.Equal((MailOutcome.Discarded, false), (dropped.Outcome, dropped.IsComplete));
        Assert.Equal("192.0.2.1", dropped.Client?.Address);
        OutcomeTests.Check(refused, MailOutcome.Rejected, RecipientStatus.Rejected);
    }

    [Fact]
    public void A_warning_alone_is_no_mail()
    {
        Assert.Empty(Correlating.Mails(new LogText().Connect().Smtpd($"NOQUEUE: reject_warning: RCPT {From} 550 5.7.1 no; {Envelope}").Disconnect("ehlo=1 mail=1 rcpt=1 quit=1 commands=4")));
    }

    [Fact]
    public void Postscreen_refuses_many_clients_in_one_process()
    {
        LogText log = new();
        for (int i = 1; i <= 3; i++)
            for (int j = 0; j < 2; j++)
                log.Line("postfix/postscreen", 5, $"NOQUEUE: reject: RCPT from [192.0.2.{i}]:4000: 550 5.7.1 Service unavailable; client [192.0.2.{i}] blocked using bl.example; from=<s@a.example>, to=<r{j}@b.example>, proto=ESMTP, helo=<a>");
        List<Mail> mails = Correlating.Mails(log);

        Assert.Equal(["192.0.2.1", "192.0.2.2", "192.0.2.3"], mails.Select(m => m.Client?.Address));
        Assert.All(mails, m => Assert.Equal((MailOutcome.Rejected, 2, VerdictSource.Postscreen), (m.Outcome, m.Verdicts.Count, m.Verdicts[0].By)));
    }
}
