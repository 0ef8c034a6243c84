namespace MailLog.Correlation;

/// <summary>A connection that a process of qpsmtpd serves: strictly one command after the other, each with its reply.</summary>
internal sealed class QpsmtpdSession
{
    /// <summary>What every mail of the session takes over.</summary>
    public readonly Journal Facts = new();

    /// <summary>The server has said who is connected, and not only its parent.</summary>
    public bool IsConnected;

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

    public void Save(StateWriter writer)
    {
        writer.Write(Facts.Bytes);
        writer.Write(IsConnected);
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
        Blame.Save(writer);
    }

    public void Load(StateReader reader)
    {
        Facts.Load(reader.ReadBytes());
        IsConnected = reader.ReadBoolean();
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
        Blame.Load(reader);
    }
}
