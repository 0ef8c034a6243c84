using Xunit;

namespace MailLog.Correlation.Tests;

/// <summary>What holds for the history of every mail of every real log.</summary>
public class HistoryInvariantTests
{
    [Fact]
    public void Every_attempt_is_in_it_once_and_in_its_order()
    {
        ForAll(mail =>
        {
            List<MailHistoryEntry> results = [.. mail.History.Where(e => e.Attempt > 0 && e.Step != MailStep.AttemptBegun)];
            foreach (Recipient recipient in mail.Recipients)
            {
                HashSet<string> attempts = [.. recipient.Attempts.Select(Of)];
                List<MailHistoryEntry> own = [.. results.Where(e => e.Recipient == recipient.Address && e.Original == recipient.Original && attempts.Contains(Of(e)))];
                Assert.Equal(recipient.Attempts.Select(Of), own.Select(Of));
                Assert.Equal(recipient.Attempts.Select(a => a.Status), own.Select(e => e.Step switch
                {
                    MailStep.Deferred => RecipientStatus.Deferred,
                    MailStep.Bounced or MailStep.Expired => RecipientStatus.Bounced,
                    _ => RecipientStatus.Delivered,
                }));
                results.RemoveAll(own.Contains);
            }
            // The rest are on the way to a filter or another address, and what was deferred before.
            Assert.All(results, e => Assert.Contains(results, hop => hop.Step is MailStep.Filtered or MailStep.Redirected && hop.QueueId == e.QueueId && hop.Recipient == e.Recipient));
        });
    }

    [Fact]
    public void Attempts_are_counted_for_each_recipient()
    {
        ForAll(mail =>
        {
            foreach (var recipient in mail.History.Where(e => e.Attempt > 0).GroupBy(e => (e.Recipient!.ToUpperInvariant(), e.Original)))
            {
                int deferred = 0;
                foreach (MailHistoryEntry e in recipient)
                {
                    Assert.Equal(deferred + 1, e.Attempt);
                    if (e.Step == MailStep.Deferred)
                        deferred++;
                }
            }
        });
    }

    [Fact]
    public void Every_queue_file_begins_with_its_queueing()
    {
        ForAll(mail =>
        {
            foreach (string id in mail.QueueIds.Where(id => !mail.Missing.Contains("start")))
            {
                Assert.Equal(MailStep.Queued, mail.History.First(e => e.QueueId == id).Step);
                Assert.Equal(mail.QueueIds.Count(other => other == id), mail.History.Count(e => e.QueueId == id && e.Step == MailStep.Queued));
            }
        });
    }

    [Fact]
    public void Every_queue_file_ends_with_its_removal()
    {
        ForAll(mail =>
        {
            foreach (string id in mail.QueueIds)
                if (mail.History.Any(e => e.QueueId == id && e.Step == MailStep.Removed))
                    Assert.Equal(MailStep.Removed, mail.History.Last(e => e.QueueId == id).Step);
        });
    }

    [Fact]
    public void Times_rise_within_the_mail()
    {
        ForAll(mail =>
        {
            Assert.Equal(mail.History.OrderBy(e => e.At).Select(Steps.Of), mail.History.Select(Steps.Of));
            Assert.All(mail.History, e => Assert.True(e.At >= mail.FirstSeen && e.At <= mail.LastSeen));
        });
    }

    [Fact]
    public void Notifications_and_refusals_are_all_in_it()
    {
        ForAll(mail =>
        {
            Assert.Equal(mail.Notifications.Select(n => (n.Kind, n.QueueId)).Order(),
                mail.History.Where(e => e.Step == MailStep.Notified).Select(e => (e.Notice!.Value, e.NextId ?? "")).Order());
            Assert.Equal(mail.Verdicts.Count(v => v.Action is Parsing.VerdictAction.Reject or Parsing.VerdictAction.Hangup or Parsing.VerdictAction.Defer),
                mail.History.Count(e => e.Step == MailStep.Rejected && e.FilterId is null));
        });
    }

    [Fact]
    public void It_is_made_once()
    {
        ForAll(mail => Assert.Same(mail.History, mail.History));
    }

    private static void ForAll(Action<Mail> holds)
    {
        int count = 0;
        var failures = new List<string>();
        foreach ((string log, Mail mail) in Steps.OfAllLogs())
        {
            count++;
            try
            {
                holds(mail);
            }
            catch (Xunit.Sdk.XunitException e)
            {
                failures.Add(log + " " + mail + "\n" + e.Message + "\n" + string.Join('\n', mail.History.Select(Steps.WithTime)));
            }
        }
        Assert.True(failures.Count == 0, failures.Count + "\n" + string.Join("\n\n", failures.Take(5)));
        Assert.True(count > 1000);
    }

    private static string Of(DeliveryAttempt attempt) => attempt.At + " " + attempt.QueueId + " " + attempt.Response;

    private static string Of(MailHistoryEntry e) => e.At + " " + e.QueueId + " " + e.Detail;
}
