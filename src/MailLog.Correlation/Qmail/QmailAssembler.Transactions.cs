using MailLog.Parsing;

namespace MailLog.Correlation;

// What the servers decide. A transaction is not delimited in the log: it is over when another sender comes, when the message was refused, or with the session.
internal sealed partial class QmailAssembler
{
    private const int MaxTransactions = 1000;

    /// <summary>Sessions of lines that no connection is known for: kept apart, so that nobody's mail gets them.</summary>
    private readonly Dictionary<(ulong Host, int ProcessId), QmailSession> _strangers = [];

    private readonly LinesBehindLogin _behindLogin = new();

    private void Verdict(in LineContext context, VerdictEvent verdict)
    {
        if (!context.Line.TryGet(out QmailSmtpdEvent decision))
        {
            OtherVerdict(context, verdict);
            return;
        }
        bool isForged = _behindLogin.IsForged(context.Line, decision);
        QmailSession session = SessionOf(context, decision.Client, isForged);
        session.HasSpoken = true;
        session.LastTicks = context.UtcTicks;
        session.IsPop3 |= decision.IsPop3;
        if (session.Story is { } story)
            TellService(context, story, decision);
        if (decision.Helo.HasValue && !context.Line.IsAmbiguous)
            session.Helo = decision.Helo.Bytes.ToArray();
        if (session.IsPop3)
            return;
        _hosts.Of(context.Host).LogsTransactions = true;
        bool isRefused = decision.Action is QmailAction.Reject or QmailAction.Deferred;
        if (!decision.Sender.HasValue && decision.User.HasValue && isRefused)
        {
            AddVerdict(context, session.Logins ??= new Journal(), 0, verdict);
            return;
        }
        (byte[] Sender, byte[] Recipient)[] readings = decision.Sender.HasValue ? EnvelopeReadings.Of(decision, session.Helo, session.Current?.Senders) : [];
        SmtpTransaction transaction = TransactionOf(context, session, readings);
        if (transaction.Node is { Mail.IsGone: false } node && _mails.Attach(context, node) is { } facts)
            AddVerdict(context, facts, node.Number, verdict);
        if (decision.Action == QmailAction.Accept && decision.Recipient.HasValue)
            AddAccepted(context, session, transaction, readings);
        else if (isRefused && verdict.Stage == "DATA"u8)
            Refuse(transaction, session, context.UtcTicks);
    }

    /// <summary>A line that is nobody's.</summary>
    public void Remainder(LogLine line) => _behindLogin.Remainder(line);

    private QmailSession SessionOf(in LineContext context, Endpoint client, bool isForged)
    {
        if (!isForged && Find(context, client.Address.Bytes) is { } session)
            return session;
        if (!isForged && !_hosts.Of(context.Host).LogsConnections)
        {
            // Nobody logs connections here: the process is all there is.
            QmailSession own = Begin(context, context.Line.ProcessId, client.Address.Bytes);
            AddConnected(context, own, BracketText(client));
            return own;
        }
        var key = (context.Host, context.Line.ProcessId);
        if (_strangers.TryGetValue(key, out QmailSession? stranger) && !stranger.IsEnded)
            return stranger;
        if (_strangers.Count >= _options.MaxOpenSessions)
            _strangers.Clear();
        long ticks = context.UtcTicks;
        stranger = new QmailSession(context.Host, context.Line.ProcessId, client.Address.Bytes.ToArray(), ticks, context.Line.Source);
        _strangers[key] = stranger;
        BeginStory(context, stranger);
        // There is no last line to wait for.
        stranger.EndTicks = ticks;
        _ending.Enqueue(stranger);
        return stranger;
    }

    private SmtpTransaction TransactionOf(in LineContext context, QmailSession session, (byte[] Sender, byte[] Recipient)[] readings)
    {
        if (readings.Length == 0)
            return session.Current is { Senders.Count: 0 } refused ? refused : BeginTransaction(context, session);
        SmtpTransaction? current = session.Current;
        if (current is null || current.IsOver || (current.Senders.Count > 0 && !IsOneOf(readings, current.Senders)))
            current = BeginTransaction(context, session);
        if (current.Senders.Count == 0)
            foreach ((byte[] sender, _) in readings)
                _ties.AddSender(current, sender);
        return current;
    }

    private static bool IsOneOf((byte[] Sender, byte[] Recipient)[] readings, List<byte[]> senders)
    {
        foreach ((byte[] sender, _) in readings)
            foreach (byte[] known in senders)
                if (ReferenceEquals(sender, known) || sender.AsSpan().SequenceEqual(known))
                    return true;
        return false;
    }

    private SmtpTransaction BeginTransaction(in LineContext context, QmailSession session)
    {
        CloseTransaction(session, context.UtcTicks);
        if (session.Transactions.Count >= MaxTransactions)
            ForgetTransactions(session, context.UtcTicks);
        MailNode node = _mails.Add(context, NodeKind.Transaction, default);
        node.Mail.Facts.Append(session.Facts, 0);
        if (session.Logins is { } logins)
        {
            node.Mail.Facts.Append(logins, 0);
            logins.Release();
        }
        var transaction = new SmtpTransaction(session, node);
        session.Transactions.Add(transaction);
        session.Current = transaction;
        _behindLogin.Add(transaction, context.Line);
        return transaction;
    }

    /// <summary>A session that does not end must not fill memory: what is over is forgotten, and of what is not the oldest.</summary>
    private void ForgetTransactions(QmailSession session, long ticks)
    {
        var kept = new List<SmtpTransaction>();
        for (int i = 0; i < session.Transactions.Count; i++)
        {
            SmtpTransaction transaction = session.Transactions[i];
            if (!transaction.IsOver && i >= MaxTransactions / 2 && ticks <= _ties.LastTicks(transaction))
                kept.Add(transaction);
            else
                Forget(transaction);
        }
        session.Transactions.Clear();
        session.Transactions.AddRange(kept);
    }

    private void Forget(SmtpTransaction transaction)
    {
        _ties.Remove(transaction);
        if (!transaction.IsOver && transaction.Node is { } node)
            _mails.End(node);
    }

    /// <summary>The session goes on to another transaction, or ends.</summary>
    private void CloseTransaction(QmailSession session, long ticks)
    {
        if (session.Current is not { } transaction)
            return;
        session.Current = null;
        transaction.NextTicks = Math.Min(transaction.NextTicks, ticks);
        // Nobody was accepted: the refusals are all there is.
        if (transaction.Accepted.Count == 0 && transaction.Node is { Mail.IsGone: false } node)
            _mails.End(node);
    }

    private void Refuse(SmtpTransaction transaction, QmailSession session, long ticks)
    {
        transaction.IsRefused = true;
        CloseTransaction(session, ticks);
        if (transaction.Node is { Mail.IsGone: false } node)
            _mails.End(node);
    }

    private static void AddAccepted(in LineContext context, QmailSession session, SmtpTransaction transaction, (byte[] Sender, byte[] Recipient)[] readings)
    {
        transaction.LastTicks = context.UtcTicks;
        if (transaction.Accepted.Count < SmtpTransaction.MaxCompared)
            transaction.Accepted.Add(new AcceptedRecipient(readings, transaction.LastTicks));
        session.LastTicks = transaction.LastTicks;
    }
}
