using Xunit;

namespace MailLog.Parsing.Tests.Qpsmtpd;

/// <summary>To whom mails are handed on, and by which key the next system knows them: the texts of the plugins in <c>plugins/queue</c>.</summary>
public class HandoffTests
{
    [Theory]
    [InlineData("250 Queued! <m1@example.org>", null, null, "m1@example.org")]                            // maildir
    [InlineData("250 Queued! m1@example.org", null, null, "m1@example.org")]                              // maildir writes the header as it is
    [InlineData("250 Queued! ", null, null, "")]                                                          // maildir, and no Message-ID
    [InlineData("250 Queued!", null, null, null)]                                                         // exim-bsmtp
    [InlineData("250 queued as 4F1A2B3C4D", "4F1A2B3C4D", null, null)]                                    // smtp-forward to Postfix
    [InlineData("250 queued as 4jW4p22bP3z1kfmT", "4jW4p22bP3z1kfmT", null, null)]
    [InlineData("250 queued as 4F1A2B3C4D)", "4F1A2B3C4D", null, null)]                                   // the word is the end of a longer text
    [InlineData("250 queued as 4F1A2B3C4D.", "4F1A2B3C4D", null, null)]
    [InlineData("250 2.0.0 Ok: queued as 4F1A2B3C4D", "4F1A2B3C4D", null, null)]                          // the next host's reply as it is
    [InlineData("250 2.0.0 from MTA(smtp:[127.0.0.1]:10025): 250 2.0.0 Ok: queued as 4F1A2B3C4D", "4F1A2B3C4D", null, null)]
    [InlineData("250 Queued! m1 queued as 4F1A2B3C4D", null, null, "m1 queued as 4F1A2B3C4D")]            // what clients write is no key
    [InlineData("250 Queued! <m1 (Queue-Id: 4F1A2B3C4D)", null, null, null)]
    [InlineData("250 Queued! <m1> (Queue-Id: 4F1A2B3C4D)>", null, null, "m1> (Queue-Id: 4F1A2B3C4D)")]
    [InlineData("250 queued as 4711", null, 4711, null)]                                                  // smtp-forward to qmail: 250 ok 1795155188 qp 4711
    [InlineData("250 queued as delivery", null, null, null)]                                              // smtp-forward to Exchange
    [InlineData("250 queued as <m1@example.org>", null, null, null)]
    [InlineData("250 Queued! 1795155188 qp 4711 <m1@example.org>", null, 4711, "m1@example.org")]         // qmail-queue
    [InlineData("250 Queued! 1795155188 qp 4711 <>", null, 4711, "")]
    [InlineData("250 Queued! 1795155188 qp 4711 <a b> qp 12 <c>", null, 4711, "a b> qp 12 <c")]
    [InlineData("250 Queued! <m1@example.org> (Queue-Id: 4F1A2B3C4D)", "4F1A2B3C4D", null, "m1@example.org")] // postfix-queue
    [InlineData("250 Queued! m1@example.org (Queue-Id: 4F1A2B3C4D)", "4F1A2B3C4D", null, "m1@example.org")]
    [InlineData("250 Queued!  (Queue-Id: 4F1A2B3C4D)", "4F1A2B3C4D", null, "")]
    [InlineData("250 Queued! <x> (Queue-Id: AAAAAAAAAA) <y> (Queue-Id: 4F1A2B3C4D)", "4F1A2B3C4D", null, "x> (Queue-Id: AAAAAAAAAA) <y")]
    public void The_reply_that_takes_a_mail_has_the_key(string reply, string? queueId, int? qp, string? messageId)
    {
        foreach (Carrier carrier in QpsmtpdLine.Carriers)
        {
            MailLogEvent read = QpsmtpdLine.Read(reply, carrier);
            Assert.True(read.Line.TryGet(out HandoffEvent handoff));
            Assert.True(read.Line.TryGet(out SmtpReplyEvent said));
            Assert.Equal((queueId, qp, messageId), (handoff.QueueId.ToStringOrNull(), handoff.QueuePid, handoff.MessageId.ToStringOrNull()));
            Assert.Equal((true, 250, reply.Substring(4)), (handoff.IsTaken, said.Code, said.Text.ToString()));
        }
    }

    [Theory]
    [InlineData("451 Unable to queue message ()")]
    [InlineData("451 Queuing declined or disabled; try again later")]
    [InlineData("250 Queued")]
    [InlineData("250 <a@b.example>, sender OK - how exciting to get mail from you!")]
    public void Other_replies_hand_nothing_on(string reply) => Assert.False(QpsmtpdLine.Read(reply).Line.TryGet(out HandoffEvent _));

    [Theory]
    [InlineData("queue::smtp_2dforward", "forwarding to 127.0.0.1:10025", "127.0.0.1:10025", null)]
    [InlineData("queue::smtp_2dforward", "forwarding to mx.example:25", "mx.example:25", null)]
    [InlineData("queue::qmail_2dqueue", "(for 4710) Queuing to /var/qmail/bin/qmail-queue", null, "/var/qmail/bin/qmail-queue")]
    public void Where_a_mail_goes_is_said_before(string plugin, string message, string? target, string? path)
    {
        foreach (Carrier carrier in QpsmtpdLine.Carriers)
        {
            MailLogEvent read = QpsmtpdLine.Read(QpsmtpdLine.Of(carrier, "queue", plugin) + message, carrier);
            Assert.Equal(EventKind.Handoff, read.Kind);
            Assert.True(read.Line.TryGet(out HandoffEvent handoff));
            Assert.Equal((target, path, false), (handoff.Target.ToStringOrNull(), handoff.Path.ToStringOrNull(), handoff.IsTaken));
            Assert.False(handoff.QueueId.HasValue || handoff.QueuePid is not null);
        }
    }
}
