using System.Diagnostics.Metrics;

namespace MailLog.Correlation;

/// <summary>What correlators tell a meter, when it asks.</summary>
/// <remarks>It asks on a thread of its own: a number that is a line old does no harm.</remarks>
internal static class CorrelatorMetrics
{
    /// <summary>Tells a meter of correlators.</summary>
    /// <param name="meter">The meter.</param>
    /// <param name="sum">The sum of a number over all correlators.</param>
    public static void Tell(Meter meter, Func<Func<MailCorrelator, long>, long> sum)
    {
        meter.CreateObservableCounter("maillog.mails", () => sum(c => c.Pushed), "{mail}", "Mails whose story is over.");
        meter.CreateObservableCounter("maillog.mails.evicted", () => sum(c => c.Evicted), "{mail}", "Mails let go at a bound of memory, incomplete.");
        meter.CreateObservableUpDownCounter("maillog.mails.open", () => sum(c => c.OpenMails), "{mail}", "Mails that are being assembled or wait out their grace.");
        meter.CreateObservableUpDownCounter("maillog.sessions.open", () => sum(c => c.OpenSessions), "{session}", "SMTP sessions of Postfix that are open.");
    }
}
