namespace MailLog.Correlation;

/// <summary>In which hooks of qpsmtpd a refusal can have been decided.</summary>
internal static class QpsmtpdHooks
{
    /// <summary>The hook, if the log keeps it; else those that run at the command: then a plugin may also run in one of the finer hooks (mail_pre, ehlo_parse).</summary>
    public static IReadOnlyList<string> Of(MailText hook, MailText stage)
    {
        if (hook.Value is { } known)
            return [known];
        return stage.Value switch
        {
            null => [],
            "END-OF-MESSAGE" => ["data_post", "queue"],
            "UNKNOWN" => ["unrecognized_command"],
            var command => [command.ToLowerInvariant()],
        };
    }
}
