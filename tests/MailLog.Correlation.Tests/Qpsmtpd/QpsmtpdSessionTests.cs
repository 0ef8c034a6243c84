using MailLog.Parsing;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>Connections by process, and the transactions within.</summary>
public class QpsmtpdSessionTests
{
    [Fact]
    public void A_transaction_is_a_mail()
    {
        Mail mail = Assert.Single(Correlating.Mails(new QpsmtpdText().Received(10, "250 Queued! <m1@a.example>").Bytes));

        Assert.Equal(MailSystem.Qpsmtpd, mail.System);
        Assert.Equal("<m1@a.example>", mail.MessageId);
        Assert.Equal("s@a.example", mail.Sender);
        Assert.Equal("c.example", mail.Helo);
        Assert.Equal(new MailClient("c.example", "192.0.2.1", null), mail.Client);
        Assert.True(mail.IsComplete);
        Recipient recipient = Assert.Single(mail.Recipients);
        Assert.Equal("r@b.example", recipient.Address);
        Assert.Null(recipient.Relay);
    }

    [Fact]
    public void A_connection_brings_several()
    {
        List<Mail> mails = Correlating.Mails(new QpsmtpdText().Connect(10).Hello(10).Transaction(10, "250 Queued! <1@a>", "one@a.example").Transaction(10, "250 Queued! <2@a>", "two@a.example").Quit(10).Bytes);

        Assert.Equal(["one@a.example", "two@a.example"], mails.Select(m => m.Sender));
        Assert.All(mails, m => Assert.Equal("192.0.2.1", m.Client?.Address));
    }

    [Fact]
    public void Connections_at_the_same_time_are_told_apart_by_process()
    {
        var log = new QpsmtpdText().Connect(10, "192.0.2.1").Connect(11, "192.0.2.2").Hello(10).Hello(11).Mail(10, "one@a.example").Mail(11, "two@a.example").Recipient(11, "y@b.example").Recipient(10, "x@b.example")
            .Says(11, "DATA", "354 go").Says(10, "DATA", "354 go").Line(10, "250 Queued! <1@a>").Line(11, "250 Queued! <2@a>");

        Assert.Equal(["one@a.example x@b.example 192.0.2.1", "two@a.example y@b.example 192.0.2.2"], Correlating.Mails(log.Bytes).Select(m => m.Sender + " " + m.Recipients[0].Address + " " + m.Client?.Address));
    }

    [Fact]
    public void A_process_that_serves_one_after_the_other_has_several_sessions()
    {
        // Prefork: no line tells that the process is done with a client, but the next connection.
        var log = new QpsmtpdText().Connect(10, "192.0.2.1").Hello(10).Mail(10, "lost@a.example").Recipient(10).Quit(10).Connect(10, "192.0.2.2").Hello(10).Transaction(10, "250 Queued! <2@a>", "two@a.example").Quit(10);
        List<Mail> mails = Correlating.Mails(log.Bytes);

        Assert.Equal(["lost@a.example 192.0.2.1 Discarded", "two@a.example 192.0.2.2 Delivered"], mails.Select(m => m.Sender + " " + m.Client?.Address + " " + m.Outcome));
    }

    [Fact]
    public void An_end_that_was_not_logged_is_told_by_the_next_connection_of_the_process()
    {
        var log = new QpsmtpdText().Connect(10, "192.0.2.1").Hello(10).Mail(10, "lost@a.example").Recipient(10).Connect(10, "192.0.2.2").Hello(10).Transaction(10, "250 Queued! <2@a>", "two@a.example").Quit(10);
        List<Mail> mails = Correlating.Mails(log.Bytes);

        Assert.Equal(["lost@a.example 192.0.2.1 Discarded", "two@a.example 192.0.2.2 Delivered"], mails.OrderBy(m => m.Sender).Select(m => m.Sender + " " + m.Client?.Address + " " + m.Outcome));
    }

    [Fact]
    public void A_process_that_serves_several_at_once_is_told_and_makes_no_mails()
    {
        // qpsmtpd-async: one process, whose connections begin before others have ended.
        var log = new QpsmtpdText();
        for (int i = 1; i < 5; i++)
            log.Line(10, $"Connection from c{i}.example [192.0.2.{i}]").Line(10, "220 mx.example ready").Hello(10).Mail(10, i + "@a.example").Recipient(10);
        for (int i = 1; i < 5; i++)
            log.Data(10, $"250 Queued! <{i}@a>");
        var correlator = new MailCorrelator();
        List<Mail> mails = [];
        List<SmtpDialogue> dialogues = [];
        correlator.Mails.Subscribe(mails.Add);
        correlator.Dialogues.Subscribe(dialogues.Add);
        Correlating.Feed(correlator, log.Bytes);
        correlator.Complete();

        Assert.Equal(1, correlator.InseparableProcesses);
        Assert.Empty(mails);
        Assert.Empty(dialogues);
    }

    [Theory]
    [InlineData("RSET", "250 OK")]
    [InlineData("MAIL FROM:<other@a.example>", "250 <other@a.example>, sender OK - how exciting to get mail from you!")]
    [InlineData("MAIL FROM:<other@a.example>", "550 no")]
    [InlineData("QUIT", "221 bye")]
    public void A_transaction_that_is_given_up_is_no_delivery(string command, string reply)
    {
        List<Mail> mails = Correlating.Mails(new QpsmtpdText().Connect(10).Hello(10).Mail(10).Recipient(10).Says(10, command, reply).Quit(10).Bytes);

        Mail mail = Assert.Single(mails, m => m.Sender == "s@a.example");
        Assert.Equal(MailOutcome.Discarded, mail.Outcome);
        Assert.False(mail.IsComplete);
        Assert.Equal(["queue"], mail.Missing);
    }

    [Fact]
    public void Refusals_of_one_sender_are_one_mail_and_belong_to_it_when_it_gets_through()
    {
        var log = new QpsmtpdText().Connect(10).Hello(10).Says(10, "MAIL FROM:<s@a.example>", "450 later").Says(10, "MAIL FROM:<s@a.example>", "450 later").Transaction(10, "250 Queued! <1@a>").Quit(10);
        Mail mail = Assert.Single(Correlating.Mails(log.Bytes));

        Assert.Equal(2, mail.Verdicts.Count);
        Assert.Equal(MailOutcome.Delivered, mail.Outcome);
    }

    [Fact]
    public void Refusals_of_another_sender_are_another_mail()
    {
        var log = new QpsmtpdText().Connect(10).Hello(10).Says(10, "MAIL FROM:<x@a.example>", "550 no").Transaction(10, "250 Queued! <1@a>").Quit(10);

        Assert.Equal(["x@a.example Rejected", "s@a.example Delivered"], Correlating.Mails(log.Bytes).Select(m => m.Sender + " " + m.Outcome).Order(StringComparer.Ordinal).Reverse());
    }

    [Fact]
    public void A_message_that_is_refused_rejects_who_was_accepted()
    {
        Mail mail = Assert.Single(Correlating.Mails(new QpsmtpdText().Received(10, "552 virus found").Bytes));

        Assert.Equal(MailOutcome.Rejected, mail.Outcome);
        Assert.Equal(RecipientStatus.Rejected, Assert.Single(mail.Recipients).Status);
        Assert.Equal("END-OF-MESSAGE", Assert.Single(mail.Verdicts).Stage);
    }

    [Fact]
    public void The_text_of_a_message_that_comes_as_commands_begins_no_mail()
    {
        var log = new QpsmtpdText().Connect(10).Hello(10).Says(10, "MAIL FROM:<s@a.example>", "550 no").Says(10, "DATA", "503 MAIL first").Says(10, "Subject: MAIL FROM:<x@y>", "500 Unrecognized command")
            .Says(10, "From: RCPT TO:<x@y>", "500 Unrecognized command").Quit(10);
        Mail mail = Assert.Single(Correlating.Mails(log.Bytes));

        Assert.Single(mail.Verdicts);
        Assert.Equal("s@a.example", mail.Sender);
    }

    [Fact]
    public void Lines_that_are_logged_again_count_once()
    {
        var log = new QpsmtpdText();
        log.Connect(10).Hello(10).Mail(10).Recipient(10).Line(10, "` dispatching RCPT TO:<r@b.example>").Line(10, "` 250 <r@b.example>, recipient ok").Data(10, "250 Queued! <1@a>").Quit(10);
        Mail mail = Assert.Single(Correlating.Mails(log.Bytes));

        Assert.Single(mail.Recipients);
    }
}
