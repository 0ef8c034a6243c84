using MailLog.Correlation;
using MailLog.Tests;
using Xunit;

namespace MailLog.Cli.Tests;

/// <summary>Which mails a page lists.</summary>
public class MailSelectionTests
{
    private static (MailSelection Selection, List<Mail> Mails) Select(int places, string log)
    {
        (_, List<Mail> mails) = SummaryTests.Read(LogFiles.PathOf(log));
        var selection = new MailSelection(places);
        mails.ForEach(selection.Add);
        return (selection, mails);
    }

    [Theory]
    [InlineData(10)]
    [InlineData(33)]
    [InlineData(98)]
    [InlineData(500)]
    public void Every_place_is_used_and_every_class_has_its_share(int places)
    {
        (MailSelection selection, List<Mail> mails) = Select(places, "hooks/mail.log");
        IReadOnlyDictionary<OutcomeClass, IReadOnlyList<Mail>> chosen = selection.Choose();
        Assert.Equal(Math.Min(places, mails.Count), chosen.Values.Sum(c => c.Count));
        Assert.Equal(mails.Count, MailSelection.Order.Sum(selection.Seen));
        foreach ((OutcomeClass outcome, IReadOnlyList<Mail> some) in chosen)
        {
            Assert.All(some, mail => Assert.Equal(outcome, OutcomeClasses.Of(mail.Outcome)));
            Assert.True(some.Count >= Math.Min(selection.Seen(outcome), places / 5));
            Assert.Equal(some.Distinct().Count(), some.Count);
        }
        // Problems come first: nothing of a class is left out for a later one beyond its share.
        for (int i = 0; i < MailSelection.Order.Count; i++)
            if (chosen[MailSelection.Order[i]].Count < selection.Seen(MailSelection.Order[i]))
                Assert.All(MailSelection.Order.Skip(i + 1), later => Assert.True(chosen[later].Count <= places / 5));
    }

    [Fact]
    public void The_newest_problems_and_the_slowest_deliveries_are_chosen()
    {
        (MailSelection selection, List<Mail> mails) = Select(20, "postfix/outcomes.rfc3339.log");
        IReadOnlyDictionary<OutcomeClass, IReadOnlyList<Mail>> chosen = selection.Choose();
        Assert.Equal(mails.Where(m => OutcomeClasses.Of(m.Outcome) == OutcomeClass.Waiting).Max(m => m.FirstSeen), chosen[OutcomeClass.Waiting][0].FirstSeen);
        Assert.Equal(mails.Where(m => m.Outcome == MailOutcome.Delivered).Max(Took), Took(chosen[OutcomeClass.Delivered][0]));

        static long Took(Mail mail) => mail.LastSeen.UtcTicks - mail.FirstSeen.UtcTicks;
    }
}
