using MailLog.Parsing;

namespace MailLog.Correlation;

// What the servers decide. A transaction is not delimited in the log: it is over when another sender comes, when the message was refused, or with the session.
internal sealed partial class QmailAssembler
{
    /// <summary>How many lines behind a torn one are not believed.</summary>
    private const int MaxForged = 8;

    private const int MaxTransactions = 1000;

    /// <summary>Sessions of lines that no connection is known for: kept apart, so that nobody's mail gets them.</summary>
    private readonly Dictionary<(ulong Host, int ProcessId), QmailSession> _strangers = [];

    private string? _loginSource;
    private long _loginLine;
    private bool _isTorn;
    private readonly List<SmtpTransaction> _behindLogin = [];

    private void Verdict(in LineContext context, VerdictEvent verdict)
    {
        if (!context.Line.TryGet(out QmailSmtpdEvent decision))
        {
            OtherVerdict(context, verdict);
            return;
        }
        bool isForged = IsBehindTorn(context, decision);
        QmailSession session = SessionOf(context, decision.Client, isForged);
        session.HasSpoken = true;
        session.LastTicks = context.Line.Time.UtcTicks;
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
            Refuse(transaction, session, context.Line.Time.UtcTicks);
    }

    /// <summary>
    /// A user name may hold line feeds, so that what a client sends becomes lines of their own, with stamps of their own. They follow the line of the login directly. When
    /// its quote is not closed, they are not believed; when it is, the rest of the name that stands alone in the end gives them away (<see cref="Remainder"/>).
    /// </summary>
    private bool IsBehindTorn(in LineContext context, QmailSmtpdEvent decision)
    {
        bool follows = _loginSource == context.Line.Source && context.Line.Number == _loginLine + 1 && _behindLogin.Count < MaxForged;
        bool isForged = follows && _isTorn;
        if (!follows)
            _behindLogin.Clear();
        if (decision.User.HasValue && !decision.Sender.HasValue && !isForged)
        {
            _behindLogin.Clear();
            _isTorn = decision.IsTorn;
            follows = true;
        }
        _loginSource = follows ? context.Line.Source : null;
        _loginLine = context.Line.Number;
        if (isForged && context.Line.Bytes.Bytes.EndsWith("'"u8))
            _loginSource = null;
        return isForged;
    }

    /// <summary>A line that is nobody's: behind a login, it may be the rest of a user name, and what stands between was its work.</summary>
    public void Remainder(LogLine line)
    {
        if (_loginSource != line.Source || line.Number != _loginLine + 1)
            return;
        if (line.Bytes.Bytes.EndsWith("'"u8))
            foreach (SmtpTransaction transaction in _behindLogin)
                transaction.Session.IsAnchored = false;
        _behindLogin.Clear();
        _loginSource = null;
    }

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
        long ticks = context.Line.Time.UtcTicks;
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
        CloseTransaction(session, context.Line.Time.UtcTicks);
        if (session.Transactions.Count >= MaxTransactions)
            ForgetTransactions(session, context.Line.Time.UtcTicks);
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
        if (_loginSource == context.Line.Source)
            _behindLogin.Add(transaction);
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
        transaction.LastTicks = context.Line.Time.UtcTicks;
        if (transaction.Accepted.Count < SmtpTransaction.MaxCompared)
            transaction.Accepted.Add(new AcceptedRecipient(readings, transaction.LastTicks));
        session.LastTicks = transaction.LastTicks;
    }

    private static void TellService(in LineContext context, Journal story, QmailSmtpdEvent decision)
    {
        story.Begin(FactKind.SessionService, 0, context.Sequence, context.Line).Add(FactField.Program, context.Line.Component).Add(FactField.Protocol, decision.Protocol).End();
        if (decision.Action is QmailAction.Reject or QmailAction.Deferred)
            story.Begin(decision.User.HasValue ? FactKind.SessionLoginFailed : FactKind.SessionRefusal, 0, context.Sequence, context.Line).End();
    }

    /// <summary>Rules and lists turn a client away before there is a sender; the patches' decisions name the process alone.</summary>
    private void OtherVerdict(in LineContext context, VerdictEvent verdict)
    {
        if (context.Line.ProcessId < 0)
            return;
        bool isConnection = verdict.By == VerdictSource.ConnectionRules;
        if (isConnection)
            _hosts.Of(context.Host).LogsConnections = true;
        QmailSession session = isConnection ? Find(context, verdict.Client.Address.Bytes) ?? Begin(context, context.Line.ProcessId, verdict.Client.Address.Bytes)
            : SessionOf(context, verdict.Client, isForged: false);
        if (isConnection)
            AddConnected(context, session, BracketText(verdict.Client));
        session.HasSpoken = true;
        session.Story?.Begin(FactKind.SessionRefusal, 0, context.Sequence, context.Line).End();
        SmtpTransaction transaction = session.Current is { IsOver: false } current ? current : BeginTransaction(context, session);
        if (transaction.Node is { Mail.IsGone: false } node && _mails.Attach(context, node) is { } facts)
            AddVerdict(context, facts, node.Number, verdict);
        if (verdict.Stage == "DATA"u8)
            Refuse(transaction, session, context.Line.Time.UtcTicks);
    }

    private void AddVerdict(in LineContext context, Journal facts, int node, VerdictEvent verdict)
    {
        facts.Begin(FactKind.Verdict, node, context.Sequence, context.Line)
            .AddByte(FactField.Action, (byte)verdict.Action).AddByte(FactField.By, (byte)verdict.By).AddHooks(verdict)
            .Add(FactField.Component, verdict.Component).Add(FactField.Service, verdict.Component).Add(FactField.Stage, verdict.Stage).Add(FactField.Text, TextOf(context, verdict))
            .Add(FactField.Sender, verdict.Sender).Add(FactField.Recipient, verdict.Recipient).Add(FactField.Helo, verdict.Helo).Add(FactField.Protocol, verdict.Protocol)
            .Add(FactField.Code, verdict.Code);
        if (context.Line.TryGet(out QmailSmtpdEvent decision) && decision.Action == QmailAction.Accept && decision.User.HasValue)
            facts.Add(FactField.SaslMethod, decision.ConditionText).Add(FactField.SaslUsername, decision.User);
        facts.End();
        if (_streams.Verdicts.HasObservers)
        {
            byte[] fact = facts.LastFact.ToArray();
            _streams.Verdicts.Push(MailFold.VerdictOf(new Fact(fact, 0), fact));
        }
    }

    /// <summary>The condition, and what was found.</summary>
    private static byte[] TextOf(in LineContext context, VerdictEvent verdict)
    {
        if (!context.Line.TryGet(out QmailSmtpdEvent decision) || !decision.Information.HasValue)
            return verdict.Text.Bytes.ToArray();
        return [.. decision.ConditionText.Bytes, .. " '"u8, .. decision.Information.Bytes, (byte)'\''];
    }

    private void Command(in LineContext context, SmtpCommandEvent command)
    {
        QmailSession session = SessionOf(context, command.Client, isForged: false);
        session.LastTicks = context.Line.Time.UtcTicks;
        session.HasSpoken = true;
        _hosts.Of(context.Host).LogsTransactions = true;
        session.Story?.Begin(FactKind.SessionService, 0, context.Sequence, context.Line).Add(FactField.Program, "qmail-smtpd"u8).End();
        if (command.Helo.HasValue)
        {
            session.Helo = command.Helo.Bytes.ToArray();
            session.Facts.Begin(FactKind.Greeting, 0, context.Sequence, context.Line).Add(FactField.Helo, command.Helo).Add(FactField.Protocol, command.Command == "EHLO"u8 ? "ESMTP"u8 : "SMTP"u8).End();
        }
        if (command.Sender.HasValue)
            _ties.AddSender(BeginTransaction(context, session), command.Sender.Bytes.ToArray());
        SmtpTransaction? current = session.Current;
        if (current?.Node is { Mail.IsGone: false } node)
            _mails.Attach(context, node)?.Begin(FactKind.Seen, node.Number, context.Sequence, context.Line).Add(FactField.Sender, command.Sender).End();
        if (command.Recipient.HasValue)
        {
            current ??= BeginTransaction(context, session);
            AddAccepted(context, session, current, [(current.Senders.Count > 0 ? current.Senders[0] : [], command.Recipient.Bytes.ToArray())]);
            current.Node?.Mail.Facts.Begin(FactKind.AcceptedRecipient, current.Node.Number, context.Sequence, context.Line).Add(FactField.Recipient, command.Recipient).End();
        }
    }

    private void Accepted(in LineContext context, ClientEvent client)
    {
        if (client.QueuePid is not { } qp)
            return;
        QmailSession session = SessionOf(context, client.Client, isForged: false);
        SmtpTransaction transaction = session.Current ?? BeginTransaction(context, session);
        transaction.LastTicks = context.Line.Time.UtcTicks;
        if (transaction.Node is { Mail.IsGone: false } node)
            _mails.Attach(context, node)?.Begin(FactKind.Seen, node.Number, context.Sequence, context.Line).Add(FactField.Qp, qp).End();
        CloseTransaction(session, context.Line.Time.UtcTicks);
        // Somebody whom no connection proves cannot name another's process.
        if (session.IsAnchored)
            _ties.SetQueuePid(transaction, qp);
    }

    private void Aborted(in LineContext context, SessionAbortedEvent aborted)
    {
        QmailSession session = SessionOf(context, aborted.Client, isForged: false);
        session.Story?.Begin(FactKind.SessionAborted, 0, context.Sequence, context.Line).Add(FactField.Reason, aborted.Reason).Add(FactField.Stage, aborted.Stage).End();
    }
}
