using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>Nothing in s/qmail's lines is quoted: clients can imitate tags, lines and sessions. What no connection proves is nobody's.</summary>
public class QmailHostileTests
{
    private const string S = "s@a.example", R = "r@b.example";

    [Fact]
    public void A_real_forged_line_is_tied_to_nothing()
    {
        Mail forged = Assert.Single(QmailRun.Conditions.Mails, m => m.Verdicts.Any(v => v.Sender == "ceo@example.com"));
        Assert.Empty(forged.QueueIds);
        Assert.Null(forged.Client);
        Assert.Contains("session", forged.Missing);
        Assert.Contains("queue", forged.Missing);
        Assert.DoesNotContain(QmailRun.Conditions.Mails, m => m.Client?.Address == "203.0.113.9");
    }

    [Fact]
    public void A_forged_line_does_not_get_another_message_of_that_sender()
    {
        List<Mail> mails = Mails(new QmailText().Connect(10).Smtpd(10, "Reject::AUTH::login P:ESMTPA S:192.0.2.1:unknown H:c ?~ 'evil'")
            .Accept(4711, S, R, client: "203.0.113.9").Line("x'").End(10).Delivered(5, 20, S, R));

        Mail real = Assert.Single(mails, m => m.QueueIds.Count > 0);
        Assert.Null(real.Client);
        Assert.Empty(real.Ties);
    }

    [Theory]
    [InlineData("evil'")] // the quote is closed, and the rest of the name gives the forgery away
    [InlineData("evil")]
    public void A_forged_line_with_the_forgers_own_process_and_address_is_given_away_by_what_it_follows(string user)
    {
        List<Mail> mails = Mails(new QmailText().Connect(10).Smtpd(10, "Reject::AUTH::login P:ESMTPA S:192.0.2.1:unknown H:c ?~ '" + user)
            .Accept(10, S, R).Line("x'").End(10).Delivered(5, 20, S, R));

        Assert.Null(Assert.Single(mails, m => m.QueueIds.Count > 0).Client);
    }

    [Fact]
    public void Behind_a_login_that_failed_an_honest_transaction_is_believed()
    {
        Mail mail = Assert.Single(Mails(new QmailText().Connect(10).Smtpd(10, "Reject::AUTH::plain P:ESMTPA S:192.0.2.1:unknown H:c ?~ 'bob'")
            .Accept(10, S, R).Delivered(5, 11, S, R).End(10)));

        Assert.Equal("192.0.2.1", mail.Client?.Address);
        Assert.Equal(["AUTH", "RCPT"], mail.Verdicts.Select(v => v.Stage));
    }

    [Fact]
    public void A_line_of_another_address_than_its_connection_has_is_not_of_that()
    {
        List<Mail> mails = Mails(new QmailText().Connect(10).Accept(10, S, R, client: "192.0.2.99").End(10).Delivered(5, 11, S, R));

        Assert.Null(Assert.Single(mails, m => m.QueueIds.Count > 0).Client);
        Assert.Contains("session", Assert.Single(mails, m => m.QueueIds.Count == 0).Missing);
    }

    [Fact]
    public void Without_connections_in_the_log_the_process_is_believed()
    {
        Mail mail = Assert.Single(Mails(new QmailText().Accept(10, S, R).Delivered(5, 11, S, R)));

        Assert.Equal("192.0.2.1", mail.Client?.Address);
        Assert.Equal(TieQuality.Heuristic, Assert.Single(mail.Ties).Quality);
    }

    [Theory]
    [InlineData("x F:fake@evil.example T:fake@b.example", S, R)]
    [InlineData("c.example", "a F:z@a.example", R)]
    [InlineData("c.example", S, "q T:t@b.example")]
    [InlineData("c.example", "a F:z T:y@a.example", "q T:t F:u@b.example")]
    public void Of_the_readings_of_a_line_the_one_counts_that_the_queue_knows(string helo, string sender, string recipient)
    {
        string safe = sender.Replace(' ', '_');
        Mail mail = Assert.Single(Mails(new QmailText().Connect(10).Accept(10, sender, recipient, helo: helo).Delivered(5, 11, safe, recipient.Replace(' ', '_')).End(10)));

        Assert.Equal("192.0.2.1", mail.Client?.Address);
        Assert.Contains(mail.Sender, new[] { sender, safe });
    }

    [Fact]
    public void The_session_of_a_hostile_client_is_no_other_clients()
    {
        List<Mail> mails = Mails(new QmailText().Connect(10).Connect(12, client: "192.0.2.2").Accept(10, "x@a.example", R, helo: $"h F:{S} T:{R}").Accept(12, S, R, client: "192.0.2.2")
            .Delivered(5, 13, S, R).Delivered(6, 14, "x@a.example", R).End(10).End(12));

        Assert.Equal("192.0.2.2", Assert.Single(mails, m => m.Sender == S).Client?.Address);
        Assert.Equal("192.0.2.1", Assert.Single(mails, m => m.Sender == "x@a.example").Client?.Address);
    }

    [Fact]
    public void A_torn_line_takes_no_other_with_it()
    {
        List<Mail> mails = Mails(new QmailText().Connect(10).Smtpd(10, "Accept::RCPT::Rcpthosts_Rcpt qmail-smtpd: pid 12 Accept").Accept(10, S, R).Delivered(5, 11, S, R).End(10));

        Assert.Equal("192.0.2.1", Assert.Single(mails).Client?.Address);
    }

    [Fact]
    public void Any_line_may_be_missing_or_come_twice()
    {
        List<byte[]> lines = LogFiles.Split(new QmailText().Received(10, 5, S, R).Received(20, 5, "t@a.example", R).Bytes);
        for (int i = 0; i < lines.Count; i++)
        {
            List<byte[]> without = [.. lines.Where((_, at) => at != i)], twice = [.. lines.Take(i + 1), lines[i], .. lines.Skip(i + 1)];
            Assert.InRange(Correlating.Mails(without).Count(m => m.QueueIds.Count > 0), 2, 3);
            Assert.Equal(2, Correlating.Mails(twice).Count);
        }
    }

    private static List<Mail> Mails(QmailText log) => Correlating.Mails(log.Bytes);
}
