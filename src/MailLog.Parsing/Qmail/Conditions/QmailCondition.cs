namespace MailLog.Parsing;

/// <summary>Why s/qmail decided so, the last word of <c>Action::Type::Condition</c>. The spellings of all versions are one value; docs/qmail.md has the table.</summary>
public enum QmailCondition : byte
{
    /// <summary>A word that is not known, see <see cref="QmailSmtpdEvent.ConditionText"/>.</summary>
    Other,

    /// <summary>Authentication or TLS is asked for, and was not used.</summary>
    Missing,

    /// <summary>Authentication is not possible: it is not set up.</summary>
    Setup,

    /// <summary>Mail may be submitted only after authentication.</summary>
    Submission,

    /// <summary>The method of authentication is not allowed.</summary>
    AuthMethod,

    /// <summary>Authentication by a method, which is the word itself: <c>plain</c>, <c>login</c>, <c>cram-md5</c>, <c>cert</c>.</summary>
    Method,

    /// <summary>A POP3 login with user and password.</summary>
    PopUser,

    /// <summary>A POP3 login with APOP.</summary>
    PopApop,

    /// <summary>TLS is needed.</summary>
    Required,

    /// <summary>TLS was set up, with the cipher that is the word itself.</summary>
    Cipher,

    /// <summary>The message is too large.</summary>
    InvalidSize,

    /// <summary>The message has a base64 part of a type in <c>badmimetypes</c>.</summary>
    BadMime,

    /// <summary>The message has a base64 part of a loader in <c>badloadertypes</c>.</summary>
    BadLoader,

    /// <summary>The message has an attachment of a kind that is not allowed.</summary>
    MimeAttachment,

    /// <summary>A virus was found in the message.</summary>
    VirusInfected,

    /// <summary>The message was taken for spam.</summary>
    SpamMessage,

    /// <summary>The sender is in <c>badmailfrom</c>.</summary>
    BadMailfrom,

    /// <summary>The sender's domain has no MX or A record.</summary>
    DnsMailfrom,

    /// <summary>The sender is not allowed to send so: a local address from outside, or not the user's own.</summary>
    InvalidSender,

    /// <summary>The client tried to authenticate, and failed.</summary>
    FailedAuth,

    /// <summary>Authentication is asked for, and was not granted.</summary>
    RequireAuth,

    /// <summary>Authentication is asked for, and was not tried.</summary>
    MissingAuth,

    /// <summary>The user authenticated as the sender.</summary>
    ValidAuth,

    /// <summary>The sender is refused by SPF.</summary>
    SpfSender,

    /// <summary>The sender is a local address, allowed to relay.</summary>
    LocalSender,

    /// <summary>The sender is in <c>relaymailfrom</c>.</summary>
    RelayMailfrom,

    /// <summary>The recipient is in <c>badrcptto</c>.</summary>
    BadRcptto,

    /// <summary>There are too many recipients.</summary>
    TooManyRcptto,

    /// <summary>The recipient is not in <c>recipients</c>.</summary>
    FailedRcptto,

    /// <summary>The recipient is not valid.</summary>
    InvalidRcptto,

    /// <summary>The recipient is in a cdb of <c>recipients</c>.</summary>
    RecipientsCdb,

    /// <summary>A plug-in of <c>recipients</c> knows the recipient.</summary>
    RecipientsPam,

    /// <summary>The recipient's domain takes everybody, by <c>recipients</c>.</summary>
    RecipientsWild,

    /// <summary>The recipient is a user, by <c>recipients</c>.</summary>
    RecipientsUsers,

    /// <summary>The recipient is accepted by <c>recipients</c>, in whichever way.</summary>
    RecipientsRcptto,

    /// <summary>The recipient's domain is in <c>rcpthosts</c> or <c>morercpthosts</c>.</summary>
    RcpthostsRcptto,

    /// <summary>The HELO name is in <c>badhelo</c>, or missing.</summary>
    BadHelo,

    /// <summary>The HELO name has no address in the DNS, or another than the client's.</summary>
    DnsHelo,

    /// <summary>The client may not relay.</summary>
    InvalidRelay,

    /// <summary>The client may relay.</summary>
    RelayClient,

    /// <summary>The client has to use TLS, and did not.</summary>
    MissingTls,

    /// <summary>The client started TLS.</summary>
    StartTls,

    /// <summary>The sender's domain does not allow the client (SPF).</summary>
    SpfFail,

    /// <summary>The triple of client, sender and recipient is new: it has to wait.</summary>
    GreyListed,

    /// <summary>The DKIM signature is not valid.</summary>
    Signature,

    /// <summary>POP3 without TLS where that is asked for.</summary>
    StlsAny,

    /// <summary>The message has passed too many systems.</summary>
    TooManyHops,

    /// <summary>The client made a mistake in the protocol.</summary>
    SyntaxError,
}
