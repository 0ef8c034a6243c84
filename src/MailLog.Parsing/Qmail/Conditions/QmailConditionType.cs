namespace MailLog.Parsing;

/// <summary>What s/qmail's decision was about, the second word of <c>Action::Type::Condition</c>.</summary>
public enum QmailConditionType : byte
{
    /// <summary>A word that is not known, see <see cref="QmailSmtpdEvent.TypeText"/>.</summary>
    Other,

    /// <summary><c>AUTH</c>: the login of the client.</summary>
    Authentication,

    /// <summary><c>DATA</c>: the message.</summary>
    Data,

    /// <summary><c>ORIG</c>: the envelope sender.</summary>
    Originator,

    /// <summary><c>RCPT</c>: an envelope recipient.</summary>
    Recipient,

    /// <summary><c>SNDR</c>: the sending system: its HELO name, and whether it may relay.</summary>
    Sender,

    /// <summary><c>TLS</c>: encryption.</summary>
    Tls,

    /// <summary><c>SPF</c>: what the sender's domain says of the client.</summary>
    Spf,

    /// <summary><c>GREY</c>: greylisting.</summary>
    Grey,

    /// <summary><c>DKIM</c>: the message's signature.</summary>
    Dkim,

    /// <summary><c>STLS</c>: encryption of POP3.</summary>
    Stls,

    /// <summary><c>SMTP</c>: the protocol (SPAMCONTROL).</summary>
    Smtp,
}
