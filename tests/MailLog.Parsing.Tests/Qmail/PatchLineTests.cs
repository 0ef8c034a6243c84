using Xunit;

namespace MailLog.Parsing.Tests.Qmail;

/// <summary>What patched servers log: notqmail (process id in the tag), netqmail (<c>pid N from IP</c>), qmail toaster, eQmail.</summary>
public class PatchLineTests
{
    /// <summary>The message without its start, the form, the fields.</summary>
    public static TheoryData<string, string> Lines => new()
    {
        { "New session", "qmail-smtpd.new||topic=New session" },
        { "Received EHLO client.test", "qmail-smtpd.helo||command=EHLO|helo=client.test" },
        { "Received HELO two words", "qmail-smtpd.helo||command=HELO|helo=two words" },
        { "Sender <s@client.test>", "qmail-smtpd.sender||command=Sender|sender=s@client.test" },
        { "Sender <>", "qmail-smtpd.sender||command=Sender|sender=" },
        { "Sender <we ird%@client.test>", "qmail-smtpd.sender||command=Sender|sender=we ird%@client.test" },
        { "Sender <\"a@client.test>", "qmail-smtpd.sender||command=Sender|sender=\"a@client.test" },
        { "Recipient <nosuch@example.com>", "qmail-smtpd.recipient||command=Recipient|recipient=nosuch@example.com" },
        { "Message accepted, qp 1880 (4 recipients, 138 bytes)", "qmail-smtpd.accepted||qp=1880|recipientCount=4|bytes=138" },
        { "Message rejected (554 mail server permanently rejected message (#5.3.0))", "qmail-smtpd.rejected||topic=Message rejected|code=554|text=mail server permanently rejected message (#5.3.0)" },
        { "Sender address in badmailfrom", "qmail-smtpd.badmailfrom||text=Sender address in badmailfrom" },
        { "Recipient domain not in rcpthosts <x@elsewhere.test>", "qmail-smtpd.rcpthosts||text=Recipient domain not in rcpthosts|recipient=x@elsewhere.test" },
        { "Unimplemented command <FOO>", "qmail-smtpd.unimplemented||topic=Unimplemented command|command=FOO" },
        { "Read error (disconnect?): quitting", "qmail-smtpd.aborted||reason=Read error (disconnect?)" },
        { "Remote end QUIT: quitting", "qmail-smtpd.quit||command=QUIT" },
    };

    [Theory, MemberData(nameof(Lines))]
    public void Both_patches_write_the_same_words(string message, string expected)
    {
        QmailLine.Check("qmail-smtpd", "pid 1879 from 2001:db8::1: " + message, expected.Replace("||", "|pid=1879|client=2001:db8::1|", StringComparison.Ordinal));
        QmailLine.Check("qmail-smtpd", "pid 1879 from 127.0.0.2: " + message, expected.Replace("||", "|pid=1879|client=127.0.0.2|", StringComparison.Ordinal));
        QmailLine.Check("qmail-smtpd[4424]", message, expected.Replace("||", "|", StringComparison.Ordinal));
    }

    /// <summary>These servers write a line in pieces, into a pipe that they share. What they clean is no such line then.</summary>
    [Theory]
    [InlineData("Sender <qmail-smtpd[4714]: Recipient <refuse21@sink.test>")]
    [InlineData("Recipient <qmail-smtpd[4714]: Message accepted, qp 4715 (1 recipients, 100 bytes)")]
    [InlineData("Message accepted, qp qmail-smtpd[4714]: Message accepted, qp 4715 (1 recipients, 100 bytes)")]
    [InlineData("Received EHLO qmail-smtpd[4714]: New session")]
    [InlineData("Sender <a@x.test")]
    [InlineData("a@x.test>")]
    [InlineData("Message acceptedqmail-smtpd[4714]: Sender <a@x.test>")]
    public void A_torn_line_is_of_no_form(string message)
    {
        Assert.Equal(EventKind.Unknown, QmailLine.Read("qmail-smtpd[4719]", message).Kind);
    }

    [Theory]
    [InlineData("qmail-smtpd[4424]", "New session", 4424, null)]
    [InlineData("qmail-smtpd", "pid 1879 from 127.0.0.2: New session", 1879, "127.0.0.2")]
    public void The_process_stands_in_the_tag_or_in_the_line(string tag, string message, int process, string? client)
    {
        MailLogEvent read = QmailLine.Read(tag, message);
        Assert.True(read.Line.TryGet(out SmtpCommandEvent command));
        Assert.Equal(("CONNECT", process, client), (command.Command.ToString(), read.Line.ProcessId, command.Client.Address.ToStringOrNull()));
    }

    [Theory]
    [InlineData("Received EHLO client.test", "EHLO", "client.test", null, null)]
    [InlineData("Sender <a@x.test>", "MAIL", null, "a@x.test", null)]
    [InlineData("Sender <>", "MAIL", null, "", null)]
    [InlineData("Recipient <b@y.test>", "RCPT", null, null, "b@y.test")]
    [InlineData("Remote end QUIT: quitting", "QUIT", null, null, null)]
    public void A_step_is_a_command(string message, string word, string? helo, string? sender, string? recipient)
    {
        Assert.True(QmailLine.Read("qmail-smtpd[1]", message).Line.TryGet(out SmtpCommandEvent command));
        Assert.Equal((word, helo, sender, recipient), (command.Command.ToString(), command.Helo.ToStringOrNull(), command.Sender.ToStringOrNull(), command.Recipient.ToStringOrNull()));
    }

    /// <summary>These alone name the qmail-queue process that the queue's line names, too.</summary>
    [Theory]
    [InlineData("Message accepted, qp 1880 (4 recipients, 138 bytes)", 1880, 4)]
    [InlineData("mail recv: pid 210394 from <a@example.org> qp 210429", 210429, null)]
    [InlineData("mail recv: pid 210394 from <a> qp 7@example.org> qp 210429", 210429, null)]
    public void An_accepted_message_names_its_process(string message, int qp, int? recipients)
    {
        MailLogEvent read = QmailLine.Read("qmail-smtpd", message);
        Assert.True(read.Line.TryGet(out ClientEvent client));
        Assert.Equal((qp, recipients), (client.QueuePid, client.RecipientCount));
        Assert.False(read.Line.IsAmbiguous);
    }

    [Theory]
    [InlineData("Message rejected (554 no)", "DATA", 554, "no", null)]
    [InlineData("Sender address in badmailfrom", "MAIL", 0, "Sender address in badmailfrom", null)]
    [InlineData("Recipient domain not in rcpthosts <x@y.test>", "RCPT", 0, "Recipient domain not in rcpthosts", "x@y.test")]
    public void A_refusal_is_a_decision(string message, string stage, int code, string text, string? recipient)
    {
        Assert.True(QmailLine.Read("qmail-smtpd[1]", message).Line.TryGet(out VerdictEvent verdict));
        Assert.Equal((VerdictAction.Reject, VerdictSource.Smtpd, stage), (verdict.Action, verdict.By, verdict.Stage.ToString()));
        Assert.Equal((code, text, recipient), (verdict.Code, verdict.Text.ToString(), verdict.Recipient.ToStringOrNull()));
    }

    [Fact]
    public void The_toaster_writes_without_tag_too()
    {
        QmailLine.Check("qmail", "mail recv: pid 210394 from <a@example.org> qp 210429", "qmail-smtpd.recv|pid=210394|sender=a@example.org|qp=210429");
    }

    [Theory]
    [InlineData("relay denied: a@example.org from 192.0.2.1 to x@example.net helo client.example.org", "relay denied", "a@example.org", false)]
    [InlineData("relay denied:  from 2001:db8::1 to x@example.net helo h", "relay denied", "", false)]
    [InlineData("relay denied: b: a@example.org from 192.0.2.1 to x@example.net helo h", "relay denied", "b: a@example.org", true)]
    public void EQmail_names_no_process(string message, string text, string sender, bool isAmbiguous)
    {
        MailLogEvent read = QmailLine.Read("qmail-smtpd", message);
        Assert.Equal("qmail-smtpd.eqmail", read.Line.Form);
        Assert.True(read.Line.TryGet(out VerdictEvent verdict));
        Assert.Equal((text, sender, "x@example.net"), (verdict.Text.ToString(), verdict.Sender.ToString(), verdict.Recipient.ToString()));
        Assert.Equal((-1, isAmbiguous), (read.Line.ProcessId, read.Line.IsAmbiguous));
    }
}
