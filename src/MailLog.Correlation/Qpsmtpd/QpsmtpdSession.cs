namespace MailLog.Correlation;

/// <summary>A connection that a process of qpsmtpd serves: strictly one command after the other, each with its reply.</summary>
internal sealed class QpsmtpdSession
{
    /// <summary>What every mail of the session takes over.</summary>
    public readonly Journal Facts = new();

    /// <summary>The server has said who is connected, and not only its parent.</summary>
    public bool IsConnected;

    /// <summary>The process had another connection whose end is not in the log: it may go on, and then these lines may be that one's.</summary>
    public bool IsDoubtful;

    /// <summary>The last command has no reply yet.</summary>
    public bool IsAwaiting;

    /// <summary>Lines since the last command, whose mail its reply will tell.</summary>
    public readonly Journal Pending = new();

    /// <summary>The mails of the session, the latest of them.</summary>
    public readonly List<MailNode> Mails = [];

    /// <summary>The command that waits for its reply; empty for one that is unknown, null before the first.</summary>
    public byte[]? Command;

    /// <summary>The address that the command names.</summary>
    public byte[]? Address;

    /// <summary>The message is coming in: the next reply is about it.</summary>
    public bool IsInData;

    /// <summary>The name the client gave itself.</summary>
    public byte[]? Helo;

    /// <summary>The transaction, or the refusals before it.</summary>
    public MailNode? Transaction;

    /// <summary>The sender of the transaction was accepted.</summary>
    public bool IsBegun;

    /// <summary>When the transaction began, in UTC ticks.</summary>
    public long BeginTicks;

    /// <summary>The envelope sender of the transaction, also of one that was refused.</summary>
    public byte[]? Sender;

    /// <summary>Those that were accepted.</summary>
    public readonly List<byte[]> Recipients = [];

    /// <summary>To where the mail is passed on, as the plugin said.</summary>
    public byte[]? Target;

    /// <summary>Who refuses, if the next reply does.</summary>
    public readonly PluginBlame Blame = new();

    public void Release()
    {
        Facts.Release();
        Pending.Release();
    }

    public void Save(StateWriter writer)
    {
        writer.Write(Facts.Bytes);
        writer.Write(Pending.Bytes);
        writer.Write(IsConnected);
        writer.Write(IsDoubtful);
        writer.Write(IsAwaiting);
        writer.WriteOptional(Command);
        writer.Write(IsInData);
        writer.Write(IsBegun);
        writer.Write(BeginTicks);
        writer.Write(Transaction);
        writer.WriteOptional(Address);
        writer.WriteOptional(Helo);
        writer.WriteOptional(Sender);
        writer.WriteOptional(Target);
        writer.Write(Recipients.Count);
        foreach (byte[] recipient in Recipients)
            writer.Write(recipient);
        List<MailNode> open = Mails.FindAll(n => !n.Mail.IsGone);
        writer.Write(open.Count);
        foreach (MailNode mail in open)
            writer.Write(mail);
        Blame.Save(writer);
    }

    public void Load(StateReader reader)
    {
        Facts.Load(reader.ReadBytes());
        Pending.Load(reader.ReadBytes());
        IsConnected = reader.ReadBoolean();
        IsDoubtful = reader.ReadBoolean();
        IsAwaiting = reader.ReadBoolean();
        Command = reader.ReadOptional();
        IsInData = reader.ReadBoolean();
        IsBegun = reader.ReadBoolean();
        BeginTicks = reader.ReadInt64();
        Transaction = reader.ReadNode();
        Address = reader.ReadOptional();
        Helo = reader.ReadOptional();
        Sender = reader.ReadOptional();
        Target = reader.ReadOptional();
        for (int rest = reader.ReadCount(); rest > 0; rest--)
            Recipients.Add(reader.ReadBytes());
        for (int rest = reader.ReadCount(); rest > 0; rest--)
            if (reader.ReadNode() is { } mail)
                Mails.Add(mail);
        Blame.Load(reader);
    }
}
