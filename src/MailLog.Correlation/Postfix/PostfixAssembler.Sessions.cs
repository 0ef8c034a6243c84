using MailLog.Parsing;

namespace MailLog.Correlation;

internal sealed partial class PostfixAssembler
{
    /// <summary>Closes the sessions whose grace has passed.</summary>
    public void CloseDue(long sequence, long ticks)
    {
        while (sessions.Due(sequence, ticks) is { } session)
        {
            Decide(session);
            sessions.Recycle(session);
        }
    }

    /// <summary>Closes the sessions that ended up to a line, whether or not their grace has passed.</summary>
    public void CloseEnded(long sequence)
    {
        while (sessions.EndedUpTo(sequence) is { } session)
            Close(session);
    }

    /// <summary>Closes every session, since no line will.</summary>
    public void Complete()
    {
        CloseEnded(long.MaxValue);
        while (sessions.Oldest is { } session)
            Close(session);
    }

    private void Connect(in LineContext context)
    {
        if (!context.Line.TryGet(out ConnectEvent connect))
            return;
        // A session without its first line is this one's, a little out of order.
        Utf8Text client = connect.Client.Text;
        Session? session = sessions.Find(context, client);
        if (session is { HasConnect: true } || (session is not null && context.Sequence - session.Birth > options.GraceLines))
            session = null;
        session ??= BeginSession(context, client);
        session.HasConnect = true;
        Tell(context, session, FactKind.Connected);
        if (session.Story is not null)
            TellScreening(context, session.Story, connect.Client);
        AddConnected(context, session.Facts, 0, client);
        foreach (MailNode node in session.Opened)
            AddConnected(context, node.Mail.Facts, node.Number, client);
    }

    /// <summary>A new session of the process. That serves one client at a time: the last line of any other session is lost, or late.</summary>
    private Session BeginSession(in LineContext context, Utf8Text client)
    {
        for (Session? other = sessions.Latest(context); other is { IsEnded: false }; other = other.Earlier)
            sessions.End(context, other);
        Session session = NewSession(context, client);
        if (sessions.Surplus is { } surplus)
            Close(surplus);
        return session;
    }

    private void AddConnected(in LineContext context, Journal facts, int node, Utf8Text client)
    {
        mails.Keep(context, facts, node);
        facts.Begin(FactKind.Connected, node, context).Add(FactField.Client, client).End();
    }

    /// <summary>
    /// The session of a line that names its client. When the process' session began under another name and goes on, the client was renamed (XCLIENT): the new
    /// session takes over what was known.
    /// </summary>
    private Session SessionOf(in LineContext context, Utf8Text client)
    {
        if (sessions.Find(context, client) is { } known)
            return known;
        Session? before = sessions.Latest(context);
        bool isRenamed = before is { IsEnded: false, HasConnect: true, OpenedCount: 0, Refusals: null };
        Session session = BeginSession(context, client);
        if (isRenamed)
        {
            session.HasConnect = true;
            Tell(context, session, FactKind.Connected);
            session.Facts.Append(before!.Facts, 0);
        }
        return session;
    }

    private void Tls(in LineContext context)
    {
        if (!context.Line.TryGet(out TlsEvent tls) || !tls.IsIncoming)
            return;
        Session session = SessionOf(context, tls.Peer.Text);
        AddTls(context, session.Facts, 0, tls);
        if (session.Story is { } story)
            AddTls(context, story, 0, tls);
        foreach (MailNode node in session.Opened)
            AddTls(context, node.Mail.Facts, node.Number, tls);
    }

    private void AddTls(in LineContext context, Journal facts, int node, TlsEvent tls)
    {
        if (facts.Length > options.MaxMailBytes)
            return;
        mails.Keep(context, facts, node);
        facts.Begin(FactKind.Tls, node, context)
            .Add(FactField.Protocol, tls.Protocol).Add(FactField.Cipher, tls.Cipher).Add(FactField.Bits, tls.Bits ?? 0).Add(FactField.Trust, tls.Trust).End();
    }

    private void Client(in LineContext context)
    {
        if (!context.Line.TryGet(out ClientEvent client))
            return;
        Utf8Text name = client.Client.Text;
        Session session = SessionOf(context, name);
        MailNode node;
        if (client.QueueId.HasValue)
        {
            node = Begin(context, client.QueueId, out bool isRepeated);
            if (isRepeated)
            {
                mails.Attach(context, node)?.Begin(FactKind.Seen, node.Number, context).End();
                if (node.Session != session)
                    OpenedAgain(session);
                return;
            }
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
        if (client.QueueId.HasValue)
            Tell(context, session, FactKind.SessionMail, FactField.QueueId, client.QueueId);
        node.Mail.Facts.Append(session.Facts, node.Number);
        mails.Attach(context, node)?.Begin(FactKind.Opened, node.Number, context)
            .Add(FactField.Client, name).Add(FactField.OriginalClient, client.OriginalClient.Text)
            .Add(FactField.SaslMethod, client.SaslMethod).Add(FactField.SaslUsername, client.SaslUsername).End();
        if (!client.OriginalQueueId.HasValue)
            return;
        if (mails.FindInAnyInstance(context, client.OriginalQueueId) is { } parent)
            mails.Join(context, parent, node);
        else
            _awaited.Add(context, client.OriginalQueueId, node, isParent: false);
    }

    /// <summary>A log that holds itself twice: the queue file is known, but in this session, too, it has been opened, and what was refused before it is no other's.</summary>
    private void OpenedAgain(Session session)
    {
        session.OpenedCount++;
        if (session.Refusals is { Mail.IsGone: false } refusals)
            EndRefusals(refusals);
        session.Refusals = null;
    }

    private void Aborted(in LineContext context)
    {
        if (!context.Line.TryGet(out SessionAbortedEvent aborted) || sessions.Find(context, aborted.Client.Text) is not { } session)
            return;
        session.Story?.Begin(FactKind.SessionAborted, 0, context).Add(FactField.Reason, aborted.Reason).Add(FactField.Stage, aborted.Stage).End();
        if (aborted.QueueId.HasValue)
            Seen(context, aborted.QueueId);
        else
            KeepInAll(context, session);
    }

    /// <summary>
    /// Before 3.10 a mail whose content was refused, or that the client gave up, has no last line. The session's counts tell that there is one: fewer
    /// messages were accepted than queue files opened. (How many chunks make a message is not logged: with BDAT nothing is concluded. Without process ids the
    /// sessions of one program cannot be told apart.)
    /// </summary>
    private void Disconnect(in LineContext context)
    {
        if (!context.Line.TryGet(out DisconnectEvent disconnect))
            return;
        Session session = SessionOf(context, disconnect.Client.Text);
        KeepInAll(context, session);
        Tell(context, session, FactKind.SessionEnd, FactField.Text, disconnect.Commands);
        if (disconnect.Commands is { HasValue: true } commands && (commands.Bytes.IndexOf("bdat="u8) < 0 || disconnect.Count("bdat"u8).Succeeded == 0) && context.Line.ProcessId >= 0)
            session.Accepted = disconnect.Count("data"u8).Succeeded;
        sessions.End(context, session);
    }

    private void KeepInAll(in LineContext context, Session session)
    {
        if (options.Lines == KeptLines.None)
            return;
        mails.Keep(context, session.Facts, 0);
        foreach (MailNode node in session.Opened)
            mails.Keep(context, node.Mail.Facts, node.Number);
        if (session.Refusals is { Mail.IsGone: false } refusals)
            mails.Keep(context, refusals.Mail.Facts, refusals.Number);
    }

    /// <summary>No line of the session is to come any more, but somebody may still hold it: it does not come again.</summary>
    private void Close(Session session)
    {
        Decide(session);
        session.Facts.Release();
    }

    /// <summary>What the session still holds is decided.</summary>
    private void Decide(Session session)
    {
        sessions.Remove(session);
        PushStory(session);
        if (session.Proxied is { } proxied)
            DropUnused(proxied);
        if (session.Refusals is { } refusals)
            EndRefusals(refusals);
        foreach (MailNode node in session.Opened.TakeAll())
        {
            // Its sender was never logged: nothing speaks against the refusals being of the same mail.
            SettleRefusals(node, default);
            if (node.Kind == NodeKind.Queue && !node.IsActive && !node.IsEnded && (node.IsDiscarded || session.Accepted < session.OpenedCount))
                mails.Drop(node);
            node.Session = null;
        }
        session.Story?.Release();
    }

    /// <summary>A transaction passed to a before-queue filter that came to nothing: without a verdict there is nothing to tell about it.</summary>
    private void DropUnused(MailNode proxied)
    {
        SettleRefusals(proxied, default);
        EndRefusals(proxied);
    }
}
