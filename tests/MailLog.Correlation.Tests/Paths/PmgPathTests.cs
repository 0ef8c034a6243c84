using MailLog.Parsing;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>Mails through Proxmox Mail Gateway's filter, behind the queue and before it.</summary>
public class PmgPathTests
{
    private const string Q = "A100000001", Q2 = "A200000002", F = "3802E45DFA503808B06";
    private const string Inner = "localhost[127.0.0.1]";
    private const string Relay = "127.0.0.1[127.0.0.1]:10023";
    private const string Counts = "ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5";

    private static LogText AfterQueue(int recipients) => new LogText().Received(Q, recipients).Filter($"{F}: new mail message-id=<{Q}@a.example>");

    private static LogText HandedBack(LogText log) => log.Connect(Inner, 11).Opened(Q2, Inner, 11).Active(Q2).Disconnect(Counts, Inner, 11);

    private static string Done => F + ": processing time: 0.015 seconds (0, 0.011, 0)";

    [Fact]
    public void Accepted_behind_the_queue()
    {
        Mail mail = Correlating.OneMail(HandedBack(AfterQueue(1)).Filter($"{F}: accept mail to <r@b.example> ({Q2}) (rule: default-accept)").Filter(Done)
            .Attempt(Q, "r@b.example", "sent", $"250 2.5.0 OK ({F})", "2.5.0", Relay).Removed(Q).Sent(Q2).Removed(Q2));

        Assert.Equal([Q, Q2], mail.QueueIds);
        Assert.Equal([F], mail.FilterIds);
        Assert.Equal(MailSystem.Pmg, mail.System);
        OutcomeTests.Check(mail, MailOutcome.Delivered, RecipientStatus.Delivered);
        Assert.Equal(Q2, mail.Recipients[0].QueueId);
        Assert.Equal("192.0.2.1", mail.Client?.Address);
    }

    [Theory]
    [InlineData("block mail to <r@b.example> (rule: Block Viruses)", "250 2.7.0 BLOCKED (" + F + ")", MailOutcome.Blocked, RecipientStatus.Blocked)]
    [InlineData("moved mail for <r@b.example> to spam quarantine - 3802E45DFA5038A1234 (rule: Spam)", "250 2.5.0 OK (" + F + ")", MailOutcome.Quarantined, RecipientStatus.Quarantined)]
    public void Kept_by_the_filter(string action, string reply, MailOutcome outcome, RecipientStatus status)
    {
        Mail mail = Correlating.OneMail(AfterQueue(1).Filter(F + ": " + action).Filter(Done).Attempt(Q, "r@b.example", "sent", reply, "2.7.0", Relay).Removed(Q));

        OutcomeTests.Check(mail, outcome, status);
        Assert.Equal([Q], mail.QueueIds);
    }

    [Fact]
    public void Each_recipient_has_its_own_fate()
    {
        LogText log = AfterQueue(3).Filter($"{F}: block mail to <b@b.example> (rule: R)").Filter($"{F}: moved mail for <q@b.example> to virus quarantine - 3802E45DFA5038A1234 (rule: R)");
        log = HandedBack(log).Filter($"{F}: accept mail to <a@b.example> ({Q2}) (rule: R)").Filter(Done);
        foreach (string recipient in new[] { "a@b.example", "b@b.example", "q@b.example" })
            log.Attempt(Q, recipient, "sent", $"250 2.5.0 OK ({F})", "2.5.0", Relay);
        Mail mail = Correlating.OneMail(log.Removed(Q).Sent(Q2, "a@b.example").Removed(Q2));

        Assert.Equal(MailOutcome.Partial, mail.Outcome);
        Assert.Equal([("a@b.example", RecipientStatus.Delivered), ("b@b.example", RecipientStatus.Blocked), ("q@b.example", RecipientStatus.Quarantined)], mail.Recipients.Select(r => (r.Address, r.Status)).Order());
        Assert.True(mail.IsComplete);
    }

    /// <summary>A copy went to the quarantine of attachments, and the mail went on.</summary>
    [Fact]
    public void A_quarantined_copy_is_no_fate()
    {
        LogText log = AfterQueue(1).Filter($"{F}: moved mail for <r@b.example> to attachment quarantine - 3802E45DFA5038A1234 (rule: R)");
        Mail mail = Correlating.OneMail(HandedBack(log).Filter($"{F}: accept mail to <r@b.example> ({Q2}) (rule: R)").Filter(Done)
            .Attempt(Q, "r@b.example", "sent", $"250 2.5.0 OK ({F})", "2.5.0", Relay).Removed(Q).Sent(Q2).Removed(Q2));

        OutcomeTests.Check(mail, MailOutcome.Delivered, RecipientStatus.Delivered);
    }

    public static TheoryData<int> Orders => new(Enumerable.Range(0, 120));

    /// <summary>Before the queue, five things end in any order: the inner session, the run, the filter's verdict, the delivery with its end, the outer session.</summary>
    [Theory, MemberData(nameof(Orders))]
    public void Before_the_queue_the_last_steps_come_in_any_order(int order)
    {
        LogText log = new LogText().Connect().Smtpd($"NOQUEUE: client={LogText.Client}").Filter($"{F}: new mail message-id=<{Q2}@a.example>")
            .Connect(Inner, 11).Opened(Q2, Inner, 11).Active(Q2).Filter($"{F}: accept mail to <r@b.example> ({Q2}) (rule: R)")
            .Filter($"{F}: block mail to <b@b.example> (rule: R)");
        List<Action> steps =
        [
            () => log.Disconnect(Counts, Inner, 11),
            () => log.Filter(Done),
            () => log.Smtpd($"proxy-accept: END-OF-MESSAGE: 250 2.5.0 OK ({F}); from=<{LogText.Sender}> to=<r@b.example> proto=ESMTP helo=<a.example>"),
            () => log.Sent(Q2).Removed(Q2),
            () => log.Disconnect(Counts),
        ];
        for (int left = steps.Count; left > 0; order /= left, left--)
        {
            steps[order % left]();
            steps.RemoveAt(order % left);
        }
        Mail mail = Correlating.OneMail(log);

        Assert.Equal([Q2], mail.QueueIds);
        Assert.Equal([F], mail.FilterIds);
        Assert.Equal("192.0.2.1", mail.Client?.Address);
        Assert.Equal([("b@b.example", RecipientStatus.Blocked), ("r@b.example", RecipientStatus.Delivered)], mail.Recipients.Select(r => (r.Address, r.Status)).OrderBy(r => r.Address));
        Assert.Equal(MailOutcome.Partial, mail.Outcome);
        Assert.True(mail.IsComplete);
    }

    [Fact]
    public void Refused_before_the_queue()
    {
        Mail mail = Correlating.OneMail(new LogText().Connect().Smtpd($"NOQUEUE: client={LogText.Client}").Filter($"{F}: new mail message-id=<1@a.example>")
            .Filter($"{F}: block mail to <r@b.example> (rule: R)").Filter(Done)
            .Smtpd($"proxy-reject: END-OF-MESSAGE: 554 5.7.1 Rejected for policy reasons ({F}); from=<{LogText.Sender}> to=<r@b.example> proto=ESMTP helo=<a.example>")
            .Disconnect("ehlo=1 mail=1 rcpt=1 data=0/1 quit=1 commands=4/5"));

        Assert.Equal(MailOutcome.Rejected, mail.Outcome);
        Assert.Equal([F], mail.FilterIds);
        Assert.True(mail.IsComplete);
    }
}
