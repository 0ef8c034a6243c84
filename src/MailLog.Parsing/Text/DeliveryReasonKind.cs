namespace MailLog.Parsing;

/// <summary>What a delivery's response says, by the templates that Postfix makes it of.</summary>
public enum DeliveryReasonKind : byte
{
    /// <summary>There is no response.</summary>
    None,

    /// <summary>A text of no known template.</summary>
    Other,

    /// <summary>The server's reply, taken as it is: it accepted the mail.</summary>
    Accepted,

    /// <summary>The server refused a command: <c>host H said: REPLY (in reply to RCPT TO command)</c>.</summary>
    Refused,

    /// <summary>The server refused to talk at all: <c>host H refused to talk to me: REPLY</c>.</summary>
    RefusedToTalk,

    /// <summary>Nobody listens there: <c>Connection refused</c>.</summary>
    ConnectionRefused,

    /// <summary>The server did not answer in time: <c>Connection timed out</c>.</summary>
    ConnectionTimedOut,

    /// <summary>No way leads to the server: <c>No route to host</c>, <c>Host is down</c>.</summary>
    NoRoute,

    /// <summary>No way leads to the server's network: <c>Network is unreachable</c>.</summary>
    NetworkUnreachable,

    /// <summary>The connection could not be made for another reason.</summary>
    ConnectionFailed,

    /// <summary>The server hung up in the middle: <c>lost connection with H while …</c>.</summary>
    ConnectionLost,

    /// <summary>The server fell silent in the middle: <c>conversation with H timed out while …</c>.</summary>
    ConversationTimedOut,

    /// <summary>The DNS knows no such host or domain: <c>Host or domain name not found. …: Host not found</c>.</summary>
    HostNotFound,

    /// <summary>The DNS did not answer: <c>… Host not found, try again</c>.</summary>
    NameServiceError,

    /// <summary>The domain takes no mail (RFC 7505): <c>Domain D does not accept mail (nullMX)</c>.</summary>
    NullMx,

    /// <summary>The mail would come back: <c>mail for D loops back to myself</c>, <c>mail forwarding loop for A</c>, <c>alias database loop</c>.</summary>
    Loop,

    /// <summary>TLS is required, and the server offers none.</summary>
    TlsNotOffered,

    /// <summary>The TLS handshake failed.</summary>
    TlsHandshakeFailed,

    /// <summary>The server's certificate is not trusted, or not the one expected.</summary>
    TlsNotVerified,

    /// <summary>TLS is required, and cannot be had for a reason of this host.</summary>
    TlsUnavailable,

    /// <summary>This host could not authenticate to the server.</summary>
    AuthenticationFailed,

    /// <summary>The mail is larger than the server says it takes.</summary>
    TooLarge,

    /// <summary>The transport that the mail is for does not work: <c>mail transport unavailable</c>.</summary>
    TransportUnavailable,

    /// <summary>There is no such user here.</summary>
    UserUnknown,

    /// <summary>A mailbox, maildir or file could not be written.</summary>
    MailboxFailed,

    /// <summary>A command failed, died, or took too long.</summary>
    CommandFailed,

    /// <summary>A failure that shall pass: <c>temporary failure</c>.</summary>
    TemporaryFailure,

    /// <summary>Delivered on this host: <c>delivered to mailbox</c>, <c>delivered via filter service</c>, <c>delivered to command: …</c>.</summary>
    Delivered,

    /// <summary>Queued again on this host for the targets of an alias or .forward: <c>forwarded as ID</c>.</summary>
    Forwarded,
}
