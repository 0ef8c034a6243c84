using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>What Proxmox Mail Gateway's filter does with a mail, as steps of its history.</summary>
public class PmgHistoryTests
{
    private const string Q = "A100000001", Q2 = "A200000002", F = "3802E45DFA503808B06", Kept = "3802E45DFA5038A1234";
    private const string Relay = "127.0.0.1[127.0.0.1]:10023", Inner = "localhost[127.0.0.1]";

    private static LogText Filtering(int recipients) => new LogText().Received(Q, recipients).Filter($"{F}: new mail message-id=<{Q}@a.example>");

    private static LogText Done(LogText log) => log.Filter(F + ": processing time: 0.015 seconds (0, 0.011, 0)");

    private static LogText HandedBack(LogText log) => log.Connect(Inner, 11).Opened(Q2, Inner, 11).Active(Q2).Disconnect("ehlo=1 mail=1 rcpt=1 data=1 quit=1 commands=5", Inner, 11);

    [Fact]
    public void A_run_that_accepts_hands_on_to_the_next_queue_file()
    {
        LogText log = HandedBack(Filtering(1)).Filter($"{F}: accept mail to <r@b.example> ({Q2}) (rule: default-accept)");
        Mail mail = Correlating.OneMail(Done(log).Attempt(Q, "r@b.example", "sent", $"250 2.5.0 OK ({F})", "2.5.0", Relay).Removed(Q).Sent(Q2).Removed(Q2));

        Assert.Equal(
            ["Queued " + Q, "Activated " + Q, "Activated " + F, "Queued " + Q2, "Activated " + Q2, $"Filtered {F} r@b.example > {Q2}", $"Filtered {Q} r@b.example 1 > {F}", "Removed " + Q,
            $"Delivered {Q2} r@b.example 1", "Removed " + Q2],
            Steps.Of(mail));
        Assert.Equal("default-accept", mail.History.First(e => e.Step == MailStep.Filtered).Detail);
        Assert.Equal((F, null), (mail.History[2].FilterId, mail.History[2].QueueId));
    }

    [Fact]
    public void What_the_filter_keeps_is_told_for_each_recipient()
    {
        LogText log = Filtering(3).Filter($"{F}: block mail to <b@b.example> (rule: Block Viruses)").Filter($"{F}: moved mail for <q@b.example> to spam quarantine - {Kept} (rule: Spam)")
            .Filter($"{F}: moved mail for <a@b.example> to attachment quarantine - {Kept} (rule: Files)");
        log = Done(HandedBack(log).Filter($"{F}: accept mail to <a@b.example> ({Q2}) (rule: R)"));
        foreach (string recipient in new[] { "a@b.example", "b@b.example", "q@b.example" })
            log.Attempt(Q, recipient, "sent", $"250 2.5.0 OK ({F})", "2.5.0", Relay);
        Mail mail = Correlating.OneMail(log.Removed(Q).Sent(Q2, "a@b.example").Removed(Q2));

        Assert.Equal(
            ["Queued " + Q, "Activated " + Q, "Activated " + F, $"Blocked {F} b@b.example", $"Quarantined {F} q@b.example > {Kept}", $"Archived {F} a@b.example > {Kept}", "Queued " + Q2, "Activated " + Q2,
            $"Filtered {F} a@b.example > {Q2}", $"Filtered {Q} a@b.example 1 > {F}", $"Filtered {Q} b@b.example 1 > {F}", $"Filtered {Q} q@b.example 1 > {F}", "Removed " + Q, $"Delivered {Q2} a@b.example 1", "Removed " + Q2],
            Steps.Of(mail));
    }

    [Fact]
    public void A_filter_that_was_away_is_a_deferral_before_it()
    {
        LogText log = new LogText().Received(Q).Attempt(Q, "r@b.example", "deferred", "connect to 127.0.0.1[127.0.0.1]:10023: Connection refused", "4.4.1", "none").Active(Q)
            .Filter($"{F}: new mail message-id=<{Q}@a.example>");
        log = Done(HandedBack(log).Filter($"{F}: accept mail to <r@b.example> ({Q2}) (rule: R)"));
        Mail mail = Correlating.OneMail(log.Attempt(Q, "r@b.example", "sent", $"250 2.5.0 OK ({F})", "2.5.0", Relay).Removed(Q).Sent(Q2).Removed(Q2));

        Assert.Equal([$"Deferred {Q} r@b.example 1", $"Filtered {Q} r@b.example 2 > {F}", $"Delivered {Q2} r@b.example 2"],
            mail.History.Where(e => e.Attempt > 0).Select(Steps.Of));
    }
}
