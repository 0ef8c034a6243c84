using FsCheck.Fluent;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>The order of a history is that of what happened, not that in which lines arrived.</summary>
public class HistoryOrderTests
{
    private const string Q = "A100000001";

    [Theory]
    [InlineData("postfix/content_filter.rfc3339.log")]
    [InlineData("postfix/dsn.log")]
    [InlineData("postfix-3.11/outcomes.rfc3339.log")]
    public void A_real_log_that_was_shuffled_has_the_same_histories(string log)
    {
        List<byte[]> lines = LogFiles.Lines(log);
        string expected = Histories(Correlating.Mails(lines));
        Assert.NotEmpty(expected);

        Check(seed => Assert.Equal(expected, Histories(Correlating.Mails(Traffic.Shuffle(lines, 50, seed)))), 20);
    }

    [Fact]
    public void Traffic_that_was_shuffled_has_the_same_histories()
    {
        List<byte[]> lines = Traffic.Lines(120, 5, withRefusedRecipients: false);
        string expected = Histories(Correlating.Mails(lines));
        Assert.Contains(nameof(MailStep.Filtered), expected, StringComparison.Ordinal);
        Assert.Contains(nameof(MailStep.Deferred), expected, StringComparison.Ordinal);

        Check(seed => Assert.Equal(expected, Histories(Correlating.Mails(Traffic.Shuffle(lines, 50, seed)))), 20);
    }

    [Fact]
    public void Steps_of_one_second_stand_as_in_the_log()
    {
        const string Stamp = "2026-11-20T10:00:00+00:00 mx postfix/";
        string log = $"{Stamp}qmgr[1]: {Q}: from=<s@a.example>, size=1, nrcpt=1 (queue active)\n{Stamp}qmgr[1]: {Q}: removed\n"
            + $"{Stamp}smtp[2]: {Q}: to=<r@b.example>, relay=mx[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=2.0.0, status=sent (250 ok)\n";

        Assert.Equal(["Activated " + Q, "Removed " + Q, $"Delivered {Q} r@b.example 1"], Steps.Of(Assert.Single(Correlating.Mails(System.Text.Encoding.ASCII.GetBytes(log)))));
    }

    [Fact]
    public void A_clock_that_was_set_back_leaves_the_order_of_the_log()
    {
        Mail mail = Correlating.OneMail(new LogText().Received(Q).Deferred(Q).Idle(1100).Later(-5000).Active(Q).Sent(Q).Removed(Q));

        Assert.Equal(["Queued " + Q, "Activated " + Q, $"Deferred {Q} r@b.example 1", "Activated " + Q, $"Delivered {Q} r@b.example 2", "Removed " + Q], Steps.Of(mail));
    }

    [Fact]
    public void A_line_that_came_twice_is_one_attempt()
    {
        const string Line = Q + ": to=<r@b.example>, relay=mx[192.0.2.9]:25, delay=1, delays=0/0/0/1, dsn=4.0.0, status=deferred (later)";
        LogText log = new LogText().Received(Q);
        log.Smtp(Line).Line("cron", 1, "tick").Later(-2).Smtp(Line).Sent(Q).Removed(Q);
        Mail mail = Correlating.OneMail(log);

        Assert.Equal([$"Deferred {Q} r@b.example 1", $"Delivered {Q} r@b.example 2"], Steps.Of(mail).Where(s => s.Contains("r@b", StringComparison.Ordinal)));
    }

    private static void Check(Action<int> holds, int count) => PropertyCheck.Run(Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => holds(seed)), count);

    /// <summary>Of mails that were tried: what hangs on a session alone cannot be told apart once one process' sessions are mixed up. Steps of one time may stand in any order.</summary>
    private static string Histories(List<Mail> mails) => string.Join("\n\n", mails.Where(m => m.Recipients.Any(r => r.Attempts.Count > 0))
        .Select(m => string.Join('\n', m.History.Where(e => e.Step != MailStep.Rejected).Select(Steps.WithTime).Order(StringComparer.Ordinal))).Order(StringComparer.Ordinal));
}
