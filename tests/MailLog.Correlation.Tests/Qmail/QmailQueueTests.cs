using MailLog.Parsing;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>The life of a message in qmail's queue, across reuse of its number, restarts and gaps in the log.</summary>
public class QmailQueueTests
{
    private const string S = "s@a.example", R = "r@b.example";

    [Fact]
    public void A_number_is_used_again_at_once()
    {
        List<Mail> mails = Mails(new QmailText().Delivered(5, 11, S, R).Delivered(5, 12, "t@a.example", "q@b.example").Delivered(5, 13, S, R));

        Assert.Equal([11, 12, 13], mails.Select(m => m.Qp).Order());
        Assert.Equal(3, mails.Select(m => m.Id).Distinct().Count());
        Assert.All(mails, m => Assert.True(m.IsComplete && m.Recipients.Count == 1, m + " " + string.Join(',', m.Missing)));
    }

    [Fact]
    public void After_a_kill_the_first_lines_come_again()
    {
        Mail mail = Assert.Single(Mails(new QmailText().Queued(5, 11, S).Start(5, R).Later(3).Queued(5, 11, S).Start(5, R, number: 1).Result("success").Leaves(5)));

        Assert.Equal(RecipientStatus.Delivered, Assert.Single(mail.Recipients).Status);
        Assert.True(mail.IsComplete);
    }

    [Fact]
    public void A_number_whose_end_was_not_logged_begins_another_life_with_another_process()
    {
        List<Mail> mails = Mails(new QmailText().Queued(5, 11, S).Start(5, R).Result("success").Delivered(5, 12, "t@a.example", R));

        Assert.Equal(2, mails.Count);
        Assert.Equal(["removed"], Assert.Single(mails, m => m.Qp == 11).Missing);
    }

    [Fact]
    public void A_restart_interrupts_what_runs_and_messages_go_on_without_first_lines()
    {
        Mail mail = Assert.Single(Mails(new QmailText().Queued(5, 11, S).Start(5, R).Line("status: exiting").Later(60)
            .Line("status: local 0/10 remote 0/20").Start(5, R, number: 1).Result("success").Leaves(5)));

        Assert.Single(Assert.Single(mail.Recipients).Attempts);
        Assert.True(mail.IsComplete);
    }

    [Fact]
    public void A_result_of_the_life_before_is_not_the_next_lives()
    {
        List<Mail> mails = Mails(new QmailText().Queued(5, 11, S).Start(5, R, number: 1).Queued(6, 12, S).Start(6, "x@b.example", number: 2)
            .Start(6, "x@b.example", number: 1).Result("failure", "Sorry,_no_mailbox_here_by_that_name._(#5.1.1)/", number: 1));

        Assert.Empty(Assert.Single(mails, m => m.Qp == 11).Recipients[0].Attempts);
        Recipient failed = Assert.Single(Assert.Single(mails, m => m.Qp == 12).Recipients);
        Assert.Equal((RecipientStatus.Bounced, "5.1.1", "local"), (failed.Status, failed.Dsn.ToString(), failed.Relay));
    }

    [Fact]
    public void A_log_that_starts_in_mid_life_gives_a_mail_without_sender()
    {
        Mail mail = Assert.Single(Mails(new QmailText().Result("success", number: 90).Start(5, R, "remote", number: 91)
            .Result("success", "192.0.2.9_accepted_message./Remote_host_said:_250_2.0.0_Ok:_queued_as_4F1A2B3C4D/").Leaves(5)));

        Assert.Null(mail.Sender);
        Assert.Equal(["active"], mail.Missing);
        Recipient recipient = Assert.Single(mail.Recipients);
        Assert.Equal((RecipientStatus.Delivered, "192.0.2.9", "250 2.0.0 Ok: queued as 4F1A2B3C4D"), (recipient.Status, recipient.Relay, recipient.Reply));
    }

    [Fact]
    public void Retries_are_attempts_of_one_recipient_and_the_end_of_patience_is_expiry()
    {
        const string later = "192.0.2.9_does_not_like_recipient./Remote_host_said:_451-4.7.1_greylisted:_come_back/451_4.7.1_in_5_minutes/Giving_up_on_192.0.2.9./";
        Mail mail = Assert.Single(Mails(new QmailText().Queued(5, 11, S).Start(5, R, "remote").Result("deferral", later).Later(400).Start(5, R, "remote").Result("deferral", "")
            .Start(5, R, "remote").Result("failure", later + "I'm_not_going_to_try_again;_this_message_has_been_in_the_queue_too_long./").Leaves(5)));

        Recipient recipient = Assert.Single(mail.Recipients);
        Assert.Equal([RecipientStatus.Deferred, RecipientStatus.Deferred, RecipientStatus.Bounced], recipient.Attempts.Select(a => a.Status));
        Assert.Equal((RecipientStatus.Expired, MailOutcome.Expired), (recipient.Status, mail.Outcome));
        Assert.Equal("451-4.7.1 greylisted: come back 451 4.7.1 in 5 minutes", recipient.Attempts[0].Reply);
    }

    [Fact]
    public void A_bounce_is_a_mail_of_its_own()
    {
        List<Mail> mails = Mails(new QmailText().Queued(5, 11, S).Start(5, R).Result("failure", "Sorry,_no_mailbox_here_by_that_name._(#5.1.1)/")
            .Line("bounce msg 5 qp 30").Leaves(5).Delivered(5, 30, "", S, uid: 7796));

        Mail failed = mails.Single(m => m.Qp == 11), bounce = mails.Single(m => m.Qp == 30);
        Assert.Equal([new MailNotification(NotificationKind.NonDelivery, "5")], failed.Notifications);
        Assert.Equal(("5", ""), (bounce.NotificationOf, bounce.Sender));
        Assert.Null(bounce.SubmittedBy);
    }

    [Fact]
    public void A_bounce_that_is_not_seen_in_the_queue_is_told_without_its_number()
    {
        Mail failed = Assert.Single(Mails(new QmailText().Queued(5, 11, S).Start(5, R).Result("failure", "no/").Line("bounce msg 5 qp 30").Leaves(5)));

        Assert.Equal([new MailNotification(NotificationKind.NonDelivery, "")], failed.Notifications);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)] // its first lines may stand before the line that makes it
    public void A_forward_belongs_to_the_mail_that_was_forwarded(bool isFirst)
    {
        QmailText log = new QmailText().Queued(5, 11, S).Start(5, R, number: 1);
        if (isFirst)
            log.Queued(6, 30, S).Result("success", "did_0+2+0/qp_30/", number: 1);
        else
            log.Result("success", "did_0+2+0/qp_30/", number: 1).Queued(6, 30, S);
        Mail mail = Assert.Single(Mails(log.Leaves(5).Start(6, "x@c.example", number: 2).Result("success").Start(6, "y@c.example", number: 3).Result("success").Leaves(6)));

        Assert.Equal(["5", "6"], mail.QueueIds);
        Assert.Equal([("x@c.example", R), ("y@c.example", R)], mail.Recipients.Select(r => (r.Address, r.Original!)));
        Assert.Equal(11, mail.Qp);
    }

    [Fact]
    public void Kept_and_forwarded_is_both()
    {
        Mail mail = Assert.Single(Mails(new QmailText().Queued(5, 11, S).Start(5, R).Result("success", "did_1+1+0/qp_30/").Leaves(5).Delivered(6, 30, S, "x@c.example")));

        Assert.Equal([R, "x@c.example"], mail.Recipients.Select(r => r.Address));
        Assert.Equal(MailOutcome.Delivered, mail.Outcome);
    }

    [Fact]
    public void Queues_of_indimail_have_numbers_of_their_own()
    {
        List<Mail> mails = Mails(new QmailText().Line("new msg 5 queue1").Line("info msg 5: bytes 9 from <a@a.example> qp 11 uid 1 queue1")
            .Line("new msg 5 queue2").Line("info msg 5: bytes 9 from <b@a.example> qp 12 uid 1 queue2")
            .Line("starting delivery 1: msg 5 to local x@b.example queue1").Line("starting delivery 1: msg 5 to local y@b.example queue2")
            .Line("delivery 1: success: did_1+0+0/ queue2").Line("delivery 1: success: did_1+0+0/ queue1").Line("end msg 5 queue1").Line("end msg 5 queue2"));

        Assert.Equal([("a@a.example", "x@b.example"), ("b@a.example", "y@b.example")], mails.Select(m => (m.Sender!, m.Recipients.Single().Address)).Order());
    }

    private static List<Mail> Mails(QmailText log) => Correlating.Mails(log.Bytes);
}
