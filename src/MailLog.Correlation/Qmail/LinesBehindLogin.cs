using MailLog.Parsing;

namespace MailLog.Correlation;

/// <summary>
/// What stands directly behind a login that failed. The user name that a client gives may hold line feeds; what follows them becomes lines of their own in the log, with stamps of their own.
/// When the quote of the login's line is not closed, they are not believed. When it is, the rest of the name, which stands alone in the end, gives them away.
/// </summary>
internal sealed class LinesBehindLogin
{
    /// <summary>One write of the server is not longer than a few lines.</summary>
    private const int MaxForged = 8;

    private readonly List<SmtpTransaction> _transactions = [];
    private string? _source;
    private long _line;
    private bool _isTorn;

    /// <summary>Takes a decision's line.</summary>
    /// <returns>True when it is not to be believed.</returns>
    public bool IsForged(LogLine line, QmailSmtpdEvent decision)
    {
        bool follows = _source == line.Source && line.Number == _line + 1 && _transactions.Count < MaxForged;
        bool isForged = follows && _isTorn;
        if (!follows)
            _transactions.Clear();
        if (decision.User.HasValue && !decision.Sender.HasValue && !isForged)
        {
            _transactions.Clear();
            _isTorn = decision.IsTorn;
            follows = true;
        }
        // What is torn ends where its quote is closed.
        bool isOver = isForged && line.Bytes.Bytes.EndsWith("'"u8);
        _source = follows && !isOver ? line.Source : null;
        _line = line.Number;
        return isForged;
    }

    /// <summary>A transaction begins with the line that was taken last.</summary>
    public void Add(SmtpTransaction transaction, LogLine line)
    {
        if (_source == line.Source)
            _transactions.Add(transaction);
    }

    /// <summary>Takes a line that is nobody's: it may be the rest of a name, and then what stands between was that client's work.</summary>
    public void Remainder(LogLine line)
    {
        if (_source != line.Source || line.Number != _line + 1)
            return;
        if (line.Bytes.Bytes.EndsWith("'"u8))
            foreach (SmtpTransaction transaction in _transactions)
                transaction.Session.IsAnchored = false;
        _transactions.Clear();
        _source = null;
    }

    public void Save(StateWriter writer, List<QmailSession> sessions)
    {
        writer.Write(_source is not null);
        writer.Write(_source ?? "");
        writer.Write(_line);
        writer.Write(_isTorn);
        writer.Write(_transactions.Count);
        foreach (SmtpTransaction transaction in _transactions)
        {
            writer.Write(sessions.IndexOf(transaction.Session));
            writer.Write(transaction.Session.Transactions.IndexOf(transaction));
        }
    }

    public void Load(StateReader reader, List<QmailSession> sessions)
    {
        bool hasSource = reader.ReadBoolean();
        string source = reader.ReadString();
        _source = hasSource ? source : null;
        _line = reader.ReadInt64();
        _isTorn = reader.ReadBoolean();
        for (int rest = reader.ReadCount(); rest > 0; rest--)
        {
            int session = reader.ReadInt32(), transaction = reader.ReadInt32();
            if (session >= 0 && transaction >= 0)
                _transactions.Add(sessions[session].Transactions[transaction]);
        }
    }
}
