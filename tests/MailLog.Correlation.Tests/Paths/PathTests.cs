using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>One mail through several queue files.</summary>
public class PathTests
{
    private const string Q = "A100000001", Q2 = "A200000002", Q3 = "A300000003";
    private const string Inner = "localhost[127.0.0.1]";
    private const string FilterRelay = "127.0.0.1[127.0.0.1]:10024";

    private static LogText Reinjected(LogText log, string id, string? from, int recipients = 1, int pid = 11) => log.Connect(Inner, pid)
        .Smtpd($"{id}: client={Inner}" + (from is null ? "" : $", orig_queue_id={from}, orig_client={LogText.Client}"), pid)
        .Cleanup($"{id}: message-id=<{Q}@a.example>").Active(id, recipients).Disconnect($"ehlo=1 mail=1 rcpt={recipients} data=1 quit=1 commands={4 + recipients}", Inner, pid);

    [Fact]
    public void Through_a_content_filter_that_passes_the_id_on()
    {
        Mail mail = Correlating.OneMail(Reinjected(new LogText().Received(Q), Q2, Q).Attempt(Q, "r@b.example", "sent", "250 2.0.0 Ok", "2.0.0", FilterRelay).Removed(Q).Sent(Q2).Removed(Q2));

        Assert.Equal([Q, Q2], mail.QueueIds);
        OutcomeTests.Check(mail, MailOutcome.Delivered, RecipientStatus.Delivered);
        Assert.Equal(Q2, mail.Recipients[0].QueueId);
        Assert.Equal("192.0.2.1", mail.Client?.Address);
        Assert.Single(mail.Recipients[0].Attempts);
    }

    [Fact]
    public void Through_amavis_whose_reply_quotes_another()
    {
        Mail mail = Correlating.OneMail(Reinjected(new LogText().Received(Q), Q2, null)
            .Attempt(Q, "r@b.example", "sent", $"250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as {Q2}", "2.0.0", FilterRelay).Removed(Q).Sent(Q2).Removed(Q2));

        Assert.Equal([Q, Q2], mail.QueueIds);
        OutcomeTests.Check(mail, MailOutcome.Delivered, RecipientStatus.Delivered);
        Assert.Equal("192.0.2.1", mail.Client?.Address);
    }

    [Fact]
    public void The_reply_may_come_before_the_next_queue_file()
    {
        Mail mail = Correlating.OneMail(Reinjected(new LogText().Received(Q)
            .Attempt(Q, "r@b.example", "sent", $"250 2.0.0 Ok: queued as {Q2}", "2.0.0", FilterRelay).Removed(Q), Q2, null).Sent(Q2).Removed(Q2));

        Assert.Equal([Q, Q2], mail.QueueIds);
        OutcomeTests.Check(mail, MailOutcome.Delivered, RecipientStatus.Delivered);
    }

    [Fact]
    public void A_chain_of_three()
    {
        LogText log = Reinjected(new LogText().Received(Q), Q2, Q).Attempt(Q, "r@b.example", "sent", $"250 2.0.0 Ok: queued as {Q2}", "2.0.0", FilterRelay).Removed(Q);
        log = Reinjected(log, Q3, Q2, 1, 12).Attempt(Q2, "r@b.example", "sent", $"250 2.0.0 Ok: queued as {Q3}", "2.0.0", FilterRelay).Removed(Q2);
        Mail mail = Correlating.OneMail(log.Bounced(Q3).Removed(Q3));

        Assert.Equal([Q, Q2, Q3], mail.QueueIds);
        OutcomeTests.Check(mail, MailOutcome.Bounced, RecipientStatus.Bounced);
        Assert.Equal(Q3, mail.Recipients[0].QueueId);
    }

    [Fact]
    public void What_the_filter_did_not_hand_back_stays_a_delivery()
    {
        LogText log = new LogText().Received(Q, 2);
        Mail mail = Correlating.OneMail(Reinjected(log, Q2, Q)
            .Attempt(Q, "r1@b.example", "sent", $"250 2.0.0 Ok: queued as {Q2}", "2.0.0", FilterRelay)
            .Attempt(Q, "r2@b.example", "bounced", "host 127.0.0.1[127.0.0.1] said: 554 5.7.1 spam (in reply to end of DATA command)", "5.7.1", FilterRelay).Removed(Q)
            .Sent(Q2, "r1@b.example").Removed(Q2));

        Assert.Equal(MailOutcome.Partial, mail.Outcome);
        Assert.Equal([("r1@b.example", RecipientStatus.Delivered, Q2), ("r2@b.example", RecipientStatus.Bounced, Q)], mail.Recipients.Select(r => (r.Address, r.Status, r.QueueId!)).Order());
    }

    [Theory]
    [InlineData("queued as A200000002")]
    [InlineData("queued as A200000002 by mx.other.example")]
    public void An_id_of_another_host_makes_no_path(string words)
    {
        Mail mail = Correlating.OneMail(new LogText().Received(Q).Sent(Q, "r@b.example", "250 2.0.0 Ok: " + words).Removed(Q).Idle(1200));

        Assert.Equal([Q], mail.QueueIds);
        OutcomeTests.Check(mail, MailOutcome.Delivered, RecipientStatus.Delivered);
        Assert.Equal(Q, mail.Recipients[0].QueueId);
    }

    [Fact]
    public void An_id_that_began_before_the_mail_makes_no_path()
    {
        List<Mail> mails = Correlating.Mails(new LogText().Received(Q2).Received(Q).Sent(Q, "r@b.example", $"250 2.0.0 Ok: queued as {Q2}").Removed(Q).Sent(Q2, "other@b.example").Removed(Q2));

        Assert.Equal([[Q], [Q2]], mails.Select(m => m.QueueIds));
    }

    [Fact]
    public void A_reply_that_names_the_mail_itself_makes_no_path()
    {
        Mail mail = Correlating.OneMail(new LogText().Received(Q).Sent(Q, "r@b.example", $"250 2.0.0 Ok: queued as {Q}").Removed(Q));

        Assert.Equal([Q], mail.QueueIds);
        OutcomeTests.Check(mail, MailOutcome.Delivered, RecipientStatus.Delivered);
    }

    [Fact]
    public void A_forward_belongs_to_the_mail_and_its_children_carry_the_address_that_was_forwarded()
    {
        Mail mail = Correlating.OneMail(new LogText().Received(Q).Cleanup($"{Q2}: message-id=<{Q}@a.example>")
            .Local($"{Q}: to=<list@mx.example>, relay=local, delay=0.1, delays=0.1/0/0/0, dsn=2.0.0, status=sent (forwarded as {Q2})")
            .Active(Q2, 2).Removed(Q).Sent(Q2, "r1@b.example").Sent(Q2, "r2@b.example").Removed(Q2));

        Assert.Equal([Q, Q2], mail.QueueIds);
        OutcomeTests.Check(mail, MailOutcome.Delivered, RecipientStatus.Delivered, RecipientStatus.Delivered);
        Assert.Equal(["r1@b.example", "r2@b.example"], mail.Recipients.Select(r => r.Address));
        Assert.All(mail.Recipients, r => Assert.Equal("list@mx.example", r.Original));
    }

    [Fact]
    public void The_original_address_comes_through_the_filter()
    {
        LogText log = new LogText().Received(Q);
        Mail mail = Correlating.OneMail(Reinjected(log, Q2, Q)
            .Smtp($"{Q}: to=<real@b.example>, orig_to=<alias@b.example>, relay={FilterRelay}, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 2.0.0 Ok: queued as {Q2})").Removed(Q)
            .Sent(Q2, "real@b.example").Removed(Q2));

        Recipient recipient = Assert.Single(mail.Recipients);
        Assert.Equal(("real@b.example", "alias@b.example", RecipientStatus.Delivered), (recipient.Address, recipient.Original, recipient.Status));
    }

    [Fact]
    public void Each_address_is_told_once()
    {
        Mail mail = Correlating.OneMail(new LogText().Received(Q).Deferred(Q, "R@b.example").Deferred(Q, "r@B.example").Sent(Q, "r@b.example").Removed(Q));

        Assert.Equal(3, Assert.Single(mail.Recipients).Attempts.Count);
        Assert.Equal(MailOutcome.Delivered, mail.Outcome);
    }

    [Fact]
    public void Before_the_queue_the_outer_client_is_the_mails()
    {
        Mail mail = Correlating.OneMail(new LogText().Connect().Smtpd($"NOQUEUE: client={LogText.Client}").Connect(Inner, 11)
            .Smtpd($"{Q2}: client={Inner}, orig_client={LogText.Client}", 11).Cleanup(Q2 + ": message-id=<1@a.example>")
            .Smtpd($"proxy-accept: END-OF-MESSAGE: 250 2.0.0 Ok: queued as {Q2}; from=<{LogText.Sender}> to=<r@b.example> proto=ESMTP helo=<a.example>")
            .Active(Q2).Disconnect("ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5", Inner, 11).Disconnect("ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5").Sent(Q2).Removed(Q2));

        OutcomeTests.Check(mail, MailOutcome.Delivered, RecipientStatus.Delivered);
        Assert.Equal([Q2], mail.QueueIds);
        Assert.Equal("192.0.2.1", mail.Client?.Address);
        Assert.Equal("a.example", mail.Helo);
    }
}
