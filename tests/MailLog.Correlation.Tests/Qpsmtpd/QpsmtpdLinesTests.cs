using MailLog.Parsing;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>Which lines a mail keeps, and which connections cannot be told apart.</summary>
public class QpsmtpdLinesTests
{
    [Theory]
    [InlineData("qpsmtpd/A.warn.log")]
    [InlineData("qpsmtpd/B.warn.log")]
    [InlineData("qpsmtpd/A.syslog.log")]
    public void A_mail_has_the_lines_of_its_session_each_once_in_their_order(string log)
    {
        var correlator = new MailCorrelator(new CorrelatorOptions { Lines = KeptLines.Text });
        var mails = new List<Mail>();
        correlator.Mails.Subscribe(mails.Add);
        correlator.Process(QpsmtpdRun.Open(log));

        Assert.NotEmpty(mails);
        Assert.All(mails, m => Assert.Equal(m.Lines.Select(l => l.Number).Distinct().Order(), m.Lines.Select(l => l.Number)));
        foreach (Mail mail in mails.Where(m => m.Outcome == MailOutcome.Delivered))
            foreach (string part in new[] { "dispatching MAIL", "dispatching RCPT", "dispatching DATA", "sender OK", "354 go ahead", "LO ", "Connection from", "click" })
                Assert.Contains(mail.Lines, l => l.Text!.Contains(part, StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_of_another_transaction_are_not_its_own()
    {
        var correlator = new MailCorrelator(new CorrelatorOptions { Lines = KeptLines.Text });
        var mails = new List<Mail>();
        correlator.Mails.Subscribe(mails.Add);
        Correlating.Feed(correlator, new QpsmtpdText().Connect(10).Hello(10).Transaction(10, "250 Queued! <1@a>", "one@a.example").Says(10, "NOOP", "250 OK").Transaction(10, "250 Queued! <2@a>", "two@a.example").Quit(10).Line(9000, "cleaning up after 10").Bytes);
        correlator.Complete();

        Assert.Equal(2, mails.Count);
        foreach (Mail mail in mails)
        {
            string lines = string.Join('\n', mail.Lines.Select(l => l.Text));
            foreach (string part in new[] { "Accepted", "Connection from", "EHLO", "NOOP", mail.Sender!, "QUIT", "click", "cleaning up" })
                Assert.Contains(part, lines, StringComparison.Ordinal);
            Assert.DoesNotContain(mail.Sender == "one@a.example" ? "two@a.example" : "one@a.example", lines, StringComparison.Ordinal);
            Assert.Equal(3 + 3 + 2 + 2 + 3 + 2 + 3 + 1, mail.Lines.Count);
        }
    }

    [Fact]
    public void What_has_no_queue_id_names_none()
    {
        Recipient recipient = Assert.Single(Assert.Single(Correlating.Mails(new QpsmtpdText().Received(10, "250 Queued! <1@a>").Bytes)).Recipients);

        Assert.Null(recipient.QueueId);
        Assert.Null(Assert.Single(recipient.Attempts).QueueId);
    }

    [Theory]
    [InlineData("commands")]
    [InlineData("names")]
    [InlineData("ends")]
    public void Two_connections_of_one_process_at_a_time_make_no_wrong_mail(string shown)
    {
        var log = new QpsmtpdText().Line(10, "Connection from c1.example [192.0.2.1]").Line(10, "Connection from c2.example [192.0.2.2]");
        if (shown == "commands")
            log.Line(10, "dispatching MAIL FROM:<1@a.example>").Line(10, "dispatching MAIL FROM:<2@a.example>").Line(10, "250 <1@a.example>, sender OK").Line(10, "250 <2@a.example>, sender OK")
                .Recipient(10).Data(10, "250 Queued! <1@a>");
        else if (shown == "names")
            log.Line(10, "dispatching MAIL FROM:<1@a.example>").Line(10, "250 <2@a.example>, sender OK").Recipient(10).Data(10, "250 Queued! <1@a>");
        else
            log.Transaction(10, "250 Queued! <1@a>").Quit(10).Line(10, "click, disconnecting");
        var correlator = new MailCorrelator();
        var mails = new List<Mail>();
        correlator.Mails.Subscribe(mails.Add);
        Correlating.Feed(correlator, log.Quit(10).Bytes);
        correlator.Complete();

        Assert.Empty(mails);
        Assert.Equal(1, correlator.InseparableProcesses);
    }

    [Fact]
    public void A_mail_whose_connection_is_in_doubt_is_not_complete()
    {
        Mail mail = Assert.Single(Correlating.Mails(new QpsmtpdText().Connect(10, "192.0.2.1").Connect(10, "192.0.2.2").Hello(10).Transaction(10, "250 Queued! <1@a>").Quit(10).Bytes));

        Assert.Equal(["session"], mail.Missing);
    }
}
