namespace MailLog.Correlation;

internal sealed partial class SessionTies
{
    public void Save(StateWriter writer)
    {
        List<QueuedMessage> messages = [.. _order.Where(m => !m.IsDecided && !m.Node.Mail.IsGone)];
        writer.Write(messages.Count);
        foreach (QueuedMessage message in messages)
            QmailState.Write(writer, message);
    }

    /// <summary>Reads the messages, and finds the sessions' transactions again.</summary>
    public void Load(StateReader reader, List<QmailSession> sessions)
    {
        foreach (QmailSession session in sessions)
        {
            if (session.IsAnchored && !hosts.Of(session.Host).LogsTransactions)
                AddSession(session);
            foreach (SmtpTransaction transaction in session.Transactions)
            {
                if (transaction.IsOver)
                    continue;
                foreach (byte[] sender in transaction.Senders)
                    AddTo(_transactions, (session.Host, SafeHash(sender)), transaction, t => t.IsRemoved);
                if (transaction.Qp != 0)
                    _transactionByQp[(session.Host, transaction.Qp)] = transaction;
            }
        }
        for (int rest = reader.ReadCount(); rest > 0; rest--)
            if (QmailState.ReadMessage(reader) is { } message)
                Enqueue(message);
    }
}
