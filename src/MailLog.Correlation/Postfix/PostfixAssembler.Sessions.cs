using MailLog.Parsing;

namespace MailLog.Correlation;

internal sealed partial class PostfixAssembler
{
    /// <summary>Ends what the sessions still hold, since no line will.</summary>
    public void Complete()
    {
        while (sessions.Oldest is { } session)
            Close(session);
    }

    private void Connect(in LineContext context, ConnectEvent connect)
    {
        Session? session = sessions.Find(context.Session);
        // A session without its first line is this one's, a little out of order; any other has lost its last line.
        if (session is not null && (session.HasConnect || context.Sequence - session.Birth > options.GraceLines))
        {
            Close(session);
            session = null;
        }
        session ??= sessions.Add(context);
        session.HasConnect = true;
        AddConnected(context, session.Facts, 0, connect.Client);
        foreach (MailNode node in session.Opened)
            AddConnected(context, node.Mail.Facts, node.Number, connect.Client);
        if (sessions.Surplus is { } surplus)
            Close(surplus);
    }

    private void AddConnected(in LineContext context, Journal facts, int node, Endpoint client)
    {
        mails.Keep(context, facts, node);
        facts.Begin(FactKind.Connected, node, context.Sequence, context.Line).Add(FactField.Client, client.Text).End();
    }

    private void Tls(in LineContext context, TlsEvent tls)
    {
        if (!tls.IsIncoming || sessions.Find(context.Session) is not { } session)
            return;
        AddTls(context, session.Facts, 0, tls);
        foreach (MailNode node in session.Opened)
            AddTls(context, node.Mail.Facts, node.Number, tls);
    }

    private void AddTls(in LineContext context, Journal facts, int node, TlsEvent tls)
    {
        mails.Keep(context, facts, node);
        facts.Begin(FactKind.Tls, node, context.Sequence, context.Line)
            .Add(FactField.Protocol, tls.Protocol).Add(FactField.Cipher, tls.Cipher).Add(FactField.Bits, tls.Bits ?? 0).Add(FactField.Trust, tls.Trust).End();
    }

    private void Client(in LineContext context, ClientEvent client)
    {
        Session session = sessions.FindOrAdd(context);
        MailNode node;
        if (client.QueueId.HasValue)
        {
            node = Begin(context, client.QueueId);
        }
        else
        {
            if (session.Proxied is { } before)
                DropUnused(before);
            session.Proxied = node = mails.Add(context, NodeKind.Transaction, default);
        }
        node.Session = session;
        node.Refusals = session.Refusals;
        session.Refusals = null;
        session.Opened.Add(node);
        session.OpenedCount++;
        node.Mail.Facts.Append(session.Facts, node.Number);
        mails.Attach(context, node)?.Begin(FactKind.Opened, node.Number, context.Sequence, context.Line)
            .Add(FactField.Client, client.Client.Text).Add(FactField.OriginalClient, client.OriginalClient.Text)
            .Add(FactField.SaslMethod, client.SaslMethod).Add(FactField.SaslUsername, client.SaslUsername).End();
        if (!client.OriginalQueueId.HasValue)
            return;
        if (mails.FindInAnyInstance(context, client.OriginalQueueId) is { } parent)
            mails.Join(context, parent, node);
        else
            _awaited.Add(context, client.OriginalQueueId, node, isParent: false);
    }

    private void Aborted(in LineContext context, SessionAbortedEvent aborted)
    {
        if (aborted.QueueId.HasValue)
            Seen(context, aborted.QueueId);
        else if (sessions.Find(context.Session) is { } session)
            KeepInAll(context, session);
    }

    private void Disconnect(in LineContext context, DisconnectEvent disconnect)
    {
        if (sessions.Find(context.Session) is not { } session)
            return;
        KeepInAll(context, session);
        // Without process ids the sessions of one program cannot be told apart.
        if (disconnect.Commands.HasValue && context.Line.ProcessId >= 0)
            DropRefused(context, session, disconnect);
        Close(session);
    }

    /// <summary>
    /// Before 3.10 a mail whose content was refused, or that the client gave up, has no last line. The session's counts tell that there is one: fewer
    /// messages were accepted than queue files opened. (How many chunks make a message is not logged: with BDAT nothing is concluded.)
    /// </summary>
    private void DropRefused(in LineContext context, Session session, DisconnectEvent disconnect)
    {
        int accepted = disconnect.Count("data"u8).Succeeded;
        bool allAccepted = disconnect.Count("bdat"u8).Succeeded > 0 || accepted >= session.OpenedCount;
        foreach (MailNode node in session.Opened)
        {
            if (node.IsActive || node.IsEnded || (allAccepted && !node.IsDiscarded && node.Refusals is not { IsDiscarded: true }))
                continue;
            node.Mail.Facts.Begin(FactKind.Dropped, node.Number, context.Sequence, context.Line).End();
            if (node.Kind == NodeKind.Queue)
                mails.End(node);
        }
    }

    private void KeepInAll(in LineContext context, Session session)
    {
        if (options.Lines == KeptLines.None)
            return;
        mails.Keep(context, session.Facts, 0);
        foreach (MailNode node in session.Opened)
            mails.Keep(context, node.Mail.Facts, node.Number);
        if (session.Refusals is { } refusals)
            mails.Keep(context, refusals.Mail.Facts, refusals.Number);
    }

    private void Close(Session session)
    {
        sessions.Remove(session);
        if (session.Proxied is { } proxied)
            DropUnused(proxied);
        if (session.Refusals is { } refusals)
            EndRefusals(refusals);
        foreach (MailNode node in session.Opened.ToArray())
        {
            // Its sender was never logged: nothing speaks against the refusals being of the same mail.
            SettleRefusals(node, default);
            node.Session = null;
        }
        session.Opened.Clear();
    }

    /// <summary>A transaction passed to a before-queue filter that came to nothing: without a verdict there is nothing to tell about it.</summary>
    private void DropUnused(MailNode proxied)
    {
        SettleRefusals(proxied, default);
        EndRefusals(proxied);
    }
}
