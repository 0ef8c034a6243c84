namespace MailLog.Parsing;

/// <summary>tlsproxy(8): TLS for postscreen, and for smtp's reused connections.</summary>
internal static class Tlsproxy
{
    private static readonly LineForm[] Forms =
    [
        new("tlsproxy.connect", EventKind.TlsNotice, "{topic:CONNECT} {direction:from|to} {client}",
            "The proxy takes a connection over; to a server since 3.4.", "CONNECT from [192.0.2.1]:34453") { TlsNotice = TlsNoticeKind.ProxyConnected },
        new("tlsproxy.disconnect", EventKind.TlsNotice, "{topic:DISCONNECT} {client}",
            "The proxy is done with a connection.", "DISCONNECT [192.0.2.1]:34453") { TlsNotice = TlsNoticeKind.ProxyDisconnected },
        new("tlsproxy.failed", EventKind.TlsNotice, "{topic:TLS handshake failed} for service={service} peer={client}",
            "No TLS session came about.", "TLS handshake failed for service=smtpd peer=[192.0.2.1]:34453") { TlsNotice = TlsNoticeKind.HandshakeFailed },
    ];

    public static readonly ProgramGrammar Grammar = PostfixProgram.New("tlsproxy", Forms, PostfixTls.Summary, PostfixTls.Notices);
}
