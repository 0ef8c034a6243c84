using System.Text;
using Xunit;

namespace MailLog.Parsing.Tests.Qpsmtpd;

/// <summary>What clients send as commands: some of it is none.</summary>
public class CommandTests
{
    [Theory]
    [InlineData("EHLO client.example", "EHLO")]
    [InlineData("ehlo client.example", "EHLO")]
    [InlineData("QUIT", "QUIT")]
    [InlineData("STARTTLS", "STARTTLS")]
    [InlineData("DATA ", "DATA")]
    [InlineData("NOOP\tx", "NOOP")]
    [InlineData("MAIL FROM:<a@example.org>", "MAIL")]
    [InlineData("XCLIENT NAME=a ADDR=192.0.2.1", "XCLIENT")]
    [InlineData("From: alice@good.example", null)]
    [InlineData("Subject: MAIL FROM:<a@example.org>", null)]
    [InlineData("GET / HTTP/1.1", null)]
    [InlineData("MAILFROM:<a@example.org>", null)]
    [InlineData("QUIT.", null)]
    [InlineData("DATAX", null)]
    [InlineData(".", null)]
    [InlineData("", null)]
    [InlineData(" QUIT", null)]
    public void Only_a_known_word_is_a_verb(string command, string? verb)
    {
        foreach (Carrier carrier in QpsmtpdLine.Carriers)
        {
            Assert.True(QpsmtpdLine.Read("dispatching " + command, carrier).Line.TryGet(out SmtpCommandEvent read));
            Assert.Equal((verb, command), (read.Command.ToStringOrNull(), read.Text.ToString()));
        }
    }

    [Theory]
    [InlineData("MAIL FROM:<alice@good.example>", "alice@good.example")]
    [InlineData("MAIL FROM: <alice@good.example> SIZE=100 BODY=8BITMIME", "alice@good.example")]
    [InlineData("mail from:<>", "")]
    [InlineData("MAIL FROM:alice@good.example", "alice@good.example")]
    [InlineData("MAIL FROM:alice@good.example SIZE=1", "alice@good.example")]
    [InlineData("MAIL FROM:<alice@good.example", "alice@good.example")]
    [InlineData("MAIL FROM:<\"a>b\"@good.example> SIZE=1", "\"a>b\"@good.example")]
    [InlineData("MAIL FROM:<\"a\\\">b\"@good.example>", "\"a\\\">b\"@good.example")]
    [InlineData("MAIL FROM:<@a.example,@b.example:c@d.example>", "@a.example,@b.example:c@d.example")]
    [InlineData("MAIL FROM:<m\u00fcller@good.example>", "m\u00fcller@good.example")]
    [InlineData("MAIL FROM:", null)]
    [InlineData("MAIL", null)]
    public void A_sender_is_read_as_servers_do(string command, string? sender)
    {
        Assert.True(QpsmtpdLine.Read("dispatching " + command).Line.TryGet(out SmtpCommandEvent read));
        Assert.Equal(sender, read.Sender.ToStringOrNull());
        Assert.False(read.Recipient.HasValue);
    }

    [Theory]
    [InlineData("RCPT TO:<bob@local.example>", "bob@local.example")]
    [InlineData("rcpt to:<bob@local.example> NOTIFY=NEVER", "bob@local.example")]
    [InlineData("RCPT TO:<a b@local.example>", "a b@local.example")]
    public void A_recipient_is_read_as_servers_do(string command, string recipient)
    {
        Assert.True(QpsmtpdLine.Read("dispatching " + command).Line.TryGet(out SmtpCommandEvent read));
        Assert.Equal(recipient, read.Recipient.ToStringOrNull());
        Assert.False(read.Sender.HasValue);
    }

    [Theory]
    [InlineData("EHLO client.example", "client.example")]
    [InlineData("HELO  [192.0.2.1]", "[192.0.2.1]")]
    [InlineData("EHLO", null)]
    [InlineData("NOOP client.example", null)]
    public void A_greeting_has_a_name(string command, string? helo)
    {
        Assert.True(QpsmtpdLine.Read("dispatching " + command).Line.TryGet(out SmtpCommandEvent read));
        Assert.Equal(helo, read.Helo.ToStringOrNull());
    }

    /// <summary>The log is bytes.</summary>
    [Fact]
    public void Bytes_that_are_not_utf8_are_kept()
    {
        Assert.True(QpsmtpdLine.Read([.. "dispatching MAIL FROM:<al"u8, 0xEF, .. "ce@good.example>"u8], Carrier.Warn).Line.TryGet(out SmtpCommandEvent read));
        Assert.Equal([.. "al"u8, 0xEF, .. "ce@good.example"u8], read.Sender.Bytes.ToArray());
    }

    [Fact]
    public void Words_that_are_no_command_are_no_event_of_one() => Assert.Equal("qpsmtpd.text", QpsmtpdLine.Read("dispatching").Line.Form);
}
