namespace MailLog.Parsing;

/// <summary>What qpsmtpd's plugins decide, in the words that all systems share.</summary>
internal static class QpsmtpdVerdicts
{
    /// <summary>A plugin that fails has not refused yet: whether it does, the reply tells. Only the exact code is a decision.</summary>
    public static VerdictAction Action(LogLine line)
    {
        ReadOnlySpan<byte> code = line.Text(Field.ReturnCode).Bytes;
        if (!code.IsEmpty)
            return code.StartsWith("DENYSOFT"u8) ? VerdictAction.Defer : code.StartsWith("DENY"u8) ? VerdictAction.Reject : code.SequenceEqual("OK"u8) ? VerdictAction.Accept : VerdictAction.Info;
        ReadOnlySpan<byte> result = line.Text(Field.Result).Bytes;
        if (result.IsEmpty)
            return VerdictWords.Action(line.Text(Field.Action).Bytes);
        return result.SequenceEqual("fail"u8) || result.SequenceEqual("error"u8) ? VerdictAction.Warn : VerdictAction.Info;
    }

    /// <summary>The command in whose hook it ran; missing where the carrier loses the hook.</summary>
    public static Utf8Text Stage(LogLine line)
    {
        if (line.FormOrNull?.DecidedAt is { } stage)
            return new Utf8Text(stage == "MAIL" ? "MAIL"u8 : "DATA"u8);
        ReadOnlySpan<byte> hook = line.Text(Field.Hook).Bytes;
        foreach ((byte[] name, byte[] command) in Hooks)
            if (hook.StartsWith(name))
                return new Utf8Text(command);
        return default;
    }

    /// <summary>The longer names first: data_post is not data.</summary>
    private static readonly (byte[] Hook, byte[] Command)[] Hooks =
    [
        ([.. "connect"u8], [.. "CONNECT"u8]), ([.. "ehlo"u8], [.. "EHLO"u8]), ([.. "helo"u8], [.. "HELO"u8]), ([.. "auth"u8], [.. "AUTH"u8]), ([.. "mail"u8], [.. "MAIL"u8]), ([.. "rcpt"u8], [.. "RCPT"u8]),
        ([.. "data_post"u8], [.. "END-OF-MESSAGE"u8]), ([.. "queue"u8], [.. "END-OF-MESSAGE"u8]), ([.. "data"u8], [.. "DATA"u8]), ([.. "quit"u8], [.. "QUIT"u8]), ([.. "rset"u8], [.. "RSET"u8]),
        ([.. "vrfy"u8], [.. "VRFY"u8]), ([.. "noop"u8], [.. "NOOP"u8]),
    ];
}
