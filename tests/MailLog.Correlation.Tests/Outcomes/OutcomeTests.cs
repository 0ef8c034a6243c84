using MailLog.Parsing;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>The word for the whole mail, and those for its recipients, for every way in which a mail that was accepted can end.</summary>
public class OutcomeTests
{
    private const string Q = "A100000001", Q2 = "A200000002";

    [Fact]
    public void Delivered()
    {
        Mail mail = Correlating.OneMail(new LogText().Received(Q).Sent(Q).Removed(Q));

        Check(mail, MailOutcome.Delivered, RecipientStatus.Delivered);
        Assert.Equal("250 2.0.0 Ok: queued as FFFFFFFFFF", mail.Recipients[0].Reply);
        Assert.Equal("2.0.0", mail.Recipients[0].Dsn.ToString());
        Assert.Equal(Q, mail.Recipients[0].QueueId);
        Assert.Equal([0.1, 0, 0.4, 0.5], Assert.Single(mail.Recipients[0].Attempts).Delays);
    }

    [Fact]
    public void Partial_is_some_delivered_and_some_not()
    {
        Mail mail = Correlating.OneMail(new LogText().Received(Q, 2).Sent(Q, "r1@b.example").Bounced(Q, "r2@b.example").Removed(Q));

        Check(mail, MailOutcome.Partial, RecipientStatus.Delivered, RecipientStatus.Bounced);
        Assert.Equal("550 5.1.1 no such user", mail.Recipients[1].Reply);
    }

    [Fact]
    public void Deferred_while_it_waits_for_another_try()
    {
        Mail mail = Correlating.OneMail(new LogText().Received(Q).Deferred(Q));

        Check(mail, MailOutcome.Deferred, ["removed"], RecipientStatus.Deferred);
    }

    [Fact]
    public void Delivered_after_a_deferral_keeps_both_attempts()
    {
        Mail mail = Correlating.OneMail(new LogText().Received(Q).Deferred(Q).Later(600).Active(Q).Sent(Q).Removed(Q));

        Check(mail, MailOutcome.Delivered, RecipientStatus.Delivered);
        Assert.Equal([RecipientStatus.Deferred, RecipientStatus.Delivered], mail.Recipients[0].Attempts.Select(a => a.Status));
    }

    [Fact]
    public void Bounced_has_its_notification_as_a_mail_of_its_own()
    {
        List<Mail> mails = Correlating.Mails(new LogText().Received(Q).Bounced(Q)
            .Cleanup(Q2 + ": message-id=<2@mx>").Bounce($"{Q}: sender non-delivery notification: {Q2}").Active(Q2, 1, "").Removed(Q)
            .Sent(Q2, LogText.Sender).Removed(Q2));

        Assert.Equal(2, mails.Count);
        Mail mail = mails.Single(m => m.QueueIds[0] == Q), notice = mails.Single(m => m.QueueIds[0] == Q2);
        Check(mail, MailOutcome.Bounced, RecipientStatus.Bounced);
        Assert.Equal([new MailNotification(NotificationKind.NonDelivery, Q2)], mail.Notifications);
        Check(notice, MailOutcome.Delivered, RecipientStatus.Delivered);
        Assert.Equal(Q, notice.NotificationOf);
        Assert.Equal("", notice.Sender);
    }

    [Theory]
    [InlineData("expired")]
    [InlineData("force-expired")]
    public void Expired_is_the_fate_of_what_was_deferred(string word)
    {
        Mail mail = Correlating.OneMail(new LogText().Received(Q, 2).Bounced(Q, "r1@b.example").Deferred(Q, "r2@b.example")
            .Qmgr($"{Q}: from=<{LogText.Sender}>, status={word}, returned to sender").Removed(Q));

        // Bounced is worse.
        Check(mail, MailOutcome.Bounced, RecipientStatus.Bounced, RecipientStatus.Expired);
        mail = Correlating.OneMail(new LogText().Received(Q).Deferred(Q).Qmgr($"{Q}: from=<{LogText.Sender}>, status={word}, returned to sender").Removed(Q));
        Check(mail, MailOutcome.Expired, RecipientStatus.Expired);
    }

    [Fact]
    public void Held_by_an_access_table()
    {
        LogText log = new LogText().Connect().Smtpd($"{Q}: client={LogText.Client}")
            .Smtpd($"{Q}: hold: RCPT from {LogText.Client}: <r@b.example>: Recipient address triggers HOLD action; from=<{LogText.Sender}> to=<r@b.example> proto=ESMTP helo=<a.example>")
            .Cleanup(Q + ": message-id=<1@a.example>").Disconnect("ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5");
        Mail mail = Correlating.OneMail(log);

        Assert.Equal(MailOutcome.Held, mail.Outcome);
        Assert.Equal("r@b.example", Assert.Single(mail.Recipients).Address);
        Assert.Equal(RecipientStatus.Held, mail.Recipients[0].Status);
        Assert.Equal(["removed"], mail.Missing);
        Assert.Equal(VerdictAction.Hold, Assert.Single(mail.Verdicts).Action);

        Check(Correlating.OneMail(log.Postsuper(Q + ": released from hold").Active(Q).Sent(Q).Removed(Q)), MailOutcome.Delivered, RecipientStatus.Delivered);
    }

    [Fact]
    public void Held_by_hand_after_a_deferral()
    {
        LogText log = new LogText().Received(Q).Deferred(Q).Postsuper(Q + ": placed on hold");
        Check(Correlating.OneMail(log), MailOutcome.Held, ["removed"], RecipientStatus.Held);

        Check(Correlating.OneMail(log.Postsuper(Q + ": released from hold")), MailOutcome.Deferred, ["removed"], RecipientStatus.Deferred);
    }

    [Fact]
    public void Deleted_by_hand()
    {
        Check(Correlating.OneMail(new LogText().Received(Q).Deferred(Q).Postsuper(Q + ": removed")), MailOutcome.Deleted, RecipientStatus.Deleted);
    }

    [Fact]
    public void Deleted_by_hand_after_one_was_delivered_is_partial()
    {
        Mail mail = Correlating.OneMail(new LogText().Received(Q, 2).Sent(Q, "r1@b.example").Deferred(Q, "r2@b.example").Postsuper(Q + ": removed"));

        Check(mail, MailOutcome.Partial, RecipientStatus.Delivered, RecipientStatus.Deleted);
    }

    [Fact]
    public void Requeued_by_hand_has_a_new_id_and_is_the_same_mail()
    {
        Mail mail = Correlating.OneMail(new LogText().Received(Q).Deferred(Q).Postsuper(Q + ": requeued")
            .Pickup($"{Q2}: uid=108 from=<{LogText.Sender}> orig_id={Q}").Cleanup($"{Q2}: message-id=<{Q}@a.example>").Active(Q2).Sent(Q2).Removed(Q2));

        Assert.Equal([Q, Q2], mail.QueueIds);
        Check(mail, MailOutcome.Delivered, RecipientStatus.Delivered);
        Assert.Equal(2, mail.Recipients[0].Attempts.Count);
        Assert.Null(mail.SubmittedBy);
    }

    [Fact]
    public void In_progress_while_nothing_is_final()
    {
        Mail mail = Correlating.OneMail(new LogText().Received(Q));

        Assert.Equal(MailOutcome.InProgress, mail.Outcome);
        Assert.Empty(mail.Recipients);
        Assert.Equal(["removed"], mail.Missing);
    }

    [Fact]
    public void Submitted_on_the_host()
    {
        Mail mail = Correlating.OneMail(new LogText().Pickup(Q + ": uid=1000 from=<alice>").Cleanup(Q + ": message-id=<1@mx>").Active(Q, 1, "alice@mx.example").Sent(Q).Removed(Q));

        Check(mail, MailOutcome.Delivered, RecipientStatus.Delivered);
        Assert.Equal(new LocalSubmission(1000, "alice"), mail.SubmittedBy);
        Assert.Equal("alice@mx.example", mail.Sender);
        Assert.Null(mail.Client);
    }

    [Theory]
    [InlineData("deliverable", "delivered to command: verify")]
    [InlineData("undeliverable", "host mx said: 550 5.1.1 no such user (in reply to RCPT TO command)")]
    public void Probes_are_no_mails(string status, string response)
    {
        var correlator = new MailCorrelator();
        var mails = new List<Mail>();
        correlator.Mails.Subscribe(mails.Add);
        Correlating.Feed(correlator, new LogText().Cleanup(Q + ": message-id=<1@mx>").Active(Q, 1, "double-bounce@mx.example")
            .Attempt(Q, "r@b.example", status, response, "2.0.0").Removed(Q).Bytes);
        correlator.Complete();

        Assert.Empty(mails);
        Assert.Equal(1, correlator.Probes);
    }

    [Theory]
    [InlineData("connect", "session")]
    [InlineData("message-id", "messageId")]
    [InlineData("active", "active")]
    [InlineData("client=", "start")]
    [InlineData("status=sent", "recipients")]
    [InlineData("removed", "removed")]
    public void What_was_lost_is_named(string line, string part)
    {
        string[] lines = new LogText().Received(Q).Sent(Q).Removed(Q).ToString().TrimEnd('\n').Split('\n');
        int lost = Array.FindIndex(lines, l => l.Contains(line, StringComparison.Ordinal));
        Mail mail = Correlating.Mails(lines.Where((_, i) => i != lost).Select(System.Text.Encoding.UTF8.GetBytes)).Single();

        Assert.Equal([part], mail.Missing);
        Assert.False(mail.IsComplete);
        if (line != "status=sent")
            Assert.Equal(MailOutcome.Delivered, mail.Outcome);
    }

    internal static void Check(Mail mail, MailOutcome outcome, params RecipientStatus[] recipients) => Check(mail, outcome, [], recipients);

    internal static void Check(Mail mail, MailOutcome outcome, string[] missing, params RecipientStatus[] recipients)
    {
        Assert.Equal(outcome, mail.Outcome);
        Assert.Equal(recipients, mail.Recipients.Select(r => r.Status));
        Assert.Equal(missing, mail.Missing);
        Assert.Equal(missing.Length == 0, mail.IsComplete);
    }
}
