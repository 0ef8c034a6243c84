using Xunit;

namespace MailLog.Parsing.Tests.Pmg;

public class PmgFieldTests
{
    [Theory]
    [InlineData("accept mail to <a@example.org> (1C6B541C5D) (rule: Mark (Level 3))", FilterAction.Accept, "a@example.org", "1C6B541C5D", null, null, "Mark (Level 3)")]
    [InlineData("accept mail to <a@example.org> (4Zk8mP2gqRz1mK9) (rule: r)", FilterAction.Accept, "a@example.org", "4Zk8mP2gqRz1mK9", null, null, "r")]
    [InlineData("accept mail to <a@example.org> (4Z) (rule: r)", FilterAction.Accept, "a@example.org", null, "4Z", null, "r")]
    [InlineData("accept mail to <a@example.org> (rule: r, s, 1C6B541C5D)", FilterAction.Accept, "a@example.org", "1C6B541C5D", null, null, "r, s")]
    [InlineData("accept mail to <\"x> (1C6B541C5D) (rule: y\"@example.org> (AAAAAAAAAA) (rule: r)", FilterAction.Accept, "\"x> (1C6B541C5D) (rule: y\"@example.org", "AAAAAAAAAA", null, null, "r")]
    [InlineData("moved mail for <a@example.org> to spam quarantine - 381C675DFA32622FD56 (rule: r)", FilterAction.Quarantine, "a@example.org", null, null, "381C675DFA32622FD56", "r")]
    [InlineData("moved mail for <a@example.org> to attachment quarantine - 381C675DFA32622FD56 (rule: r)", FilterAction.QuarantineCopy, "a@example.org", null, null, "381C675DFA32622FD56", "r")]
    [InlineData("block mail to <a@example.org>", FilterAction.Block, "a@example.org", null, null, null, null)]
    [InlineData("bcc to <a@example.org> (rule: r, 1C6B541C5D)", FilterAction.Bcc, null, "1C6B541C5D", null, null, "r")]
    [InlineData("bcc to <> (rule: r, ignored)", FilterAction.BccFailed, null, null, null, null, "r")]
    [InlineData("notify <a@example.org> (rule: r) failed", FilterAction.NotifyFailed, null, null, null, null, "r")]
    public void Action_has_its_fields(string message, FilterAction action, string? recipient, string? queueId, string? start, string? quarantineId, string? rule)
    {
        MailLogEvent read = PmgLine.Filter("381C4E5DFA31DF9E90F: " + message);

        Assert.True(read.Line.TryGet(out FilterActionEvent e));
        Assert.Equal(action, e.Action);
        Assert.Equal("381C4E5DFA31DF9E90F", e.FilterId.ToString());
        Assert.Equal(recipient, e.Recipient.ToStringOrNull());
        Assert.Equal(queueId, e.QueueId.ToStringOrNull());
        Assert.Equal(start, e.QueueIdStart.ToStringOrNull());
        Assert.Equal(quarantineId, e.QuarantineId.ToStringOrNull());
        Assert.Equal(rule, e.Rule.ToStringOrNull());
    }

    [Fact]
    public void Reject_has_its_id_at_the_end()
    {
        Assert.True(PmgLine.Filter("reject mail 381C4E5DFA31DF9E90F").Line.TryGet(out FilterActionEvent e));
        Assert.Equal(FilterAction.Reject, e.Action);
        Assert.Equal("381C4E5DFA31DF9E90F", e.FilterId.ToString());
    }

    [Fact]
    public void Connect_has_both_ends()
    {
        MailLogEvent read = PmgLine.Filter("2019/12/18-15:04:15 CONNECT TCP Peer: \"[127.0.0.1]:47958\" Local: \"[::1]:10023\"");

        Assert.True(read.Line.TryGet(out ConnectEvent e));
        Assert.Equal("127.0.0.1", e.Client.Address.ToString());
        Assert.Equal(47958, e.Client.Port);
        Assert.Equal("::1", e.Server.Address.ToString());
        Assert.Equal(10023, e.Server.Port);
    }

    [Fact]
    public void Score_has_its_fields()
    {
        MailLogEvent read = PmgLine.Filter("381C4E5DFA31DF9E90F: SA score=7/5 time=0.950 bayes=0.9999 autolearn=no autolearn_force=no hits=AWL(0.270),X(-1)");

        Assert.True(read.Line.TryGet(out FilterResultEvent e));
        Assert.Equal(7, e.Score);
        Assert.Equal(5, e.Threshold);
        Assert.Equal(0.95, e.Seconds);
        Assert.Equal("0.9999", e.Bayes.ToString());
        Assert.Equal("no autolearn_force=no", e.Autolearn.ToString());
        Assert.Equal("AWL(0.270),X(-1)", e.Hits.ToString());
    }

    [Theory]
    [InlineData("a", "b", "hello \"you\"", false)]
    [InlineData("a", "b", "x\" from=\"y", false)]
    [InlineData("a", "b", "x\" subject=\"y", true)]
    [InlineData("a", "b", "x\" to=\"y\" subject=\"z", true)]
    [InlineData("x\" to=\"y", "b", "z", true)]
    [InlineData("a", "b", "", false)]
    public void Headers_with_quotes_in_them_are_ambiguous_when_they_imitate_the_form(string from, string to, string subject, bool isAmbiguous)
    {
        string message = "381C4E5DFA31DF9E90F: mail-headers envelope-from=<a@example.org> envelope-to=<b@example.org> from=\"" + from + "\" to=\"" + to + "\" subject=\"" + subject + "\"";
        MailLogEvent read = PmgLine.Filter(message);

        Assert.True(read.Line.TryGet(out FilterResultEvent e));
        Assert.Equal(isAmbiguous, read.Line.IsAmbiguous);
        Assert.Equal("a@example.org", e.Sender.ToString());
        Assert.Equal("b@example.org", e.Recipient.ToString());
        Assert.Equal(message, PmgLine.Printed(read));
        if (!isAmbiguous)
            Assert.Equal((from, to, subject), (e.From.ToString(), e.To.ToString(), e.Subject.ToString()));
    }

    [Fact]
    public void Released_mail_has_the_id_it_was_moved_with()
    {
        MailLogEvent read = PmgLine.Read("pmgdaemon", "delivered quarantined mail 'C0R3T189970205' (/var/spool/pmg/spam/54/C01D364958FEA2A254)");

        Assert.True(read.Line.TryGet(out FilterActionEvent e));
        Assert.Equal(FilterAction.Release, e.Action);
        Assert.Equal("C01D364958FEA2A254", e.QuarantineId.ToString());
        Assert.False(e.Recipient.HasValue);
    }
}
