namespace MailLog.Correlation;

/// <summary>The parts of a mail and a session in a saved state. Facts are written as they are: they refer to nothing outside of themselves.</summary>
internal static class CorrelatorState
{
    public static void Write(StateWriter writer, OpenMail mail)
    {
        writer.Write(mail.Birth);
        writer.Write(mail.LastSequence);
        writer.Write(mail.LastTicks);
        writer.Write(mail.HasOverflow);
        writer.Write(mail.Facts.Bytes);
        writer.Write(mail.Nodes.Count);
        foreach (MailNode node in mail.Nodes)
        {
            writer.Write((byte)node.Kind);
            writer.Write(node.Key);
            writer.Write(node.Instance);
            writer.Write(node.Birth);
            writer.Write(node.Flags);
            writer.Write(node.StartHash);
            writer.Write(node.MessageIdHash);
            writer.Write(node.ActiveHash);
            writer.Write(node.SenderHash);
            writer.Write(node.CleanupPid);
            writer.Write(node.Sender is not null);
            writer.Write(node.Sender ?? []);
        }
    }

    public static OpenMail ReadMail(StateReader reader)
    {
        var mail = new OpenMail { Birth = reader.ReadInt64(), LastSequence = reader.ReadInt64(), LastTicks = reader.ReadInt64(), HasOverflow = reader.ReadBoolean() };
        mail.Facts.Load(reader.ReadBytes());
        int count = reader.ReadCount();
        for (int i = 0; i < count; i++)
        {
            var node = new MailNode(mail, (NodeKind)reader.ReadByte(), i)
            {
                Key = reader.ReadIdKey(),
                Instance = reader.ReadUInt64(),
                Birth = reader.ReadInt64(),
                Flags = reader.ReadInt32(),
                StartHash = reader.ReadUInt64(),
                MessageIdHash = reader.ReadUInt64(),
                ActiveHash = reader.ReadUInt64(),
                SenderHash = reader.ReadUInt64(),
                CleanupPid = reader.ReadInt32(),
            };
            bool hasSender = reader.ReadBoolean();
            byte[] sender = reader.ReadBytes();
            node.Sender = hasSender ? sender : null;
            mail.Nodes.Add(node);
        }
        return mail;
    }

    public static void Write(StateWriter writer, Session session)
    {
        writer.Write(session.Key);
        writer.Write(session.Client);
        writer.Write(session.Birth);
        writer.Write(session.Facts.Bytes);
        writer.Write(session.Story is not null);
        writer.Write(session.Story is { } story ? story.Bytes : default);
        writer.Write(session.OpenedCount);
        writer.Write(session.IsEnded);
        writer.Write(session.HasConnect);
        writer.Write(session.Accepted ?? -1);
        writer.Write(session.Refusals);
        writer.Write(session.Proxied);
        writer.Write(session.Opened.Count);
        foreach (MailNode node in session.Opened)
            writer.Write(node);
    }

    public static Session ReadSession(StateReader reader)
    {
        SessionKey key = reader.ReadSessionKey();
        byte[] client = reader.ReadBytes();
        var session = new Session().Begin(key, client, reader.ReadInt64());
        session.Facts.Load(reader.ReadBytes());
        bool hasStory = reader.ReadBoolean();
        byte[] told = reader.ReadBytes();
        if (hasStory)
            (session.Story = new Journal()).Load(told);
        session.OpenedCount = reader.ReadInt32();
        session.IsEnded = reader.ReadBoolean();
        session.HasConnect = reader.ReadBoolean();
        int accepted = reader.ReadInt32();
        session.Accepted = accepted < 0 ? null : accepted;
        session.Refusals = reader.ReadNode();
        session.Proxied = reader.ReadNode();
        int count = reader.ReadCount();
        for (int i = 0; i < count; i++)
        {
            if (reader.ReadNode() is not { } node)
                continue;
            session.Opened.Add(node);
            node.Session = session;
        }
        return session;
    }
}
