namespace MailLog.Parsing;

/// <summary>TLS lines that every program with TLS writes (tls/tls_misc.c:tls_log_summary).</summary>
internal static class PostfixTls
{
    public static readonly LineForm[] Summary =
    [
        new("tls.established", EventKind.Tls,
            "{trust:Anonymous|Untrusted|Trusted|Verified} TLS connection {established:established|reused} {direction:from|to} {client}: "
            + "{tlsProtocol} with cipher {cipher} ({bits}/{cipherBits} bits)[ {details}]",
            "A TLS session, and how far its peer's certificate was checked. Bits: used, and of the cipher. TLS 1.3 adds key exchange and signatures.",
            "Untrusted TLS connection established to mx.example.org[192.0.2.1]:25: TLSv1.3 with cipher TLS_AES_256_GCM_SHA384 (256/256 bits) key-exchange X25519"),
    ];
}
