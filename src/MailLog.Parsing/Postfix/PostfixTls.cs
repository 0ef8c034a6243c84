namespace MailLog.Parsing;

/// <summary>TLS lines that every program with TLS writes (<c>tls/</c>).</summary>
internal static class PostfixTls
{
    private const string Established = "TLS connection {established:established|reused} {direction:from|to} {client}[ to {serverName}]: "
        + "{tlsProtocol} with cipher {cipher} ({bits}/{cipherBits} bits)";

    private const string Tail = "[ key-exchange {keyExchange}[ ({keyExchangeGroup})]][ server-signature {serverSignature}[ ({serverKey})][ server-digest {serverDigest}]]"
        + "[ client-signature {clientSignature}[ ({clientKey})][ client-digest {clientDigest}]]";

    private const string Trust = "{trust:Anonymous|Untrusted|Trusted|Verified} ";

    /// <summary>A TLS session is there (tls_misc.c:tls_log_summary).</summary>
    public static readonly LineForm[] Summary =
    [
        new("tls.established", EventKind.Tls, Trust + Established + Tail,
            "A TLS session, and how far its peer's certificate was checked. Bits: used, and of the cipher. TLS 1.3 adds key exchange and signatures.",
            "Untrusted TLS connection established to mx.example.org[192.0.2.1]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519 server-signature RSA-PSS (2048 bits) server-digest SHA256") { EndsAlikeFrom = Field.TlsProtocol },
        new("tls.established.details", EventKind.Tls, Trust + Established + " {details}",
            "A TLS session with further words.", "Verified TLS connection established to mx.example.org[192.0.2.1]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) with further words"),
        new("tls.established.old", EventKind.Tls, Established,
            "A TLS session before 2.6, without a word on the certificate.", "TLS connection established from mail.example.org[192.0.2.1]: TLSv1 with cipher DHE-RSA-AES256-SHA (256/256 bits)"),
    ];

    /// <summary>How a session comes about, or does not.</summary>
    public static readonly LineForm[] Notices =
    [
        new("tls.setting-up", EventKind.TlsNotice, "setting up TLS connection {direction:from|to} {client}",
            "The handshake begins (smtpd_tls_loglevel 2, before 2.6 level 1).", "setting up TLS connection from mail.example.org[192.0.2.1]") { TlsNotice = TlsNoticeKind.Starting },
        new("tls.handshake-error", EventKind.TlsNotice, "{topic:SSL_accept error|SSL_connect error|SSL_set_fd error} {direction:from|to} {client}[: {reason}]",
            "The handshake failed: what the library or the system says, or a number.", "SSL_accept error from unknown[192.0.2.1]: lost connection") { TlsNotice = TlsNoticeKind.HandshakeFailed },
        new("tls.certificate", EventKind.TlsNotice, "[{role:server|client} ]{topic:certificate verification failed} for {client}: {reason}",
            "The peer's certificate was not accepted (tls_verify.c).", "server certificate verification failed for mx.example.org[192.0.2.1]:25: num=62:hostname mismatch")
            { TlsNotice = TlsNoticeKind.CertificateRejected },
        new("tls.certificate.old", EventKind.TlsNotice, "{topic:certificate verification failed} for {client}:num={reason}",
            "The same before 2.6.", "certificate verification failed for mx.example.org:num=18:self signed certificate") { TlsNotice = TlsNoticeKind.CertificateRejected },
        new("tls.certificate.name", EventKind.TlsNotice, "{topic:certificate peer name verification failed} for {client}: {reason}",
            "The same before 2.5: the name in the certificate is another.", "certificate peer name verification failed for mx.example.org: CommonName mis-match: mail.example.org") { TlsNotice = TlsNoticeKind.CertificateRejected },
        new("tls.certificate.unverified", EventKind.TlsNotice, "{topic:Server certificate could not be verified|Peer certificate could not be verified|Peer verification: CommonName in certificate does not match}[: {reason}]",
            "The same before 2.3.", "Peer certificate could not be verified") { TlsNotice = TlsNoticeKind.CertificateRejected },
        new("tls.library", EventKind.TlsNotice, "{level:warning}: {topic:TLS library problem}: {reason}",
            "What OpenSSL says about the failure that the next line tells of.", "warning: TLS library problem: error:0A00010B:SSL routines::wrong version number:../ssl/record/ssl3_record.c:354:")
            { TlsNotice = TlsNoticeKind.LibraryProblem },
        new("tls.tlsa", EventKind.TlsNotice, "{level:warning}: {client}: {topic:unusable TLSA RR:|all TLSA records unusable, fallback to unauthenticated TLS|all TLSA records unusable|all fingerprints unusable|all trust anchors unusable}[ {text}]",
            "What the DNS or the configuration says about the peer's key cannot be used (tls_dane.c).", "warning: mx.example.org[192.0.2.1]:25: all TLSA records unusable, fallback to unauthenticated TLS")
            { TlsNotice = TlsNoticeKind.CertificateRejected },
        new("tls.policy", EventKind.TlsNotice, "{level:warning}: TLS policy {topic:lookup error for|lookup for} {domain}: {reason}",
            "Whether TLS is needed for a domain could not be found out.", "warning: TLS policy lookup for example.org/mx.example.org: TLSA lookup error for mx.example.org:25") { TlsNotice = TlsNoticeKind.LibraryProblem },
        new("tls.report", EventKind.TlsNotice, "TLSRPT: status={status:success|failure}, domain={domain}, receiving_mx={client}[, failure_type={failureType}[, failure_reason={reason}]]",
            "What is reported to TLSRPT (RFC 8460), since 3.10.", "TLSRPT: status=failure, domain=example.org, receiving_mx=mx.example.org[192.0.2.1], failure_type=starttls-not-supported")
            { TlsNotice = TlsNoticeKind.Report },
        new("tls.peer", EventKind.TlsNotice,
            "{client}: {topic:Reusing old session|TLS cipher list|SNI hostname:|Issuing session ticket, key expiration:|Decrypting session ticket, key expiration:|looking up session|reloaded session|"
            + "remove session|save session|matched peername:|Matched DANE|Matched fingerprint:|Matched trust anchor|certificate verification depth|"
            + "re-using session with untrusted certificate,|re-using session with untrusted peer credential,}[ {text}]",
            "Details of one session (loglevel 1 or 2).", "mx.example.org[192.0.2.1]:25: Reusing old session"),
        new("tls.subject.old", EventKind.TlsNotice, "{trust:Trusted|Untrusted|Verified|Unverified}: subject_CN={subject~}, issuer={issuer}",
            "The peer's certificate, before 2.6.", "Verified: subject_CN=mx.example.org, issuer=Example CA"),
        new("tls.subject", EventKind.TlsNotice, "{client}: [{trust:Trusted|Untrusted|Verified|Unverified}: ]subject_CN={subject~}, {topic:issuer|issuer_CN}={issuer}[, fingerprint={fingerprint}][, pkey_fingerprint={keyFingerprint}]",
            "The peer's certificate.", "mx.example.org[192.0.2.1]:25: subject_CN=mx.example.org, issuer_CN=R3, fingerprint=AA:BB, pkey_fingerprint=CC:DD"),
        new("tls.chain", EventKind.TlsNotice, "{client}: {topic:depth|verify|raw public key fingerprint}={text}",
            "One certificate of a chain, or the key of a peer that has none.", "mx.example.org[192.0.2.1]:25: depth=0 verify=1 subject=/CN=mx.example.org"),
        new("tls.name", EventKind.TlsNotice, "{topic:subject|issuer|fingerprint}={text}", "The peer's certificate, in lines of its own.", "subject=/CN=mail.example.org"),
        new("tls.common-name", EventKind.TlsNotice, "{client} CommonName {text}", "The name in the peer's certificate (until 3.5).", "mx.example.org[192.0.2.1]:25 CommonName mx.example.org"),
        new("tls.engine", EventKind.TlsNotice, "initializing the {topic:client-side|server-side} TLS engine", "A program prepares for TLS.", "initializing the server-side TLS engine"),
        new("tls.cache", EventKind.TlsNotice, "{topic:looking for session|reloaded session|save session|remove session|open smtpd TLS cache|open smtp TLS cache|open lmtp TLS cache} {text}",
            "The cache of TLS sessions at work.", "reloaded session [192.0.2.1]:25 from smtp cache"),
        new("tls.state", EventKind.TlsNotice, "{topic:SSL_accept|SSL_connect|undefined|SSL3 alert read|SSL3 alert write}:{text}", "A step of the handshake.", "SSL_accept:SSLv3 read client hello A"),
        new("tls.server-name", EventKind.TlsNotice, "TLS SNI {serverName} from {client} {topic:not matched, using default chain}",
            "The name that the client asked for is none of ours.", "TLS SNI mx2.example.org from mail.example.org[192.0.2.1] not matched, using default chain"),
        new("tls.dane", EventKind.TlsNotice, "{domain}: {reason}: {preference} {count} {family} {text}",
            "A TLSA record or its use (tls_dane.c).", "_25._tcp.mx.example.org: TLSA: 3 1 1 0123456789ABCDEF"),
        new("tls.transfer", EventKind.TlsNotice, "{topic:read from|write to} {text}", "Bytes on the wire (loglevel 3 and 4).", "read from 55D0C0DE [55D0BEEF] (5 bytes => 5 (0x5))"),
        new("tls.transfer.characters", EventKind.TlsNotice, "{topic:Read|Write} {bytes} chars: {text}", "Characters behind the cipher.", "Read 6 chars: QUIT??"),
        new("tls.dump", EventKind.TlsNotice, "{word:00|01|02|03|04|05|06|07|08|09|0a|0b|0c|0d|0e|0f}{rest}",
            "A line of a hex dump of bytes on the wire (loglevel 3 and 4).", "0010 - <SPACES/NULLS>"),
        new("tls.cannot", EventKind.TlsNotice, "{topic:cannot load Certification Authority data,|cannot set default OpenSSL certificate verification paths:|cannot read|cannot write} {reason}",
            "What TLS needs is not to be had.", "cannot load Certification Authority data, CAfile=\"/etc/ssl/ca.pem\": disabling TLS support") { TlsNotice = TlsNoticeKind.LibraryProblem },
        new("tls.random", EventKind.TlsNotice, "EGD server {service} {topic:reports zero bytes available}", "No randomness is to be had (tls_prng_egd.c).", "EGD server /var/run/egd reports zero bytes available")
            { TlsNotice = TlsNoticeKind.LibraryProblem },
    ];
}
