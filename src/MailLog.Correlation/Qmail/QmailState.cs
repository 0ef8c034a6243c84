namespace MailLog.Correlation;

/// <summary>Sessions, transactions and messages of qmail in a saved state.</summary>
internal static class QmailState
{
    public static void Write(StateWriter writer, QmailSession session)
    {
        writer.Write(session.Host);
        writer.Write(session.ProcessId);
        writer.Write(session.Address);
        writer.Write(session.BirthTicks);
        writer.Write(session.Source);
        writer.Write(session.EndTicks);
        writer.Write(session.LastTicks);
        writer.Write(session.IsAnchored);
        writer.Write(session.IsSsl);
        writer.Write(session.HasSpoken);
        writer.Write(session.IsPop3);
        writer.Write(session.TiedBlindly);
        writer.WriteOptional(session.Helo);
        writer.Write(session.Facts.Bytes);
        writer.Write(session.Logins is { } logins ? logins.Bytes : default);
        writer.Write(session.Story is not null);
        writer.Write(session.Story is { } story ? story.Bytes : default);
        writer.Write(session.Current is { } current ? session.Transactions.IndexOf(current) : -1);
        writer.Write(session.Transactions.Count);
        foreach (SmtpTransaction transaction in session.Transactions)
            Write(writer, transaction);
    }

    public static QmailSession ReadSession(StateReader reader)
    {
        ulong host = reader.ReadUInt64();
        int processId = reader.ReadInt32();
        byte[] address = reader.ReadBytes();
        var session = new QmailSession(host, processId, address, reader.ReadInt64(), reader.ReadString())
        {
            EndTicks = reader.ReadInt64(),
            LastTicks = reader.ReadInt64(),
            IsAnchored = reader.ReadBoolean(),
            IsSsl = reader.ReadBoolean(),
            HasSpoken = reader.ReadBoolean(),
            IsPop3 = reader.ReadBoolean(),
            TiedBlindly = reader.ReadInt32(),
            Helo = reader.ReadOptional(),
        };
        session.Facts.Load(reader.ReadBytes());
        byte[] failed = reader.ReadBytes();
        if (failed.Length > 0)
            (session.Logins = new Journal()).Load(failed);
        bool hasStory = reader.ReadBoolean();
        byte[] story = reader.ReadBytes();
        if (hasStory)
            (session.Story = new Journal()).Load(story);
        int current = reader.ReadInt32();
        for (int rest = reader.ReadCount(); rest > 0; rest--)
            session.Transactions.Add(ReadTransaction(reader, session));
        session.Current = current >= 0 ? session.Transactions[current] : null;
        return session;
    }

    public static void Write(StateWriter writer, QueuedMessage message)
    {
        writer.Write(message.Node);
        writer.Write(message.Host);
        writer.Write(message.Qp);
        writer.Write(message.UserId);
        writer.Write(message.Sender);
        writer.Write(message.Ticks);
        writer.Write((int)message.OffsetMinutes);
        writer.Write(message.HasOrigin);
        writer.Write(message.IsDoubtful);
        WriteAll(writer, message.Recipients);
        WriteAll(writer, message.Again);
    }

    /// <summary>Null when its mail is gone.</summary>
    public static QueuedMessage? ReadMessage(StateReader reader)
    {
        MailNode? node = reader.ReadNode();
        ulong host = reader.ReadUInt64();
        int qp = reader.ReadInt32(), userId = reader.ReadInt32();
        byte[] sender = reader.ReadBytes();
        long ticks = reader.ReadInt64();
        short offset = (short)reader.ReadInt32();
        bool hasOrigin = reader.ReadBoolean(), isDoubtful = reader.ReadBoolean();
        List<byte[]> recipients = ReadAll(reader), again = ReadAll(reader);
        if (node is null)
            return null;
        var message = new QueuedMessage(node, host, qp, userId, sender, ticks, offset) { HasOrigin = hasOrigin, IsDoubtful = isDoubtful };
        message.Recipients.AddRange(recipients);
        foreach (byte[] recipient in again)
            message.TryAgain(recipient);
        return message;
    }

    private static void Write(StateWriter writer, SmtpTransaction transaction)
    {
        writer.Write(transaction.Node is not null);
        writer.Write(transaction.Node);
        writer.Write(transaction.LastTicks);
        writer.Write(transaction.NextTicks);
        writer.Write(transaction.IsRefused);
        writer.Write(transaction.Qp);
        // What was tied, or has no mail any more, is over either way.
        writer.Write(transaction.IsOver && !transaction.IsRefused);
        writer.Write(transaction.IsDoubtful);
        WriteAll(writer, transaction.Senders);
        writer.Write(transaction.Accepted.Count);
        foreach (AcceptedRecipient accepted in transaction.Accepted)
        {
            writer.Write(accepted.Ticks);
            writer.Write(accepted.Readings.Length);
            foreach ((byte[] sender, byte[] recipient) in accepted.Readings)
            {
                writer.Write(sender);
                writer.Write(recipient);
            }
        }
    }

    private static SmtpTransaction ReadTransaction(StateReader reader, QmailSession session)
    {
        bool hasNode = reader.ReadBoolean();
        MailNode? node = reader.ReadNode();
        var transaction = new SmtpTransaction(session, node)
        {
            LastTicks = reader.ReadInt64(),
            NextTicks = reader.ReadInt64(),
            IsRefused = reader.ReadBoolean(),
            Qp = reader.ReadInt32(),
            IsTied = reader.ReadBoolean() || (hasNode && node is null),
            IsDoubtful = reader.ReadBoolean(),
        };
        transaction.Senders.AddRange(ReadAll(reader));
        for (int rest = reader.ReadCount(); rest > 0; rest--)
        {
            long ticks = reader.ReadInt64();
            var readings = new List<(byte[], byte[])>();
            for (int more = reader.ReadCount(); more > 0; more--)
                readings.Add((reader.ReadBytes(), reader.ReadBytes()));
            transaction.Accepted.Add(new AcceptedRecipient([.. readings], ticks));
        }
        return transaction;
    }

    private static void WriteAll(StateWriter writer, IReadOnlyCollection<byte[]> texts)
    {
        writer.Write(texts.Count);
        foreach (byte[] text in texts)
            writer.Write(text);
    }

    private static List<byte[]> ReadAll(StateReader reader)
    {
        var texts = new List<byte[]>();
        for (int rest = reader.ReadCount(); rest > 0; rest--)
            texts.Add(reader.ReadBytes());
        return texts;
    }
}
