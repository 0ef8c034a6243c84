using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>
/// Assembles what qpsmtpd logs: connections by process, transactions by the replies, refusals by the plugin that failed last; and hands its mails on to the systems behind it, by the key in the
/// reply that takes them.
/// </summary>
internal sealed partial class QpsmtpdAssembler(CorrelatorOptions options, MailTables mails, Func<QmailAssembler?> qmail, Streams streams)
{
    /// <summary>Process ids of qpsmtpd are not those of other servers' sessions.</summary>
    private const ulong Realm = 0x7170736D747064;

    private readonly Dictionary<(ulong Host, int ProcessId), QpsmtpdSession> _sessions = [];
    private readonly Dictionary<(ulong Host, int ProcessId), QpsmtpdSession> _replaced = [];
    private readonly Dictionary<(ulong Host, int ProcessId), QpsmtpdSession> _ended = [];
    private readonly HashSet<(ulong Host, int ProcessId)> _inseparable = [];
    private readonly NextSystem _next = new(mails, qmail);
    private readonly DialogueAssembler _dialogues = new(options, streams.Dialogues);

    /// <summary>How many processes serve several connections at once (qpsmtpd-async): what they log cannot be taken apart.</summary>
    public int Inseparable => _inseparable.Count;

    /// <summary>A host whose queue may get mails from qpsmtpd.</summary>
    public void NoteHost(ulong host) => _next.NoteHost(host);

    public void Feed(in LineContext outer)
    {
        LogLine line = outer.Line;
        // What was logged before, and comes again at the end of a transaction.
        if (line.IsCopy || line.Kind == EventKind.Unknown)
            return;
        ulong host = (line.Host.HasValue ? outer.Host : TextHash.Of(System.Text.Encoding.UTF8.GetBytes(line.Source))) ^ Realm;
        var context = outer.Under(host, Realm);
        int processId = line.ProcessId;
        if (line.Kind == EventKind.Disconnect && line.TryGetField("process", out Utf8Text process) && System.Buffers.Text.Utf8Parser.TryParse(process.Bytes, out int ended, out _))
            processId = ended;
        if (processId < 0 || _inseparable.Contains((host, processId)))
            return;
        var key = (host, processId);
        if (IsImpossible(key, line))
        {
            SetInseparable(key);
            return;
        }
        _dialogues.Feed(context, processId);
        switch (line.Kind)
        {
            case EventKind.Connect when line.TryGet(out ConnectEvent connect):
                Connect(context, connect);
                return;
            case EventKind.SmtpCommand when line.TryGet(out SmtpCommandEvent command):
                Assign(Of(context), owner: null);
                Command(Of(context), command);
                break;
            case EventKind.SmtpReply when line.TryGet(out SmtpReplyEvent reply):
                QpsmtpdSession session = Of(context);
                mails.Keep(context, session.Pending, 0);
                if (!reply.IsLast)
                    return;
                MailNode? before = session.Transaction;
                Reply(context, session, reply);
                session.IsAwaiting = false;
                Assign(session, session.Transaction ?? before);
                return;
            case EventKind.Verdict or EventKind.Diagnostic:
                if (_sessions.TryGetValue(key, out QpsmtpdSession? blamed))
                    blamed.Blame.Note(line);
                break;
            case EventKind.Handoff when line.TryGet(out HandoffEvent handoff):
                Of(context).Target = handoff.Target.HasValue ? handoff.Target.Bytes.ToArray() : handoff.Path.Bytes.ToArray();
                break;
        }
        Keep(context, key);
        if (line.Kind is EventKind.Disconnect or EventKind.SessionAborted)
            End(key);
    }

    public void Complete()
    {
        EndAll();
        _dialogues.Complete();
    }

    private void EndAll()
    {
        if (_sessions.Count + _replaced.Count == 0)
            return;
        foreach ((ulong, int) key in _sessions.Keys.Concat(_replaced.Keys).ToArray())
            End(key);
    }

    private QpsmtpdSession Of(in LineContext context)
    {
        var key = (context.Host, context.Line.ProcessId);
        if (_sessions.TryGetValue(key, out QpsmtpdSession? session))
            return session;
        if (_sessions.Count >= options.MaxOpenSessions)
            EndAll();
        return _sessions[key] = new QpsmtpdSession();
    }

    private void Connect(in LineContext context, ConnectEvent connect)
    {
        var key = (context.Host, context.Line.ProcessId);
        // The parent's line, and then the process' own.
        bool isByParent = context.Line.Form == "qpsmtpd.accepted";
        // With a file for each session, their lines and the parent's come in no sure order: one that has done nothing yet is this one.
        if (_sessions.TryGetValue(key, out QpsmtpdSession? before) && (before.IsConnected || before.Transaction is not null))
        {
            // Twice in a row, and the process serves several at once; once, the end may just not be in the log.
            if (_replaced.ContainsKey(key) && SetInseparable(key))
                return;
            _sessions.Remove(key);
            _replaced[key] = before;
        }
        _ended.Remove(key);
        QpsmtpdSession session = Of(context);
        session.IsDoubtful |= _replaced.ContainsKey(key);
        session.IsConnected |= !isByParent;
        byte[] client = [.. connect.Client.Host.Bytes, (byte)'[', .. connect.Client.Address.Bytes, (byte)']'];
        mails.Keep(context, session.Facts, 0);
        session.Facts.Begin(FactKind.Connected, 0, context).Add(FactField.Client, client);
        if (session.IsDoubtful)
            session.Facts.Add(FactField.Reason, "doubtful");
        session.Facts.End();
    }

    private static void Command(QpsmtpdSession session, SmtpCommandEvent command)
    {
        session.Command = command.Command.Bytes.ToArray();
        session.Address = command.Sender.HasValue ? command.Sender.Bytes.ToArray() : command.Recipient.HasValue ? command.Recipient.Bytes.ToArray() : null;
        session.IsAwaiting = true;
        session.Blame.Begin();
        if (command.Helo.HasValue)
            session.Helo = command.Helo.Bytes.ToArray();
    }

    private void End((ulong Host, int ProcessId) key)
    {
        // A session that another of the process has replaced was over before.
        foreach (Dictionary<(ulong Host, int ProcessId), QpsmtpdSession> sessions in new[] { _replaced, _sessions })
        {
            if (!sessions.TryGetValue(key, out QpsmtpdSession? session))
                continue;
            sessions.Remove(key);
            EndTransaction(session);
            session.Release();
            if (sessions == _sessions && (session.IsDoubtful || options.Lines != KeptLines.None))
                SetEnded(key, session);
        }
    }

    /// <summary>Lines may still come of a session that is over.</summary>
    private void SetEnded((ulong Host, int ProcessId) key, QpsmtpdSession session)
    {
        if (_ended.Count >= options.MaxOpenSessions)
            _ended.Clear();
        _ended[key] = session;
    }
}
