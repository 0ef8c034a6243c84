using System.Runtime.InteropServices;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>Sessions: smtpd and postscreen.</summary>
internal sealed partial class PmgTracker
{
    private void AddPostscreen(LogLine line, long place)
    {
        if (!line.TryGet(out VerdictEvent verdict) || verdict.Action != VerdictAction.Reject || !verdict.Recipient.HasValue)
            return;
        var session = new PmgSession(_host, line.ProcessId, _time, place);
        Attach(session, line);
        session.Client = session.Keep(verdict.Client.Address);
        AddReject(session, verdict, (byte)'N');
        printer.Print(session);
    }

    private void AddServer(LogLine line, long place)
    {
        PmgSession session = SessionOf(line, place);
        Attach(session, line);
        switch (line.Kind)
        {
            case EventKind.Connect when line.TryGet(out ConnectEvent connect):
                if (session.Client.IsEmpty)
                    session.Client = session.Keep(connect.Client.Text);
                break;
            case EventKind.Disconnect:
                End(session);
                break;
            case EventKind.Verdict when line.TryGet(out VerdictEvent verdict) && !verdict.QueueId.HasValue:
                if (verdict.By == VerdictSource.Proxy)
                    AddProxyReply(session, verdict);
                else if (verdict.Action == VerdictAction.Reject && verdict.Sender.HasValue && verdict.Recipient.HasValue)
                    AddReject(session, verdict, IsGreylisted(verdict) ? (byte)'G' : (byte)'N');
                break;
            default:
                if (QueueFileOf(line) is not PmgQueueFile file)
                    break;
                bool opens = line.TryGet(out ClientEvent client);
                if (opens)
                    file.Client = file.Keep(UpToBlank(client));
                if (file.Session != session && (opens || file.Session is null))
                {
                    file.Session = session;
                    session.Add(file);
                }
                break;
        }
    }

    private static bool IsGreylisted(VerdictEvent verdict) => verdict.Text.Bytes.IndexOf("Recipient address rejected: Service is unavailable (try later)"u8) >= 0;

    /// <summary>The client with the comma behind it, which readers of this output expect.</summary>
    private static ReadOnlySpan<byte> UpToBlank(ClientEvent client)
    {
        ReadOnlySpan<byte> text = client.Line.Message, from = client.Client.Text;
        if (!text.Overlaps(from, out int at))
            return from;
        text = text[at..];
        int end = text.IndexOf((byte)' ');
        return end < 0 ? text : text[..end];
    }

    private PmgSession SessionOf(LogLine line, long place)
    {
        int processId = line.ProcessId;
        ref PmgSession? session = ref CollectionsMarshal.GetValueRefOrAddDefault(_sessions, KeyOf(_host, processId), out _);
        return session ??= new PmgSession(_host, processId, _time, place) { Order = _number };
    }

    private void AddReject(PmgSession session, VerdictEvent verdict, byte status) =>
        session.Add(new PmgRow { From = session.Keep(verdict.Sender), To = session.Keep(verdict.Recipient), Time = _time, Status = status });

    /// <summary>The before-queue filter's answer: it names the run, and by that the queue file, if anything was passed on.</summary>
    private void AddProxyReply(PmgSession session, VerdictEvent verdict)
    {
        if (!verdict.FilterId.HasValue)
        {
            if (verdict.Action == VerdictAction.Reject && verdict.Sender.HasValue)
                AddReject(session, verdict, (byte)'N');
            return;
        }
        if (FindFilterRun(verdict.FilterId) is not PmgFilterRun run)
            return;
        if (verdict.Action == VerdictAction.Reject || !run.IsAccepted)
        {
            session.Filter = run;
            session.FilterSender = session.Keep(verdict.Sender);
        }
        else if (run.QueueFile is { IsGone: false } file)
        {
            file.OuterSession = session;
            session.Add(file);
        }
        else
        {
            Drop(run);
        }
    }

    private void End(PmgSession session)
    {
        session.IsDisconnected = true;
        _sessions.Remove(KeyOf(session.Host, session.ProcessId));
        if (session.Queued is not { } queued)
        {
            printer.Print(session);
            Drop(session.Filter);
            return;
        }
        foreach (PmgQueueFile file in queued)
            if (!file.IsGone && !file.IsMail)
                Drop(file);
        queued.RemoveAll(static file => file.IsGone);
        if (queued.Count == 0)
            printer.Print(session);
        Drop(session.Filter);
        foreach (PmgQueueFile file in queued)
        {
            if (file.IsGone || !file.IsRemoved || file.OuterSession is { IsDisconnected: false } || (!file.IsFromFilter && file.Filter is { IsFinished: false }))
                continue;
            PrintAndDrop(file, session);
        }
    }
}
