namespace MailLog.Parsing;

/// <summary>What programs write before a name: <c>user=</c>, <c>helo=</c>.</summary>
internal static class NameKeys
{
    private static readonly string[] Users =
    [
        "user", "username", "login", "ruser", "account", "sasl_username", "sasl_sender", "from", "to", "orig_to", "rcpt", "rcpt_to", "sender", "recipient", "mail_from", "mailfrom", "smtp.mailfrom",
        "envelope-from", "envelope_from", "receiver", "addr", "address", "mail", "email", "for", "id", "smtp.auth", "header.from",
    ];

    private static readonly string[] Hosts = ["helo", "ehlo", "client_name", "reverse_client_name", "rdns", "smtp.helo", "rhost"];

    /// <summary>A user or an address follows. In upper or lower case.</summary>
    public static bool IsUserKey(ReadOnlySpan<byte> key) => IsOneOf(key, Users);

    /// <summary>A client's name follows.</summary>
    public static bool IsHostKey(ReadOnlySpan<byte> key) => IsOneOf(key, Hosts);

    private static bool IsOneOf(ReadOnlySpan<byte> key, string[] keys)
    {
        foreach (string candidate in keys)
            if (Utf8.EqualsAsciiIgnoreCase(key, candidate))
                return true;
        return false;
    }
}
