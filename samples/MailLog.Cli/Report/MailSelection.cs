using MailLog.Correlation;

namespace MailLog.Cli;

/// <summary>Chooses the mails that a page lists, so that it stays small whatever the log: problems first, of each class the newest, of delivered mails the slowest.</summary>
/// <remarks>Each class may have a fifth of the places; what one leaves goes to the others, in the order of <see cref="Order"/>. Keeps at most as many mails of each class as there are places.</remarks>
internal sealed class MailSelection(int places)
{
    /// <summary>The classes as they are listed.</summary>
    public static readonly IReadOnlyList<OutcomeClass> Order = [OutcomeClass.Failed, OutcomeClass.Waiting, OutcomeClass.Refused, OutcomeClass.SetAside, OutcomeClass.Delivered];

    private readonly PriorityQueue<Mail, (double Rank, long Arrival)>[] _kept = [.. Order.Select(_ => new PriorityQueue<Mail, (double, long)>())];
    private readonly long[] _seen = new long[Order.Count];
    private long _arrivals;

    public void Add(Mail mail)
    {
        OutcomeClass outcome = OutcomeClasses.Of(mail.Outcome);
        PriorityQueue<Mail, (double, long)> kept = _kept[(int)outcome];
        double rank = outcome == OutcomeClass.Delivered ? mail.LastSeen.UtcTicks - mail.FirstSeen.UtcTicks : mail.FirstSeen.UtcTicks;
        _seen[(int)outcome]++;
        // The first of equal ones stays.
        kept.Enqueue(mail, (rank, -++_arrivals));
        if (kept.Count > places)
            kept.Dequeue();
    }

    /// <summary>How many mails of a class there were.</summary>
    public long Seen(OutcomeClass outcome) => _seen[(int)outcome];

    /// <summary>The chosen mails of each class, best first.</summary>
    public IReadOnlyDictionary<OutcomeClass, IReadOnlyList<Mail>> Choose()
    {
        int[] shares = [.. _kept.Select(k => Math.Min(k.Count, places / Order.Count))];
        int left = places - shares.Sum();
        foreach (OutcomeClass outcome in Order)
        {
            int more = Math.Min(left, _kept[(int)outcome].Count - shares[(int)outcome]);
            shares[(int)outcome] += more;
            left -= more;
        }
        return Order.ToDictionary(o => o, o => (IReadOnlyList<Mail>)[.. _kept[(int)o].UnorderedItems.OrderByDescending(i => i.Priority).Select(i => i.Element).Take(shares[(int)o])]);
    }
}
