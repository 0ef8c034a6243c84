using System.Reactive.Concurrency;
using System.Reactive.Linq;
using MailLog.Correlation;

namespace MailLog.Alerts;

/// <summary>When to raise an alert.</summary>
/// <param name="Window">How far back outcomes count, in the log's time.</param>
/// <param name="Rate">The part that must have failed, from 0 to 1.</param>
/// <param name="Least">Fewer outcomes than this are no rate.</param>
internal sealed record Threshold(TimeSpan Window, double Rate, int Least);

/// <summary>Alerts of bounce rates, as an Rx query over mails.</summary>
internal static class BounceAlerts
{
    /// <summary>One alert each time that a rate passes the threshold; the next one only after it was below.</summary>
    public static IObservable<Alert> Alerts(this IObservable<Mail> mails, Func<Mail, IEnumerable<Outcome>> outcomes, Threshold threshold) => Observable.Defer(() =>
    {
        // Time is the log's: yesterday's log gives yesterday's alerts, however fast it is read. The clock goes on with each outcome, and never back.
        var clock = new HistoricalScheduler();
        return mails
            .SelectMany(outcomes)
            .Do(outcome => clock.AdvanceTo(outcome.At > clock.Now ? outcome.At : clock.Now))
            // Strangers choose the keys: one that was silent for a whole window has nothing in it, and is forgotten.
            .GroupByUntil(outcome => outcome.Key, group => group.Throttle(threshold.Window, clock))
            .SelectMany(group => group
                .Scan(new BounceWindow(threshold), (window, outcome) => window.Add(outcome))
                .Select(window => window.IsAbove ? window.ToAlert(group.Key) : null)
                .DistinctUntilChanged(alert => alert is not null))
            .Where(alert => alert is not null)
            .Select(alert => alert!);
    });
}
