using MailLog.Correlation;
using MailLog.Parsing;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>The way of a mail: every step of its history, in order, with who said what.</summary>
public class TimelineTests
{
    private static List<Mail> Mails(string log) => SummaryTests.Read(LogFiles.PathOf(log)).Mails;

    [Fact]
    public void Every_step_of_every_history_is_there()
    {
        foreach (string log in LogFiles.Below(""))
            foreach (Mail mail in Mails(log))
            {
                IReadOnlyList<TimelineStep> steps = MailTimeline.Of(mail);
                // What stopped nothing is no history, and stands in its place.
                Assert.Equal(mail.History.Count + mail.Verdicts.Count(v => StepWords.Of(v.Action) is not null && !(v is { Action: VerdictAction.Accept, By: VerdictSource.Proxy })), steps.Count);
                Assert.Empty(mail.History.Select(h => h.At).Except(steps.Select(s => s.At)));
                Assert.Equal(mail.History.Select(h => StepWords.Of(h)), steps.Where(s => s.Tone != StepTone.Neutral || !IsNote(s)).Select(s => s.What));
                Assert.All(steps, s => Assert.True(s.Delay >= TimeSpan.Zero));
                Assert.All(steps, s => Assert.NotEmpty(s.What));
                if (steps.Count > 0)
                    Assert.Equal(TimeSpan.Zero, steps[0].Delay);
            }
    }

    private static bool IsNote(TimelineStep step) => Enum.GetValues<VerdictAction>().Select(StepWords.Of).Contains(step.What);

    [Fact]
    public void A_refusal_has_the_hook_and_its_words()
    {
        Mail mail = Mails("hooks/mail.log").First(m => m.Verdicts is [{ Text: { } text }] && text.Contains("Relay access denied", StringComparison.Ordinal));
        TimelineStep step = Assert.Single(MailTimeline.Of(mail));
        Assert.Equal(("refused", StepTone.Bad, "by"), (step.What, step.Tone, step.Role));
        Assert.EndsWith("_unauth_destination at RCPT", step.Speaker, StringComparison.Ordinal);
        Assert.Matches("^[45]54 [45]\\.7\\.1 <.*>: Relay access denied$", step.Said);
    }

    [Fact]
    public void Two_attempts_of_one_second_are_not_mistaken_for_each_other()
    {
        // A filter's hand-over and the delivery behind it, for one recipient: each has its own server and reply.
        foreach (Mail mail in Mails("postfix/content_filter.log"))
        {
            var attempts = mail.Recipients.SelectMany(r => r.Attempts.Select(a => (r.Address, a.Relay, a.Response))).ToList();
            foreach (TimelineStep step in MailTimeline.Of(mail).Where(s => s is { Role: "at", Speaker: not null }))
                Assert.Contains(attempts, a => a.Address == step.Recipient && a.Relay == step.Speaker && a.Response!.Contains(step.Said!, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void A_wait_is_told_where_it_was()
    {
        Mail mail = Mails("postfix/outcomes.rfc3339.log").First(m => m.Recipients.Any(r => r.Attempts is [{ Status: RecipientStatus.Deferred }, .., { Status: RecipientStatus.Deferred }]));
        TimelineStep[] deferred = [.. MailTimeline.Of(mail).Where(s => s.Tone == StepTone.Waiting)];
        Assert.Equal(["postponed, attempt 1", "postponed, attempt 2"], deferred.Select(d => d.What).Distinct());
    }
}
