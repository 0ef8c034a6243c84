namespace MailLog.Parsing;

/// <summary>Lines of the SASL libraries, of smtpd and smtp (<c>xsasl/</c>).</summary>
internal static class PostfixSasl
{
    public static readonly LineForm[] Forms =
    [
        new("sasl.failure", EventKind.Authentication, "{level:warning}: SASL authentication {action:failure|problem}: {reason}",
            "The Cyrus SASL library's own words; a line with the client follows.", "warning: SASL authentication failure: Password verification failed"),
        new("sasl.trouble", EventKind.Diagnostic, "{level:warning|fatal|error}: {topic:SASL}: {reason}",
            "The authentication server cannot be reached or does not keep to the protocol (xsasl_dovecot_server.c).",
            "warning: SASL: Connect to Dovecot auth socket 'private/auth' failed: No such file or directory"),
    ];
}
