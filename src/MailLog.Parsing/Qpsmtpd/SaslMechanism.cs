namespace MailLog.Parsing;

/// <summary>Names of mechanisms (RFC 4422 section 3.1) that are in use. Of another word nobody knows that it is none: it may be somebody's password.</summary>
internal static class SaslMechanism
{
    private static readonly byte[][] Names =
    [
        [.. "PLAIN"u8], [.. "LOGIN"u8], [.. "CRAM-MD5"u8], [.. "DIGEST-MD5"u8], [.. "EXTERNAL"u8], [.. "ANONYMOUS"u8], [.. "GSSAPI"u8], [.. "NTLM"u8], [.. "XOAUTH"u8],
        [.. "XOAUTH2"u8], [.. "OAUTHBEARER"u8], [.. "SCRAM-SHA-1"u8], [.. "SCRAM-SHA-1-PLUS"u8], [.. "SCRAM-SHA-256"u8], [.. "SCRAM-SHA-256-PLUS"u8], [.. "KERBEROS_V4"u8],
        [.. "OTP"u8], [.. "SECURID"u8], [.. "GS2-KRB5"u8], [.. "APOP"u8],
    ];

    public static bool IsKnown(ReadOnlySpan<byte> word)
    {
        foreach (byte[] name in Names)
            if (new Utf8Text(word).EqualsIgnoreCase(name))
                return true;
        return false;
    }

    /// <summary>The length of the name that a text begins with; 0 if it begins with none, or goes on as a longer word.</summary>
    public static int LengthAt(ReadOnlySpan<byte> text)
    {
        int length = 0;
        while (length < text.Length && IsOfName(text[length]))
            length++;
        return IsKnown(text.Slice(0, length)) ? length : 0;
    }

    private static bool IsOfName(byte b) => (uint)((b | 0x20) - 'a') <= 25 || Utf8.IsDigit(b) || b is (byte)'-' or (byte)'_';
}
