namespace MailLog.Parsing;

/// <summary>The mail system whose programs a line comes from.</summary>
public enum MailSystem : byte
{
    /// <summary>None of those below.</summary>
    None,

    /// <summary>Postfix.</summary>
    Postfix,

    /// <summary>Proxmox Mail Gateway: its own daemons beside its Postfix.</summary>
    Pmg,

    /// <summary>The qmail family. Its lines are not read yet: no line has this value.</summary>
    Qmail,

    /// <summary>qpsmtpd. Its lines are not read yet: no line has this value.</summary>
    Qpsmtpd,
}
