using System.Text;
using System.Text.RegularExpressions;
using MailLog.Tests;
using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>As many steps as there are lines that tell them: counted in the text of the log, by its words alone.</summary>
public class HistoryCountTests
{
    public static TheoryData<string> Logs => new(LogFiles.All);

    [Theory, MemberData(nameof(Logs))]
    public void Every_line_of_a_queue_file_is_a_step(string log)
    {
        byte[] bytes = LogFiles.Read(log);
        string text = Encoding.Latin1.GetString(bytes);
        List<Mail> mails = Correlating.Mails(bytes);
        // Probes are no mails.
        HashSet<string> ids = [.. mails.SelectMany(m => m.QueueIds)];

        Assert.Equal(Lines(@"/qmgr\[\d+\]: (\w+): from=<.*, size=.*\(queue active\)$"), Count(MailStep.Activated));
        Assert.Equal(Lines(@"/(?:qmgr|cleanup|postsuper)\[\d+\]: (\w+): removed( \(\w+\))?$"), Count(MailStep.Removed));
        Assert.Equal(Lines(@"/qmgr\[\d+\]: (\w+): from=<.*>, status=(force-)?expired, returned to sender$"), Count(MailStep.Expired));
        Assert.Equal(Lines(@"/bounce\[\d+\]: (\w+): (sender|postmaster) [a-z -]+ notification: \w+$"), Count(MailStep.Notified));
        Assert.Equal(Lines(@"\[\d+\]: (\w+): to=<.*, status=deferred \("), Count(MailStep.Deferred));
        Assert.Equal(Lines(@"\[\d+\]: (\w+): to=<.*, status=bounced \("), Count(MailStep.Bounced));
        Assert.Equal(Lines(@"\[\d+\]: (\w+): to=<.*, status=sent \("), Count(MailStep.Delivered) + mails.Sum(m => m.History.Count(e => e.Attempt > 0 && e.Step is MailStep.Filtered or MailStep.Redirected)));

        int Lines(string pattern) => Regex.Matches(text, pattern, RegexOptions.Multiline).Count(m => ids.Contains(m.Groups[1].Value));

        int Count(MailStep step) => mails.Sum(m => m.History.Count(e => e.Step == step));
    }

    /// <summary>qmail-send was killed in one run, and told of a message again: that is queued once.</summary>
    [Theory]
    [InlineData("nq1", 1)]
    [InlineData("sq2", 0)]
    [InlineData("sqzoo", 0)]
    public void Every_line_of_a_message_is_a_step(string run, int toldTwice)
    {
        string text = Encoding.Latin1.GetString(LogFiles.Read("qmail/" + run + ".send.log"));
        List<MailHistoryEntry> steps = [.. new[] { QmailRun.Notqmail, QmailRun.Sqmail, QmailRun.Conditions }.Single(r => r.Name == run).Mails.SelectMany(m => m.History)];

        Assert.Equal(Lines(" new msg "), Count(MailStep.Queued) + toldTwice);
        Assert.Equal(Lines(" end msg "), Count(MailStep.Removed));
        Assert.Equal(Lines(" starting delivery "), Count(MailStep.AttemptBegun));
        Assert.Equal(Lines(@" delivery \d+: deferral: "), Count(MailStep.Deferred));
        Assert.Equal(Lines(@" delivery \d+: failure: "), Count(MailStep.Bounced) + Count(MailStep.Expired));
        Assert.Equal(Lines(@" delivery \d+: success: "), Count(MailStep.Delivered) + steps.Count(e => e.Attempt > 0 && e.Step == MailStep.Redirected));
        Assert.Equal(Lines(@" bounce msg \d+ qp "), Count(MailStep.Notified));
        Assert.Equal(Lines(" (double|triple) bounce: discarding"), Count(MailStep.Discarded));

        int Lines(string pattern) => Regex.Count(text, @"^\S+" + pattern, RegexOptions.Multiline);

        int Count(MailStep step) => steps.Count(e => e.Step == step);
    }
}
