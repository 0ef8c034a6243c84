namespace MailLog.Correlation;

/// <summary>Replies that tell by their words alone who gives them: they are fixed in the sources of qpsmtpd (0.94 to 1.00).</summary>
internal static class QpsmtpdReplies
{
    /// <summary>What qpsmtpd itself answers when no plugin has refused (<c>SMTP.pm</c>).</summary>
    private static readonly byte[][] OfServer =
    [
        [.. "Unrecognized command"u8], [.. "Internal error - try again later"u8], [.. "helo requires domain/address"u8], [.. "ehlo requires domain/address"u8], [.. "but you already said "u8],
        [.. "AUTH not defined for HELO"u8], [.. "SSL/TLS required before AUTH"u8], [.. "Unimplemented authentification mechanism"u8], [.. "please say hello first"u8],
        [.. "Syntax error in command"u8], [.. "could not parse your mail from command"u8], [.. "could not parse recipient"u8], [.. "Use MAIL before RCPT"u8],
        [.. "No plugin decided if relaying is allowed"u8], [.. "MAIL first"u8], [.. "RCPT first"u8], [.. "Incomplete DATA"u8], [.. "Message too big!"u8],
        [.. "See http://smtpd.develooper.com/barelf.html"u8], [.. "Queuing declined or disabled"u8],
    ];

    /// <summary>Stock plugins that refuse without a line of their own.</summary>
    private static readonly (byte[] Text, byte[] Plugin, byte[] Hook)[] OfSilentPlugins =
    [
        ([.. "Too many hops"u8], [.. "loop"u8], [.. "data_post"u8]),
        ([.. "Stop wasting my time, too many consecutive NOOPs"u8], [.. "noop_counter"u8], [.. "noop"u8]),
        ([.. "Server load too high, please try again later."u8], [.. "loadcheck"u8], [.. "connect"u8]),
        ([.. "mailing lists do not accept null senders"u8], [.. "qmail_deliverable"u8], [.. "rcpt"u8]),
        ([.. "too many recipients for karma "u8], [.. "karma"u8], [.. "rcpt"u8]),
        ([.. "Command refused due to lack of security"u8], [.. "tls"u8], []),
        ([.. "TLS Negotiation Failed"u8], [.. "tls"u8], [.. "unrecognized_command"u8]),
    ];

    public static bool IsOfServer(ReadOnlySpan<byte> text)
    {
        foreach (byte[] known in OfServer)
            if (text.StartsWith(known))
                return true;
        return false;
    }

    public static bool TryFindPlugin(ReadOnlySpan<byte> text, out byte[]? plugin, out byte[]? hook)
    {
        foreach ((byte[] known, byte[] name, byte[] at) in OfSilentPlugins)
        {
            if (!text.StartsWith(known))
                continue;
            (plugin, hook) = (name, at.Length > 0 ? at : null);
            return true;
        }
        plugin = hook = null;
        return false;
    }
}
