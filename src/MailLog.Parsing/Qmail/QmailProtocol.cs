namespace MailLog.Parsing;

/// <summary>The flags behind the protocol's name in s/qmail's lines.</summary>
internal static class QmailProtocol
{
    /// <summary>Looks for a letter among the flags only: the name holds some of them itself.</summary>
    public static bool Has(ReadOnlySpan<byte> protocol, byte flag)
    {
        while (protocol.StartsWith("UTF8"u8))
            protocol = protocol.Slice(4);
        int name = protocol.StartsWith("ESMTP"u8) ? 5 : protocol.StartsWith("SMTP"u8) || protocol.StartsWith("POP3"u8) ? 4 : 0;
        return name > 0 && protocol.Slice(name).IndexOf(flag) >= 0;
    }
}
