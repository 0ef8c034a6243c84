using System.Globalization;
using System.Text;
using MailLog.Parsing;

namespace MailLog.Correlation;

// Connections, as tcpserver and sslserver log them. A process id is one connection's from its first line to its end, and may be another's at once.
internal sealed partial class QmailAssembler
{
    /// <summary>Without a last line, a server's process is over after this: it waits 1,200 seconds for its client.</summary>
    private const long MaxIdle = 3600 * TimeSpan.TicksPerSecond;

    private const int LinesBetweenSweeps = 4096;

    private readonly Dictionary<(ulong Host, int ProcessId), QmailSession> _sessions = [];
    private readonly Queue<QmailSession> _byBirth = new();
    private readonly Queue<QmailSession> _ending = new();
    private long _sweptAt;

    /// <summary>Decides what waited long enough, and closes the sessions of which nothing more is to come.</summary>
    public void CloseDue(long sequence, long ticks)
    {
        _ties.DecideDue(ticks);
        while (_ending.Count > _options.MaxOpenSessions)
            Close(_ending.Dequeue());
        while (_ending.Count > 0 && ticks - _ending.Peek().EndTicks > SessionTies.Window && ticks > LastTicks(_ending.Peek()))
            Close(_ending.Dequeue());
        if (sequence - _sweptAt < LinesBetweenSweeps)
            return;
        _sweptAt = sequence;
        while (_byBirth.Count > 0 && _byBirth.Peek().IsClosed)
            _byBirth.Dequeue();
        foreach (QmailSession idle in _sessions.Values.Where(s => !s.IsEnded && ticks - s.LastTicks > MaxIdle).ToArray())
            End(idle, idle.LastTicks);
    }

    /// <summary>Decides everything and closes every session that has ended, since no line is awaited.</summary>
    public void CloseEnded()
    {
        _ties.DecideAll();
        while (_ending.Count > 0)
            Close(_ending.Dequeue());
    }

    /// <summary>Closes every session, since no line will.</summary>
    public void Complete()
    {
        _ties.DecideAll();
        foreach (QmailSession session in _sessions.Values.ToArray())
            if (!session.IsEnded)
                End(session, session.LastTicks);
        CloseEnded();
    }

    /// <summary>Until when the session's transactions may still be tied.</summary>
    private long LastTicks(QmailSession session)
    {
        long last = session.EndTicks;
        foreach (SmtpTransaction transaction in session.Transactions)
            if (!transaction.IsOver && transaction.Accepted.Count > 0)
                last = Math.Max(last, _ties.LastTicks(transaction));
        return last == long.MaxValue ? last : last + SessionTies.Window + TimeSpan.TicksPerSecond;
    }

    private void Connect(in LineContext context, ConnectEvent connect)
    {
        QmailHost host = _hosts.Of(context.Host);
        host.LogsConnections = true;
        QmailSession session = Begin(context, context.Line.ProcessId, connect.Client.Address.Bytes);
        host.ProcessesIn(session.Source).Add(session.ProcessId, session.BirthTicks);
        session.IsSsl = context.Line.Component == "sslserver"u8;
        AddConnected(context, session, BracketText(connect.Client));
    }

    private void LetIn(in LineContext context, ScreeningEvent screening)
    {
        _hosts.Of(context.Host).LogsConnections = true;
        QmailSession session = Find(context, screening.Client.Address.Bytes) ?? Begin(context, context.Line.ProcessId, screening.Client.Address.Bytes);
        session.IsSsl |= context.Line.Component == "sslserver"u8;
        AddConnected(context, session, BracketText(screening.Client));
    }

    /// <summary>The connection that a process serves, if the client is the one named.</summary>
    private QmailSession? Find(in LineContext context, ReadOnlySpan<byte> address)
    {
        if (!_sessions.TryGetValue((context.Host, context.Line.ProcessId), out QmailSession? session) || session.IsEnded)
            return null;
        return address.IsEmpty || PlainAddress(address).SequenceEqual(session.Address) ? session : null;
    }

    private QmailSession Begin(in LineContext context, int processId, ReadOnlySpan<byte> address)
    {
        long ticks = context.UtcTicks;
        if (_sessions.TryGetValue((context.Host, processId), out QmailSession? before) && !before.IsEnded)
            End(before, ticks);
        if (_sessions.Count >= _options.MaxOpenSessions)
            CloseOldest();
        var session = new QmailSession(context.Host, processId, PlainAddress(address).ToArray(), ticks, context.Line.Source) { IsAnchored = true };
        _sessions[(context.Host, processId)] = session;
        _byBirth.Enqueue(session);
        if (!_hosts.Of(context.Host).LogsTransactions)
            _ties.AddSession(session);
        BeginStory(context, session);
        return session;
    }

    private void Disconnect(in LineContext context, DisconnectEvent disconnect)
    {
        _hosts.Of(context.Host).LogsConnections = true;
        int candidates = 0;
        QmailSession? session = Find(context, default) ?? SessionOfParent(context, out candidates);
        if (session is null)
            return;
        KeepInAll(context, session);
        session.Story?.Begin(FactKind.SessionEnd, 0, context).Add(FactField.Status, disconnect.ExitStatus ?? 0).Add(FactField.Candidates, candidates).End();
        End(session, context.UtcTicks);
    }

    private void Tls(in LineContext context, TlsEvent tls)
    {
        if (SessionOfParent(context, out int candidates) is not { } session)
            return;
        AddTls(context, session.Facts, 0, tls, candidates);
        if (session.Story is { } story)
            AddTls(context, story, 0, tls, candidates);
        foreach (SmtpTransaction transaction in session.Transactions)
            if (transaction.Node is { Mail.IsGone: false } node)
                AddTls(context, node.Mail.Facts, node.Number, tls, candidates);
    }

    private void AddTls(in LineContext context, Journal facts, int node, TlsEvent tls, int candidates)
    {
        _mails.Keep(context, facts, node);
        facts.Begin(FactKind.Tls, node, context).Add(FactField.Protocol, tls.Protocol).Add(FactField.Cipher, tls.Cipher).End();
        facts.Begin(FactKind.Tie, node, context).AddByte(FactField.Kind, (byte)TieKind.Tls)
            .AddByte(FactField.By, (byte)(candidates > 1 ? TieQuality.Ambiguous : TieQuality.Heuristic)).Add(FactField.Candidates, candidates).End();
    }

    /// <summary>
    /// sslserver names the parent of the process that serves: mostly its id is one less; else the session that is open longest is taken. A rule of thumb either way.
    /// </summary>
    private QmailSession? SessionOfParent(in LineContext context, out int candidates)
    {
        candidates = 0;
        if (context.Line.Component != "sslserver"u8)
            return null;
        if (_sessions.TryGetValue((context.Host, context.Line.ProcessId + 1), out QmailSession? child) && child is { IsSsl: true, IsEnded: false })
        {
            candidates = 1;
            return child;
        }
        QmailSession? oldest = null;
        foreach (QmailSession session in _sessions.Values)
        {
            if (!session.IsSsl || session.IsEnded || session.Host != context.Host)
                continue;
            candidates++;
            if (oldest is null || session.BirthTicks < oldest.BirthTicks)
                oldest = session;
        }
        return oldest;
    }

    private void End(QmailSession session, long ticks)
    {
        session.EndTicks = ticks;
        CloseTransaction(session, ticks);
        _ending.Enqueue(session);
    }

    /// <summary>Nothing more is to come of it: what is not tied now stays so.</summary>
    private void Close(QmailSession session)
    {
        foreach (SmtpTransaction transaction in session.Transactions)
            Forget(transaction);
        _ties.Remove(session);
        if (_sessions.TryGetValue((session.Host, session.ProcessId), out QmailSession? latest) && latest == session)
            _sessions.Remove((session.Host, session.ProcessId));
        session.IsClosed = true;
        if (session.Story is { } story && _streams.Sessions.HasObservers)
            _streams.Sessions.Push(SessionFold.Fold(story.Bytes));
        session.Facts.Release();
        session.Logins?.Release();
        session.Story?.Release();
    }

    private void CloseOldest()
    {
        while (_byBirth.Count > 0)
        {
            QmailSession oldest = _byBirth.Dequeue();
            if (!_sessions.TryGetValue((oldest.Host, oldest.ProcessId), out QmailSession? open) || open != oldest)
                continue;
            if (!oldest.IsEnded)
                End(oldest, oldest.LastTicks);
            _sessions.Remove((oldest.Host, oldest.ProcessId));
            return;
        }
    }

    private void AddConnected(in LineContext context, QmailSession session, byte[] client)
    {
        session.LastTicks = context.UtcTicks;
        AddConnected(context, session.Facts, 0, client);
        if (session.Story is { } story)
            story.Begin(FactKind.Connected, 0, context).Add(FactField.Client, client).End();
        foreach (SmtpTransaction transaction in session.Transactions)
            if (transaction.Node is { Mail.IsGone: false } node)
                AddConnected(context, node.Mail.Facts, node.Number, client);
    }

    private void AddConnected(in LineContext context, Journal facts, int node, byte[] client)
    {
        _mails.Keep(context, facts, node);
        facts.Begin(FactKind.Connected, node, context).Add(FactField.Client, client).End();
    }

    private void KeepInAll(in LineContext context, QmailSession session)
    {
        _mails.Keep(context, session.Facts, 0);
        foreach (SmtpTransaction transaction in session.Transactions)
            if (transaction.Node is { Mail.IsGone: false } node)
                _mails.Keep(context, node.Mail.Facts, node.Number);
    }

    private void BeginStory(in LineContext context, QmailSession session)
    {
        if (!_streams.Sessions.HasObservers)
            return;
        session.Story = new Journal();
        session.Story.Begin(FactKind.SessionStart, 0, context).Add(FactField.Host, context.Line.Host).Add(FactField.Program, context.Line.Component)
            .Add(FactField.Number, Encoding.ASCII.GetBytes(session.ProcessId.ToString(CultureInfo.InvariantCulture)))
            .Add(FactField.Client, Encoding.ASCII.GetBytes("[" + Encoding.ASCII.GetString(session.Address) + "]")).End();
    }

    /// <summary>A client in the way that all mails have it: <c>name[address]:port</c>.</summary>
    private static byte[] BracketText(Endpoint client)
    {
        string port = client.Port is { } number ? ":" + number.ToString(CultureInfo.InvariantCulture) : "";
        return [.. client.Host.Bytes, (byte)'[', .. client.Address.Bytes, (byte)']', .. Encoding.ASCII.GetBytes(port)];
    }

    /// <summary>qmail-smtpd leaves out what stands before an IPv4 address in IPv6 form, tcpserver does not.</summary>
    private static ReadOnlySpan<byte> PlainAddress(ReadOnlySpan<byte> address)
    {
        ReadOnlySpan<byte> mapped = "::ffff:"u8;
        return address.StartsWith(mapped) && address.IndexOf((byte)'.') > 0 ? address.Slice(mapped.Length) : address;
    }
}
