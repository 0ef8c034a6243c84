using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>
/// Assembles what qpsmtpd logs: connections by process, transactions by the replies, refusals by the plugin that failed last; and hands its mails on to the systems behind it, by the key in the
/// reply that takes them.
/// </summary>
internal sealed partial class QpsmtpdAssembler(CorrelatorOptions options, MailTables mails, QmailAssembler qmail, Streams streams)
{
    /// <summary>Process ids of qpsmtpd are not those of other servers' sessions.</summary>
    private const ulong Realm = 0x7170736D747064;

    private readonly Dictionary<(ulong Host, int ProcessId), QpsmtpdSession> _sessions = [];
    private readonly Dictionary<(ulong Host, int ProcessId), QpsmtpdSession> _replaced = [];
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
        _dialogues.Feed(context, processId);
        switch (line.Kind)
        {
            case EventKind.Connect when line.TryGet(out ConnectEvent connect):
                Connect(context, connect);
                break;
            case EventKind.SmtpCommand when line.TryGet(out SmtpCommandEvent command):
                Command(Of(context), command);
                break;
            case EventKind.SmtpReply when line.TryGet(out SmtpReplyEvent reply):
                if (reply.IsLast)
                    Reply(context, Of(context), reply);
                break;
            case EventKind.Verdict or EventKind.Diagnostic:
                if (_sessions.TryGetValue((host, processId), out QpsmtpdSession? session))
                    session.Blame.Note(line);
                break;
            case EventKind.Handoff when line.TryGet(out HandoffEvent handoff):
                Of(context).Target = handoff.Target.HasValue ? handoff.Target.Bytes.ToArray() : handoff.Path.Bytes.ToArray();
                break;
            case EventKind.Disconnect or EventKind.SessionAborted:
                End((host, processId));
                break;
        }
    }

    public void Complete()
    {
        EndAll();
        _dialogues.Complete();
    }

    private void EndAll()
    {
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
            _sessions.Remove(key);
            if (_replaced.TryGetValue(key, out QpsmtpdSession? replaced) && _inseparable.Count < options.MaxOpenSessions)
            {
                _inseparable.Add(key);
                _replaced.Remove(key);
                _dialogues.Forget(key);
                Forget(before);
                Forget(replaced);
                return;
            }
            _replaced[key] = before;
        }
        QpsmtpdSession session = Of(context);
        session.IsConnected |= !isByParent;
        byte[] client = [.. connect.Client.Host.Bytes, (byte)'[', .. connect.Client.Address.Bytes, (byte)']'];
        session.Facts.Release();
        mails.Keep(context, session.Facts, 0);
        session.Facts.Begin(FactKind.Connected, 0, context).Add(FactField.Client, client).End();
    }

    private static void Command(QpsmtpdSession session, SmtpCommandEvent command)
    {
        session.Command = command.Command.Bytes.ToArray();
        session.Address = command.Sender.HasValue ? command.Sender.Bytes.ToArray() : command.Recipient.HasValue ? command.Recipient.Bytes.ToArray() : null;
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
            session.Facts.Release();
        }
    }

    private void Forget(QpsmtpdSession session)
    {
        if (session.Transaction is { Mail.IsGone: false } lost)
            mails.Forget(lost);
        session.Facts.Release();
    }
}
