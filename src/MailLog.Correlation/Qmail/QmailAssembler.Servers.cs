using MailLog.Parsing;

namespace MailLog.Correlation;

// What other servers than s/qmail's say of a session: rules and lists that turn it away, the logging patches of notqmail and netqmail; and how a decision is kept.
internal sealed partial class QmailAssembler
{
    private static void TellService(in LineContext context, Journal story, QmailSmtpdEvent decision)
    {
        story.Begin(FactKind.SessionService, 0, context).Add(FactField.Program, context.Line.Component).Add(FactField.Protocol, decision.Protocol).End();
        if (decision.Action is QmailAction.Reject or QmailAction.Deferred)
            story.Begin(decision.User.HasValue ? FactKind.SessionLoginFailed : FactKind.SessionRefusal, 0, context).End();
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
        session.Story?.Begin(FactKind.SessionRefusal, 0, context).End();
        SmtpTransaction transaction = session.Current is { IsOver: false } current ? current : BeginTransaction(context, session);
        if (transaction.Node is { Mail.IsGone: false } node && _mails.Attach(context, node) is { } facts)
            AddVerdict(context, facts, node.Number, verdict);
        if (verdict.Stage == "DATA"u8)
            Refuse(transaction, session, context.UtcTicks);
    }

    private void AddVerdict(in LineContext context, Journal facts, int node, VerdictEvent verdict)
    {
        facts.Begin(FactKind.Verdict, node, context)
            .AddByte(FactField.Action, (byte)verdict.Action).AddByte(FactField.By, (byte)verdict.By).AddHooks(verdict)
            .Add(FactField.Component, verdict.Component).Add(FactField.Service, verdict.Component).Add(FactField.Stage, verdict.Stage).Add(FactField.Text, TextOf(context, verdict))
            .Add(FactField.Sender, verdict.Sender).Add(FactField.Recipient, verdict.Recipient).Add(FactField.Helo, verdict.Helo).Add(FactField.Protocol, verdict.Protocol)
            .Add(FactField.Code, verdict.Code);
        if (context.Line.TryGet(out QmailSmtpdEvent decision) && decision.Action == QmailAction.Accept && decision.User.HasValue)
            facts.Add(FactField.SaslMethod, decision.ConditionText).Add(FactField.SaslUsername, decision.User);
        facts.End();
        if (_streams.Verdicts.HasObservers)
            _streams.PushVerdict(facts);
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
        session.LastTicks = context.UtcTicks;
        session.HasSpoken = true;
        _hosts.Of(context.Host).LogsTransactions = true;
        session.Story?.Begin(FactKind.SessionService, 0, context).Add(FactField.Program, "qmail-smtpd"u8).End();
        if (command.Helo.HasValue)
        {
            session.Helo = command.Helo.Bytes.ToArray();
            session.Facts.Begin(FactKind.Greeting, 0, context).Add(FactField.Helo, command.Helo).Add(FactField.Protocol, command.Command == "EHLO"u8 ? "ESMTP"u8 : "SMTP"u8).End();
        }
        if (command.Sender.HasValue)
            _ties.AddSender(BeginTransaction(context, session), command.Sender.Bytes.ToArray());
        SmtpTransaction? current = session.Current;
        if (current?.Node is { Mail.IsGone: false } node)
            _mails.Attach(context, node)?.Begin(FactKind.Seen, node.Number, context).Add(FactField.Sender, command.Sender).End();
        if (command.Recipient.HasValue)
        {
            current ??= BeginTransaction(context, session);
            AddAccepted(context, session, current, [(current.Senders.Count > 0 ? current.Senders[0] : [], command.Recipient.Bytes.ToArray())]);
            current.Node?.Mail.Facts.Begin(FactKind.AcceptedRecipient, current.Node.Number, context).Add(FactField.Recipient, command.Recipient).End();
        }
    }

    private void Accepted(in LineContext context, ClientEvent client)
    {
        if (client.QueuePid is not { } qp)
            return;
        QmailSession session = SessionOf(context, client.Client, isForged: false);
        SmtpTransaction transaction = session.Current ?? BeginTransaction(context, session);
        transaction.LastTicks = context.UtcTicks;
        if (transaction.Node is { Mail.IsGone: false } node)
            _mails.Attach(context, node)?.Begin(FactKind.Seen, node.Number, context).Add(FactField.Qp, qp).End();
        CloseTransaction(session, context.UtcTicks);
        // Somebody whom no connection proves cannot name another's process.
        if (session.IsAnchored)
            _ties.SetQueuePid(transaction, qp);
    }

    private void Aborted(in LineContext context, SessionAbortedEvent aborted)
    {
        QmailSession session = SessionOf(context, aborted.Client, isForged: false);
        session.Story?.Begin(FactKind.SessionAborted, 0, context).Add(FactField.Reason, aborted.Reason).Add(FactField.Stage, aborted.Stage).End();
    }
}
