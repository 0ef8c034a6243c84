namespace MailLog.Parsing;

/// <summary>What a notice about TLS says.</summary>
public enum TlsNoticeKind : byte
{
    /// <summary>How a session comes about, in detail.</summary>
    Detail,

    /// <summary>The handshake begins.</summary>
    Starting,

    /// <summary>The handshake failed.</summary>
    HandshakeFailed,

    /// <summary>A certificate or key was not accepted.</summary>
    CertificateRejected,

    /// <summary>The TLS library or its configuration has a problem.</summary>
    LibraryProblem,

    /// <summary>The other side offers TLS, and it is not used.</summary>
    Offered,

    /// <summary>What is reported to TLSRPT (RFC 8460).</summary>
    Report,

    /// <summary>The sender's demand for TLS (REQUIRETLS, RFC 8689) could not be met.</summary>
    RequireTls,

    /// <summary>tlsproxy's own session begins.</summary>
    ProxyConnected,

    /// <summary>tlsproxy's own session ends.</summary>
    ProxyDisconnected,
}
