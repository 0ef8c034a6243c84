namespace MailLog.Parsing;

/// <summary>What a decision looked at. It tells which check, not which restriction list that check stood in.</summary>
public enum VerdictRestriction : byte
{
    /// <summary>The line does not say.</summary>
    None,

    /// <summary>The client's name or address (<c>Client host</c>).</summary>
    ClientHost,

    /// <summary>The client's name as its reverse lookup gives it, unconfirmed (<c>Unverified Client host</c>).</summary>
    UnverifiedClientHost,

    /// <summary>The client's certificate.</summary>
    ClientCertificate,

    /// <summary>The name the client logged in with (<c>SASL login name</c>).</summary>
    SaslLoginName,

    /// <summary>The name the client gave itself (<c>Helo command</c>).</summary>
    Helo,

    /// <summary>The envelope sender (<c>Sender address</c>).</summary>
    Sender,

    /// <summary>An envelope recipient (<c>Recipient address</c>).</summary>
    Recipient,

    /// <summary>The DATA command (<c>Data command</c>).</summary>
    Data,

    /// <summary>The end of the message (<c>End-of-data</c>).</summary>
    EndOfData,

    /// <summary>The ETRN command (<c>Etrn command</c>).</summary>
    Etrn,

    /// <summary>A header of the message.</summary>
    Header,

    /// <summary>A line of the message's body.</summary>
    Body,

    /// <summary>The content, no closer named.</summary>
    Content,

    /// <summary>The MIME structure of the message.</summary>
    Mime,
}
