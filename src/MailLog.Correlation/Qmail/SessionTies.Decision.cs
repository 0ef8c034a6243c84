namespace MailLog.Correlation;

// Which transaction a message came from, when no id tells.
internal sealed partial class SessionTies
{
    /// <summary>How many messages and transactions of one sender are weighed against each other at a time.</summary>
    private const int MaxWeighed = 128;

    private const double Impossible = double.MaxValue;

    /// <summary>What it costs to leave a message without its session, against seconds of distance.</summary>
    private const double Unmatched = 1000;

    /// <summary>The order of two logs' stamps is sure only to this.</summary>
    private const long Jitter = TimeSpan.TicksPerSecond / 20;

    /// <summary>Decides a message, together with others of the same sender: what belongs to one of them does not belong to another.</summary>
    private void Decide(QueuedMessage due)
    {
        if (due.HasOrigin || due.Node.Mail.IsGone || due.Node.HasParent)
        {
            due.HasOrigin = true;
            Settle(due);
            return;
        }
        var key = (due.Host, TextHash.Of(due.Sender));
        List<QueuedMessage> messages = _messages[key].First(MaxWeighed, m => !m.HasOrigin && !m.Node.Mail.IsGone && !m.Node.HasParent);
        List<SmtpTransaction> transactions = _transactions.TryGetValue(key, out Pending<SmtpTransaction>? all)
            ? all.First(MaxWeighed, t => !t.IsOver && t.Session.IsAnchored && t.Accepted.Count > 0 && t.HasSender(due.Sender))
            : [];
        if (transactions.Count == 0 || !messages.Contains(due))
        {
            DecideBlindly(due);
            Settle(due);
            return;
        }
        // Messages stand in the order in which they were seen in the queue; where ids tell when they were made, that is better.
        if (hosts.Of(due.Host).ProcessesIn(transactions[0].Session.Source).IsInOrder)
            SortByProcess(messages);
        transactions.Sort((a, b) => a.LastTicks.CompareTo(b.LastTicks));
        double[,] cost = Weigh(messages, transactions);
        // Mostly there is one of each.
        int[] choice = cost.Length == 1 ? [cost[0, 0] < Impossible ? 0 : -1] : Align(cost, messages.Count, transactions.Count);
        int at = messages.IndexOf(due);
        if (choice[at] < 0 && FindSharer(due, messages, transactions, choice) is >= 0 and int sharer)
        {
            Apply(messages, transactions, cost, sharer, choice[sharer]);
            Decide(due);
            return;
        }
        // With many at once, what is decided for one half holds for it: the other half sees what comes.
        for (int i = 0; i < messages.Count; i++)
            if (i == at || (messages.Count == MaxWeighed && i < MaxWeighed / 2))
                Apply(messages, transactions, cost, i, choice[i]);
    }

    /// <summary>
    /// Several messages of one sender in one session look like one transaction. The message that has it, if what it leaves can be that of one that found none.
    /// </summary>
    private static int FindSharer(QueuedMessage due, List<QueuedMessage> messages, List<SmtpTransaction> transactions, int[] choice)
    {
        for (int i = 0; i < messages.Count; i++)
        {
            if (choice[i] < 0 || Match(messages[i], transactions[choice[i]]) is not { Count: > 0 } matched || matched.Count == transactions[choice[i]].Accepted.Count)
                continue;
            if (transactions[choice[i]].Match(due.Sender, due.Recipients, due.Ticks + Early, matched) is { Count: > 0 })
                return i;
        }
        return -1;
    }

    private static List<int>? Match(QueuedMessage message, SmtpTransaction transaction) => transaction.Match(message.Sender, message.Recipients, message.Ticks + Early);

    private void Apply(List<QueuedMessage> messages, List<SmtpTransaction> transactions, double[,] cost, int at, int choice)
    {
        QueuedMessage message = messages[at];
        if (choice < 0)
        {
            Settle(message);
            return;
        }
        SmtpTransaction transaction = transactions[choice];
        // How many sessions the message may be from, or how many messages that session may have sent: the tie is one of so many.
        int sessions = 0, others = 0;
        for (int j = 0; j < transactions.Count; j++)
            sessions += cost[at, j] < Impossible ? 1 : 0;
        for (int i = 0; i < messages.Count; i++)
            others += cost[i, choice] < Impossible ? 1 : 0;
        int candidates = Math.Max(sessions, others);
        if (message.IsDoubtful || transaction.IsDoubtful)
            candidates = Math.Max(candidates, 2);
        // What was possible before stays a reason for doubt when it is no longer there.
        for (int j = 0; j < transactions.Count && candidates > 1; j++)
            transactions[j].IsDoubtful |= cost[at, j] < Impossible;
        for (int i = 0; i < messages.Count && candidates > 1; i++)
            messages[i].IsDoubtful |= cost[i, choice] < Impossible;
        Tie(message, transaction, candidates > 1 ? TieQuality.Ambiguous : TieQuality.Heuristic, candidates, Match(message, transaction));
        Settle(message);
    }

    private double[,] Weigh(List<QueuedMessage> messages, List<SmtpTransaction> transactions)
    {
        var cost = new double[messages.Count, transactions.Count];
        for (int i = 0; i < messages.Count; i++)
        {
            bool isAny = false;
            for (int j = 0; j < transactions.Count; j++)
                isAny |= (cost[i, j] = Weigh(messages[i], transactions[j], byOrder: true)) < Impossible;
            // Process ids in containers or at random: without their order, rather than without an answer.
            for (int j = 0; j < transactions.Count && !isAny; j++)
                cost[i, j] = Weigh(messages[i], transactions[j], byOrder: false);
        }
        return cost;
    }

    /// <summary>How unlikely it is that a message is of a transaction.</summary>
    /// <param name="message">The message.</param>
    /// <param name="transaction">The transaction.</param>
    /// <param name="byOrder">Process ids are given out in order: qmail-queue begins behind the server, and behind the last recipient.</param>
    private double Weigh(QueuedMessage message, SmtpTransaction transaction, bool byOrder)
    {
        if (message.Ticks > LastTicks(transaction) || (transaction.Qp != 0 && transaction.Qp != message.Qp && _messageByQp.ContainsKey((message.Host, transaction.Qp))))
            return Impossible;
        if (Match(message, transaction) is not { } matched || transaction.LastOf(matched, message.Ticks + Early) is not { } accepted)
            return Impossible;
        QmailHost host = hosts.Of(message.Host);
        // Without a better clue, a message is seen in the queue about when its session ends.
        long began = message.Ticks, expected = transaction.EndTicks == long.MaxValue ? accepted : Math.Max(accepted, transaction.EndTicks);
        double penalty = 0;
        if (byOrder && host.ProcessesIn(transaction.Session.Source) is { IsInOrder: true } processes)
        {
            (long from, long to) = processes.BirthOf(message.Qp, message.Ticks);
            if (accepted > to || transaction.EndTicks < from - Jitter)
                return Impossible;
            if (to != long.MaxValue)
                (began, expected) = (Math.Min(began, to), accepted);
            // A server's first line comes a little after it began, so the lower limit is not as sure.
            penalty = transaction.EndTicks < from ? 50 : 0;
        }
        double cost = penalty + Math.Abs(began - expected) / (double)TimeSpan.TicksPerSecond;
        if (transaction.EndTicks != long.MaxValue && message.Ticks > transaction.EndTicks + Jitter)
            cost += 2 * (message.Ticks - transaction.EndTicks) / (double)TimeSpan.TicksPerSecond;
        if (matched.Count != transaction.Accepted.Count)
            cost += 5;
        return host.IsServerUser(message.UserId) == false ? cost + 20 : cost;
    }

    /// <summary>Both in their order, so that all of them together cost least. What that leaves takes what is left.</summary>
    private static int[] Align(double[,] cost, int messages, int transactions)
    {
        var best = new double[messages + 1, transactions + 1];
        for (int i = 1; i <= messages; i++)
            best[i, 0] = i * Unmatched;
        for (int i = 1; i <= messages; i++)
            for (int j = 1; j <= transactions; j++)
            {
                double least = Math.Min(best[i, j - 1], best[i - 1, j] + Unmatched);
                double pair = cost[i - 1, j - 1];
                best[i, j] = pair < Impossible ? Math.Min(least, best[i - 1, j - 1] + pair) : least;
            }
        int[] choice = new int[messages];
        bool[] taken = new bool[transactions];
        for (int i = messages, j = transactions; i > 0; i--)
        {
            while (j > 0 && best[i, j] == best[i, j - 1])
                j--;
            bool isPair = j > 0 && best[i, j] != best[i - 1, j] + Unmatched;
            choice[i - 1] = isPair ? --j : -1;
            if (isPair)
                taken[j] = true;
        }
        for (int i = 0; i < messages; i++)
        {
            if (choice[i] >= 0)
                continue;
            int least = -1;
            for (int j = 0; j < transactions; j++)
                if (!taken[j] && cost[i, j] < Impossible && (least < 0 || cost[i, j] < cost[i, least]))
                    least = j;
            choice[i] = least;
            if (least >= 0)
                taken[least] = true;
        }
        return choice;
    }

    /// <summary>In the order in which the processes that queued them were started: their ids, across the point where these begin anew.</summary>
    private static void SortByProcess(List<QueuedMessage> messages)
    {
        const int sameRound = 10_000;
        var keys = new Dictionary<QueuedMessage, long>();
        long round = 0;
        int last = messages[0].Qp;
        foreach (QueuedMessage message in messages)
        {
            if (message.Qp < last - sameRound)
                round++;
            else if (message.Qp > last + sameRound && round > 0)
                round--;
            last = message.Qp;
            keys[message] = (round << 32) + message.Qp;
        }
        messages.Sort((a, b) => keys[a].CompareTo(keys[b]));
    }

    /// <summary>Where the server logs no transactions, all that speaks for a session is that it was open at that time, and began shortly before.</summary>
    private void DecideBlindly(QueuedMessage message)
    {
        QmailHost host = hosts.Of(message.Host);
        if (host.LogsTransactions || host.IsServerUser(message.UserId) == false || !_silent.TryGetValue(message.Host, out List<QmailSession>? sessions))
            return;
        QmailSession? best = null;
        int candidates = 0;
        foreach (QmailSession session in sessions)
        {
            long end = session.EndTicks == long.MaxValue ? session.EndTicks : Math.Max(session.EndTicks, host.UpSince) + Early;
            if (session.HasSpoken || !session.IsAnchored || message.Ticks < session.BirthTicks - Jitter || message.Ticks > end || (host.ProcessesIn(session.Source).IsInOrder && IsBefore(message.Qp, session.ProcessId)))
                continue;
            candidates++;
            if (best is null || IsNearer(message, session, best))
                best = session;
        }
        if (best is null)
            return;
        best.TiedBlindly++;
        var transaction = new SmtpTransaction(best, node: null);
        Tie(message, transaction, candidates > 1 ? TieQuality.Ambiguous : TieQuality.Heuristic, candidates, matched: null);
    }

    private static bool IsBefore(int qp, int processId) => qp <= processId && processId - qp < 10_000;

    /// <summary>Each session mostly sends one message; of several, that began last before the message was queued is the likeliest.</summary>
    private static bool IsNearer(QueuedMessage message, QmailSession one, QmailSession other)
    {
        if (one.TiedBlindly != other.TiedBlindly)
            return one.TiedBlindly < other.TiedBlindly;
        int near = message.Qp - one.ProcessId, far = message.Qp - other.ProcessId;
        return near > 0 && (far <= 0 || near < far);
    }
}
