using Xunit;

namespace MailLog.Parsing.Tests.Qpsmtpd;

public class ReplyTests
{
    [Theory]
    [InlineData("250 OK", 250, true, "OK")]
    [InlineData("250-PIPELINING", 250, false, "PIPELINING")]
    [InlineData("250-", 250, false, "")]
    [InlineData("250 ", 250, true, "")]
    [InlineData("552 901", 552, true, "901")]
    [InlineData("334  ", 334, true, " ")]
    [InlineData("250-250 OK", 250, false, "250 OK")]
    [InlineData("550 Relaying denied (#5.7.1)", 550, true, "Relaying denied (#5.7.1)")]
    [InlineData("450 4.7.1 Try later", 450, true, "4.7.1 Try later")]
    [InlineData("220 mx.local.example ESMTP qpsmtpd 0.94 ready; send us your mail, but not your spam.", 220, true, "mx.local.example ESMTP qpsmtpd 0.94 ready; send us your mail, but not your spam.")]
    [InlineData("451 fail: not a verdict", 451, true, "fail: not a verdict")]
    public void A_line_of_a_reply_has_its_code_and_text(string message, int code, bool isLast, string text)
    {
        foreach (Carrier carrier in QpsmtpdLine.Carriers)
        {
            MailLogEvent read = QpsmtpdLine.Read(message, carrier);
            Assert.True(read.Line.TryGet(out SmtpReplyEvent reply));
            Assert.Equal((code, isLast, text), (reply.Code, reply.IsLast, reply.Text.ToString()));
            Assert.False(read.Line.TryGet(out PluginEvent _) || read.Line.TryGet(out HandoffEvent _));
        }
    }

    /// <summary>Behind a process id alone, a number alone says too little; behind a tag it is a reply.</summary>
    [Theory]
    [InlineData(Carrier.File)]
    [InlineData(Carrier.FileOfSeconds)]
    [InlineData(Carrier.Syslog)]
    public void A_code_alone_is_a_reply(Carrier carrier)
    {
        Assert.True(QpsmtpdLine.Read("250", carrier).Line.TryGet(out SmtpReplyEvent reply));
        Assert.Equal((250, true, ""), (reply.Code, reply.IsLast, reply.Text.ToString()));
    }

    [Fact]
    public void The_enhanced_code_is_read()
    {
        Assert.True(QpsmtpdLine.Read("450 4.7.1 Try later").Line.TryGet(out SmtpReplyEvent reply));
        Assert.Equal(("4.7.1", "Try later"), (reply.Reply.Status.ToString(), reply.Reply.Text.ToString()));
    }

    [Theory]
    [InlineData("2500 OK")]
    [InlineData("25 OK")]
    [InlineData("650 OK")]
    [InlineData("150 OK")]
    [InlineData("250OK")]
    [InlineData("250_OK")]
    [InlineData("fail: 550 no")]
    [InlineData("0.032 s.")]
    public void Numbers_in_other_places_are_no_reply(string message) => Assert.False(QpsmtpdLine.Read(message).Line.TryGet(out SmtpReplyEvent _));

    [Theory]
    [InlineData(Carrier.Warn)]
    [InlineData(Carrier.Multilog)]
    [InlineData(Carrier.Adaptive)]
    [InlineData(Carrier.AdaptiveCopy)]
    public void What_a_plugin_quotes_is_no_reply(Carrier carrier)
    {
        MailLogEvent read = QpsmtpdLine.Read(QpsmtpdLine.Of(carrier, "queue", "queue::smtp_2dforward") + "250 Queued! <m@example.org>", carrier);
        Assert.False(read.Line.TryGet(out SmtpReplyEvent _) || read.Line.TryGet(out HandoffEvent _));
        Assert.Equal(EventKind.Diagnostic, read.Kind);
    }
}
