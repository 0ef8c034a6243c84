namespace MailLog.Correlation;

// Which mails of a session a line belongs to: those of a transaction to its mail, all others to every mail of the session.
internal sealed partial class QpsmtpdAssembler
{
    /// <summary>How many mails of a session get lines that come later.</summary>
    private const int MaxMails = 100;

    private static void Remember(QpsmtpdSession session, MailNode node)
    {
        if (session.Mails.Count >= MaxMails)
            session.Mails.RemoveAt(0);
        session.Mails.Add(node);
    }

    /// <summary>A line that is no reply: the next one will tell whose it is, unless the session is over.</summary>
    private void Keep(in LineContext context, (ulong Host, int ProcessId) key)
    {
        if (options.Lines == KeptLines.None)
            return;
        if (_sessions.TryGetValue(key, out QpsmtpdSession? session))
        {
            mails.Keep(context, session.Pending, 0);
            if (context.Line.Kind is Parsing.EventKind.Disconnect or Parsing.EventKind.SessionAborted)
                Assign(session, owner: null);
        }
        else if (_ended.TryGetValue(key, out session))
        {
            mails.Keep(context, session.Pending, 0);
            Assign(session, owner: null);
            session.Release();
        }
    }

    /// <summary>Gives the lines that wait to a mail; without one, to the session: its mails so far, and those to come.</summary>
    private void Assign(QpsmtpdSession session, MailNode? owner)
    {
        if (session.Pending.Length == 0)
            return;
        owner ??= session.Transaction;
        if (owner is { Mail.IsGone: false })
        {
            Append(owner, session.Pending);
        }
        else
        {
            foreach (MailNode mail in session.Mails)
                Append(mail, session.Pending);
            if (session.Facts.Length <= options.MaxMailBytes)
                session.Facts.Append(session.Pending, 0);
        }
        session.Pending.Release();
    }

    private void Append(MailNode node, Journal lines)
    {
        if (!node.Mail.IsGone && node.Mail.Facts.Length <= options.MaxMailBytes)
            node.Mail.Facts.Append(lines, node.Number);
    }
}
