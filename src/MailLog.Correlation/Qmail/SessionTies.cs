using System.Buffers;

namespace MailLog.Correlation;

/// <summary>
/// Ties messages in qmail's queue to the sessions they came from. Where the session logs the process that queued the message, that proves it. Else sender, time,
/// recipients and the order of processes are weighed, after a while, when the recipients of the message are known: a rule of thumb, marked as such.
/// </summary>
internal sealed partial class SessionTies(CorrelatorOptions options, MailTables mails, QmailHosts hosts)
{
    /// <summary>How long after the session a message may be seen in the queue, while qmail-send runs; and how long a message waits to be decided.</summary>
    public const long Window = 15 * TimeSpan.TicksPerSecond;

    /// <summary>Loggers stamp what they read, not what was written: a message may seem to be older than the recipient that was accepted for it.</summary>
    private const long Early = TimeSpan.TicksPerSecond / 2;

    private readonly Queue<QueuedMessage> _order = new();
    private readonly Dictionary<MailNode, QueuedMessage> _undecided = [];
    private readonly Dictionary<(ulong Host, ulong Sender), Pending<QueuedMessage>> _messages = [];
    private readonly Dictionary<(ulong Host, ulong Sender), Pending<SmtpTransaction>> _transactions = [];
    private readonly Dictionary<(ulong Host, int Qp), QueuedMessage> _messageByQp = [];
    private readonly Dictionary<(ulong Host, int Qp), SmtpTransaction> _transactionByQp = [];
    private readonly Dictionary<ulong, List<QmailSession>> _silent = [];

    /// <summary>A message has come into the queue.</summary>
    public void Add(QueuedMessage message)
    {
        Enqueue(message);
        if (_transactionByQp.TryGetValue((message.Host, message.Qp), out SmtpTransaction? transaction) && IsInTime(message, transaction))
            TieExactly(message, transaction);
    }

    /// <summary>The session logged the process that queued the transaction's message.</summary>
    public void SetQueuePid(SmtpTransaction transaction, int qp)
    {
        transaction.Qp = qp;
        _transactionByQp[(transaction.Session.Host, qp)] = transaction;
        if (_messageByQp.TryGetValue((transaction.Session.Host, qp), out QueuedMessage? message) && !message.IsDecided && IsInTime(message, transaction))
            TieExactly(message, transaction);
    }

    /// <summary>A transaction is found by each reading of its sender.</summary>
    public void AddSender(SmtpTransaction transaction, byte[] raw)
    {
        transaction.Senders.Add(raw);
        AddTo(_transactions, (transaction.Session.Host, SafeHash(raw)), transaction, t => t.IsRemoved);
    }

    /// <summary>A session that may log nothing but its connection.</summary>
    public void AddSession(QmailSession session)
    {
        if (!_silent.TryGetValue(session.Host, out List<QmailSession>? sessions))
            _silent.Add(session.Host, sessions = []);
        sessions.Add(session);
    }

    /// <summary>The message, while it is not decided where it comes from.</summary>
    public QueuedMessage? Undecided(MailNode node) => _undecided.TryGetValue(node, out QueuedMessage? message) ? message : null;

    /// <summary>Decides the messages that have waited long enough.</summary>
    public void DecideDue(long ticks)
    {
        while (_order.Count > 0)
        {
            QueuedMessage message = _order.Peek();
            if (!message.IsDecided && !message.HasOrigin && !message.Node.Mail.IsGone && ticks - message.Ticks < Window && _order.Count <= options.MaxOpenMails)
                return;
            _order.Dequeue();
            if (message.IsDecided)
                continue;
            mails.SettleHandOver(message.Node);
            Decide(message);
        }
    }

    /// <summary>Decides everything, since no line is awaited.</summary>
    public void DecideAll() => DecideDue(long.MaxValue);

    /// <summary>The transaction cannot be tied any more.</summary>
    public void Remove(SmtpTransaction transaction)
    {
        transaction.IsRemoved = true;
        foreach (byte[] sender in transaction.Senders)
            RemoveEmpty(_transactions, (transaction.Session.Host, SafeHash(sender)));
        if (transaction.Qp != 0 && _transactionByQp.TryGetValue((transaction.Session.Host, transaction.Qp), out SmtpTransaction? same) && same == transaction)
            _transactionByQp.Remove((transaction.Session.Host, transaction.Qp));
    }

    public void Remove(QmailSession session)
    {
        if (_silent.TryGetValue(session.Host, out List<QmailSession>? sessions) && sessions.Remove(session) && sessions.Count == 0)
            _silent.Remove(session.Host);
    }

    /// <summary>Until when a message of the transaction may be seen in the queue.</summary>
    public long LastTicks(SmtpTransaction transaction)
    {
        long end = transaction.EndTicks;
        if (end == long.MaxValue)
            return end;
        QmailHost host = hosts.Of(transaction.Session.Host);
        return host.IsDown ? long.MaxValue : Math.Max(end, host.UpSince) + Window;
    }

    private void Enqueue(QueuedMessage message)
    {
        _order.Enqueue(message);
        _undecided[message.Node] = message;
        AddTo(_messages, (message.Host, TextHash.Of(message.Sender)), message, m => m.IsDecided);
        _messageByQp[(message.Host, message.Qp)] = message;
    }

    private bool IsInTime(QueuedMessage message, SmtpTransaction transaction)
        => !transaction.IsOver && message.Ticks >= transaction.LastTicks - Window && message.Ticks <= LastTicks(transaction);

    private void TieExactly(QueuedMessage message, SmtpTransaction transaction)
    {
        Tie(message, transaction, TieQuality.Exact, 1, matched: null);
        Settle(message);
    }

    /// <summary>From now on they are one mail.</summary>
    private void Tie(QueuedMessage message, SmtpTransaction transaction, TieQuality quality, int candidates, List<int>? matched)
    {
        MailNode node = message.Node;
        transaction.IsTied = true;
        if (transaction.Node is { Mail.IsGone: false } own)
        {
            own.IsEnded = true;
            mails.Merge(own, node);
        }
        else
        {
            node.Mail.Facts.Append(transaction.Session.Facts, node.Number);
        }
        Note(message, quality, candidates);
        if (quality != TieQuality.Ambiguous)
            hosts.Of(message.Host).NoteUser(message.UserId);
        transaction.Session.Story?.Begin(FactKind.SessionMail, 0, node.Mail.LastSequence, message.Ticks, message.OffsetMinutes, 0).Add(FactField.QueueId, node.Key.Id).End();
        Remove(transaction);
        if (matched is { Count: > 0 } && matched.Count < transaction.Accepted.Count)
            KeepRest(transaction, matched);
        message.HasOrigin = true;
    }

    private static void Note(QueuedMessage message, TieQuality quality, int candidates)
        => message.Node.Mail.Facts.Begin(FactKind.Tie, message.Node.Number, message.Node.Mail.LastSequence, message.Ticks, message.OffsetMinutes, 0)
            .AddByte(FactField.Kind, (byte)TieKind.Session).AddByte(FactField.By, (byte)quality).Add(FactField.Candidates, candidates).End();

    /// <summary>Two messages of one sender look like one transaction: what the first leaves may be the second.</summary>
    private void KeepRest(SmtpTransaction transaction, List<int> matched)
    {
        var rest = new SmtpTransaction(transaction.Session, node: null) { LastTicks = transaction.LastTicks, NextTicks = transaction.NextTicks };
        for (int i = 0; i < transaction.Accepted.Count; i++)
            if (!matched.Contains(i))
                rest.Accepted.Add(transaction.Accepted[i]);
        foreach (byte[] sender in transaction.Senders)
            AddSender(rest, sender);
        transaction.Session.Transactions.Add(rest);
    }

    private void Settle(QueuedMessage message)
    {
        message.IsDecided = true;
        _undecided.Remove(message.Node);
        RemoveEmpty(_messages, (message.Host, TextHash.Of(message.Sender)));
        if (_messageByQp.TryGetValue((message.Host, message.Qp), out QueuedMessage? same) && same == message)
            _messageByQp.Remove((message.Host, message.Qp));
        MailNode node = message.Node;
        if (node.Mail.IsGone)
            return;
        // Neither a session nor another message, and not the user of the server: somebody on the host itself.
        if (!message.HasOrigin && hosts.Of(message.Host).IsServerUser(message.UserId) == false)
            node.Mail.Facts.Begin(FactKind.Pickup, node.Number, node.Mail.LastSequence, message.Ticks, message.OffsetMinutes, 0).Add(FactField.Uid, message.UserId).End();
        if (node.IsRemoved)
            mails.End(node);
    }

    private static void AddTo<T>(Dictionary<(ulong, ulong), Pending<T>> table, (ulong, ulong) key, T item, Func<T, bool> isDone)
    {
        if (!table.TryGetValue(key, out Pending<T>? pending))
            table.Add(key, pending = new Pending<T>(isDone));
        pending.Add(item);
    }

    private static void RemoveEmpty<T>(Dictionary<(ulong, ulong), Pending<T>> table, (ulong, ulong) key)
    {
        if (table.TryGetValue(key, out Pending<T>? pending) && pending.IsEmpty)
            table.Remove(key);
    }

    private static ulong SafeHash(ReadOnlySpan<byte> raw)
    {
        byte[] safe = ArrayPool<byte>.Shared.Rent(raw.Length);
        LogSafe.Write(raw, safe);
        ulong hash = TextHash.Of(safe.AsSpan(0, raw.Length));
        ArrayPool<byte>.Shared.Return(safe);
        return hash;
    }
}
