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

    /// <summary>The qmail family: qmail, netqmail, notqmail, s/qmail; with tcpserver, sslserver, rblsmtpd and recordio.</summary>
    Qmail,

    /// <summary>qpsmtpd.</summary>
    Qpsmtpd,

    /// <summary>
    /// A program that stands beside a mail system and speaks of the same mails: milters, policy services, content filters, the mailbox server.
    /// Only its typed lines: the others are foreign. Also every program of a <see cref="LogDialect"/>, whose other lines are <see cref="EventKind.Unknown"/>.
    /// </summary>
    Neighbour,
}
