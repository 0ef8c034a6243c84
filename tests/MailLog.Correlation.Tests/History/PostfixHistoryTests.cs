using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>Histories of chosen mails of real Postfix logs, step by step.</summary>
public class PostfixHistoryTests
{
    [Fact]
    public void Retries_are_told_one_by_one_with_their_notices()
    {
        Assert.Equal(
            """
            Queued 98288B5E44B
            Activated 98288B5E44B
            Deferred 98288B5E44B later2d@dest.test 1
            Notified 98288B5E44B Delay > 0C81EB5E467
            Notified 98288B5E44B Delay > 0CD8AB5E468
            Activated 98288B5E44B
            Deferred 98288B5E44B later2d@dest.test 2
            Activated 98288B5E44B
            Delivered 98288B5E44B later2d@dest.test 3
            Notified 98288B5E44B Success > 3BBBFB5E468
            Removed 98288B5E44B
            """, Told("postfix/dsn.log", "98288B5E44B"));
    }

    [Fact]
    public void Six_retries_end_in_expiry()
    {
        string[] steps = Steps.Of(Find("postfix/dsn.log", "8FDC4B5E442"));

        for (int i = 1; i <= 6; i++)
            Assert.Equal(["Activated 8FDC4B5E442", $"Deferred 8FDC4B5E442 tempfail1@dest.test {i}"], steps[(i == 1 ? 1 : 1 + 2 * i)..][..2]);
        Assert.Equal(["Expired 8FDC4B5E442", "Notified 8FDC4B5E442 NonDelivery > 73436B5E46D", "Notified 8FDC4B5E442 NonDelivery > 739EDB5E46E", "Removed 8FDC4B5E442"], steps[^4..]);
    }

    [Fact]
    public void A_log_that_ends_early_leaves_a_history_without_end()
    {
        Assert.Equal(
            """
            Queued 7349EB5E472
            Activated 7349EB5E472
            Delivered 7349EB5E472 bob@example.com 1
            Bounced 7349EB5E472 bounce1@dest.test 1
            Bounced 7349EB5E472 multi1@dest.test 1
            Bounced 7349EB5E472 noenh1@dest.test 1
            Delivered 7349EB5E472 ok1@dest.test 1
            Deferred 7349EB5E472 later1b@dest.test 1
            Deferred 7349EB5E472 longreply1@dest.test 1
            Deferred 7349EB5E472 tempfail1@dest.test 1
            Notified 7349EB5E472 NonDelivery > 9326DB5E28E
            Activated 7349EB5E472
            Delivered 7349EB5E472 later1b@dest.test 2
            Deferred 7349EB5E472 longreply1@dest.test 2
            Deferred 7349EB5E472 tempfail1@dest.test 2
            """, Told("postfix/outcomes.rfc3339.log", "7349EB5E472"));
    }

    [Fact]
    public void Each_recipient_has_its_own_result()
    {
        Assert.Equal(
            """
            Queued 90C3DB5E443
            Activated 90C3DB5E443
            Bounced 90C3DB5E443 bounce2@dest.test 1
            Delivered 90C3DB5E443 ok2@dest.test 1
            Notified 90C3DB5E443 NonDelivery > DE87CB5E45F
            Notified 90C3DB5E443 NonDelivery > EF571B5E447
            Removed 90C3DB5E443
            """, Told("postfix/dsn.log", "90C3DB5E443"));
    }

    [Fact]
    public void A_notification_is_queued_by_the_line_that_tells_of_it()
    {
        Assert.Equal(
            """
            Queued DE87CB5E45F
            Activated DE87CB5E45F
            Delivered DE87CB5E45F alice@example.com 1
            Removed DE87CB5E45F
            """, Told("postfix/dsn.log", "DE87CB5E45F"));
    }

    [Fact]
    public void What_is_done_by_hand_is_told()
    {
        Assert.Equal(
            """
            Queued 76B51B5E4C4
            Activated 76B51B5E4C4
            Deferred 76B51B5E4C4 tempfail3@dest.test 1
            ExpiryForced 76B51B5E4C4
            Activated 76B51B5E4C4
            Expired 76B51B5E4C4
            Notified 76B51B5E4C4 NonDelivery > 0449AB5E4C3
            Removed 76B51B5E4C4
            """, Told("postfix/queuetools.log", "76B51B5E4C4"));
        Assert.Equal("postsuper", Find("postfix/queuetools.log", "75AA2B5E4C3").History[^1].Detail);
        Assert.Equal(["Held 7380CB5E4C0", "Released 7380CB5E4C0", "Activated 7380CB5E4C0"], Steps.Of(Find("postfix/queuetools.log", "7380CB5E4C0"))[3..6]);
    }

    [Fact]
    public void A_mail_that_was_requeued_goes_on_counting()
    {
        Assert.Equal(
            """
            Queued 74E5DB5E4C1
            Activated 74E5DB5E4C1
            Deferred 74E5DB5E4C1 tempfail1@dest.test 1
            Requeued 74E5DB5E4C1 > 1AD01B5E4D2
            Queued 1AD01B5E4D2
            Activated 1AD01B5E4D2
            Deferred 1AD01B5E4D2 tempfail1@dest.test 2
            Activated 1AD01B5E4D2
            Deferred 1AD01B5E4D2 tempfail1@dest.test 3
            Queued 8C797B5E4C0
            Activated 8C797B5E4C0
            Deferred 8C797B5E4C0 tempfail1@dest.test 4
            """, Told("postfix/queuetools.log", "74E5DB5E4C1"));
    }

    /// <summary>The second queue file is under way before the first one's delivery is logged.</summary>
    [Fact]
    public void Through_a_filter_both_queue_files_are_one_history()
    {
        Assert.Equal(
            """
            Queued 68B4AB5E348
            Activated 68B4AB5E348
            Queued 753F3B5E361
            Activated 753F3B5E361
            Delivered 753F3B5E361 bob@example.com 1
            Filtered 68B4AB5E348 ok3@dest.test 1 > 753F3B5E361
            Filtered 68B4AB5E348 okb3@dest2.test 1 > 753F3B5E361
            Filtered 68B4AB5E348 bob@example.com 1 > 753F3B5E361
            Removed 68B4AB5E348
            Delivered 753F3B5E361 ok3@dest.test 1
            Delivered 753F3B5E361 okb3@dest2.test 1
            Removed 753F3B5E361
            """, Told("postfix/content_filter.rfc3339.log", "68B4AB5E348"));
    }

    [Fact]
    public void A_filter_before_the_queue_hands_on_to_the_queue_file()
    {
        Assert.Equal(
            """
            Queued E245BB724FD
            Filtered > E245BB724FD
            Activated E245BB724FD
            Delivered E245BB724FD ok25-0@dest.test 1
            Removed E245BB724FD
            """, Told("postfix/proxy_filter.rfc3339.log", "E245BB724FD"));
    }

    [Theory]
    [InlineData("B3F53B620D2", "Rejected B3F53B620D2", "5.7.1 Header not wanted here")]
    [InlineData("B5AA1B620D3", "Discarded B5AA1B620D3", "silently gone")]
    [InlineData("B4924B620D2", "Held B4924B620D2", "please review")]
    [InlineData("B90B5B62102", "Redirected B90B5B62102", "carol@example.com")]
    [InlineData("B5E5CB620D3", "Filtered B5E5CB620D3", "smtp:[127.0.1.2]:25")]
    public void A_decision_about_the_content_stands_behind_the_queueing(string id, string step, string detail)
    {
        Mail mail = Find("postfix/header_checks.log", id);

        Assert.Equal("Queued " + id, Steps.Of(mail)[0]);
        Assert.Equal((step, detail), (Steps.Of(mail)[1], mail.History[1].Detail));
        // What was refused or dropped has no last line before Postfix 3.10.
        Assert.Equal(mail.Outcome == MailOutcome.Delivered, mail.History.Any(e => e.Step == MailStep.Removed));
    }

    [Fact]
    public void The_client_is_told_where_a_mail_was_queued()
    {
        Assert.Equal("client21.example.org[127.0.0.21]", Find("postfix/content_filter.rfc3339.log", "71C18B5E359").History[0].Detail);
    }

    [Fact]
    public void A_refused_recipient_is_named()
    {
        const string Q = "A100000001";
        Mail mail = Correlating.OneMail(new LogText().Connect().Refused("x@b.example").Opened(Q).Active(Q).Disconnect("ehlo=1 mail=1 rcpt=1/2 data=1 quit=1 commands=5/6").Sent(Q).Removed(Q));

        Assert.Equal(["Rejected x@b.example", "Queued " + Q, "Activated " + Q, $"Delivered {Q} r@b.example 1", "Removed " + Q], Steps.Of(mail));
        Assert.Equal("<x@b.example>: Recipient address rejected: User unknown", mail.History[0].Detail);
    }

    [Fact]
    public void An_alias_redirects_and_the_next_queue_file_delivers()
    {
        const string Q = "A100000001", Q2 = "A200000002";
        Mail mail = Correlating.OneMail(new LogText().Received(Q).Cleanup(Q2 + ": message-id=<1@a.example>").Active(Q2).Attempt(Q, "alias@b.example", "sent", "forwarded as " + Q2, "2.0.0", "local")
            .Removed(Q).Sent(Q2, "r@c.example").Removed(Q2));

        Assert.Equal(
            ["Queued " + Q, "Activated " + Q, "Queued " + Q2, "Activated " + Q2, $"Redirected {Q} alias@b.example 1 > {Q2}", "Removed " + Q, $"Delivered {Q2} r@c.example for alias@b.example 1", "Removed " + Q2],
            Steps.Of(mail));
    }

    private static string Told(string log, string id) => string.Join('\n', Steps.Of(Find(log, id)));

    private static Mail Find(string log, string id) => Correlating.Mails(LogFiles.Read(log)).Single(m => m.QueueIds.Contains(id));
}
