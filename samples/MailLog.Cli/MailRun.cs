using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>Puts the mails of all inputs together and hands them on beside the reading of further lines: that is half of all work.</summary>
internal static class MailRun
{
    /// <summary>Hands on every mail, one after the other on another thread, in the order in which they were completed.</summary>
    /// <param name="inputs">The logs.</param>
    /// <param name="correlator">Puts mails together.</param>
    /// <param name="take">Gets each mail.</param>
    /// <param name="isFinal">At the end, the mails that are still open are handed on, too.</param>
    public static void ReadAll(Inputs inputs, MailCorrelator correlator, Action<Mail> take, bool isFinal = true)
        => ReadAll(inputs, correlator.Mails, correlator.Feed, isFinal ? correlator.Complete : null, take);

    /// <summary>The same, each host for itself and on several threads.</summary>
    public static void ReadAll(Inputs inputs, ShardedCorrelator correlator, Action<Mail> take) => ReadAll(inputs, correlator.Mails, correlator.Feed, correlator.Complete, take);

    private static void ReadAll(Inputs inputs, MailStream<Mail> mails, Action<LogLine> feed, Action? complete, Action<Mail> take)
    {
        using var taking = new Background<Mail>(take);
        // What the observer throws would be held back until the end.
        var ready = new List<Mail>();
        mails.Subscribe(ready.Add);
        inputs.ReadInTime(line =>
        {
            feed(line);
            if (ready.Count > 0)
                HandOn();
            return true;
        });
        complete?.Invoke();
        HandOn();
        taking.Complete();

        void HandOn()
        {
            ready.ForEach(taking.Add);
            ready.Clear();
        }
    }
}
