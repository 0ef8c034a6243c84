namespace MailLog.Correlation;

/// <summary>What an archive and a mail have in common, the strongest first.</summary>
public enum ArchiveKey : byte
{
    /// <summary>IDENT of XFORWARD is a queue id of the mail.</summary>
    Ident,

    /// <summary>The topmost Received field of the log's own host has a queue id of the mail.</summary>
    ReceivedId,

    /// <summary>The same message id and sender, and every recipient that was delivered to was asked for.</summary>
    MessageId,

    /// <summary>ADDR and PORT of XFORWARD are the client's.</summary>
    Client,
}
