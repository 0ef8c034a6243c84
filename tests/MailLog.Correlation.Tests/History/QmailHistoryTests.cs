using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>Histories of mails of qmail: of real runs, and what real runs do not show.</summary>
public class QmailHistoryTests
{
    [Fact]
    public void Deferrals_lead_to_the_end_of_the_message()
    {
        Assert.Equal(
            """
            Queued 11878401
            AttemptBegun 11878401 u@greet.test 1
            Deferred 11878401 u@greet.test 1
            AttemptBegun 11878401 u@greet.test 2
            Deferred 11878401 u@greet.test 2
            AttemptBegun 11878401 u@greet.test 3
            Deferred 11878401 u@greet.test 3
            AttemptBegun 11878401 u@greet.test 4
            Expired 11878401 u@greet.test 4
            Notified 11878401 NonDelivery > 11879279
            Removed 11878401
            """, Told(QmailRun.Notqmail, 11878401, 1894));
    }

    [Fact]
    public void A_bounce_that_nobody_takes_is_discarded()
    {
        Assert.Equal(
            """
            Queued 11880730
            AttemptBegun 11880730 nobody-there@mail.example.com 1
            Bounced 11880730 nobody-there@mail.example.com 1
            Discarded 11880730
            Removed 11880730
            """, Told(QmailRun.Notqmail, 11880730, 3608));
        Assert.Equal("triple bounce", Find(QmailRun.Notqmail, 11880730, 3608).History[3].Detail);
    }

    /// <summary>The number was that of another message before: each has its own history.</summary>
    [Fact]
    public void A_number_that_is_used_again_is_another_history()
    {
        Assert.Equal("AttemptBegun 11880730 u@drop.test 1", Steps.Of(Find(QmailRun.Notqmail, 11880730, 1896))[1]);
    }

    [Fact]
    public void A_forward_goes_on_as_another_message()
    {
        Assert.Equal(
            """
            Queued 11903624
            AttemptBegun 11903624 postmaster@mail.example.com 1
            Queued 11903626
            AttemptBegun 11903626 alice@mail.example.com for postmaster@mail.example.com 1
            Redirected 11903624 postmaster@mail.example.com 1 > 11903626
            Removed 11903624
            Delivered 11903626 alice@mail.example.com for postmaster@mail.example.com 1
            Removed 11903626
            """, Told(QmailRun.Sqmail, 11903624, 27104));
    }

    [Fact]
    public void A_delivery_that_also_sends_on_names_the_message()
    {
        byte[] log = new QmailText().Queued(5, 11, "s@a.example").Start(5, "both@b.example").Queued(6, 12, "s@a.example").Result("success", "did_1+1+0/qp_12/").Leaves(5)
            .Start(6, "r@c.example", "remote").Result("success", "192.0.2.9_accepted_message./").Leaves(6).Bytes;

        Assert.Equal(
            ["Queued 5", "AttemptBegun 5 both@b.example 1", "Queued 6", "Delivered 5 both@b.example 1 > 6", "Removed 5", "AttemptBegun 6 r@c.example 1", "Delivered 6 r@c.example 1", "Removed 6"],
            Steps.Of(Assert.Single(Correlating.Mails(log))));
    }

    [Fact]
    public void An_attempt_that_was_interrupted_begins_again_under_its_number()
    {
        byte[] log = new QmailText().Queued(5, 11, "s@a.example").Start(5, "r@b.example").Line("status: exiting").Start(5, "r@b.example", number: 1).Result("success", number: 1).Leaves(5).Bytes;

        Assert.Equal(["Queued 5", "AttemptBegun 5 r@b.example 1", "AttemptBegun 5 r@b.example 1", "Delivered 5 r@b.example 1", "Removed 5"], Steps.Of(Assert.Single(Correlating.Mails(log))));
    }

    [Fact]
    public void Without_its_first_line_a_message_is_queued_by_its_envelope()
    {
        byte[] log = new QmailText().Line("info msg 5: bytes 500 from <s@a.example> qp 11 uid 7791").Start(5, "r@b.example").Result("success").Leaves(5).Bytes;

        Assert.Equal("Queued 5", Steps.Of(Assert.Single(Correlating.Mails(log)))[0]);
    }

    [Fact]
    public void A_refused_recipient_stands_before_the_queue()
    {
        byte[] log = new QmailText().Connect(10).Smtpd(10, "Reject::RCPT::Failed_Rcptto P:ESMTP S:192.0.2.1:unknown H:c.example F:s@a.example T:x@b.example")
            .Accept(10, "s@a.example", "r@b.example").Delivered(5, 11, "s@a.example", "r@b.example").End(10).Bytes;
        Mail mail = Assert.Single(Correlating.Mails(log));

        Assert.Equal(["Rejected x@b.example", "Queued 5", "AttemptBegun 5 r@b.example 1", "Delivered 5 r@b.example 1", "Removed 5"], Steps.Of(mail));
    }

    private static string Told(QmailRun run, int message, int qp) => string.Join('\n', Steps.Of(Find(run, message, qp)));

    private static Mail Find(QmailRun run, int message, int qp) => run.Mails.Single(m => m.Qp == qp && m.QueueIds[0] == message.ToString(System.Globalization.CultureInfo.InvariantCulture));
}
