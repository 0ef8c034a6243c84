namespace MailLog.Parsing;

/// <summary>anvil(8): counts what clients do.</summary>
internal static class Anvil
{
    private static readonly LineForm[] Forms =
    [
        new("anvil.rate", EventKind.Statistics, "statistics: max {metric:connection rate|message rate|recipient rate|newtls rate|auth rate} {count}/{seconds}s for ({ident}) at {when}",
            "The busiest client since the last such line, by events per time unit; the name is service and address.", "statistics: max connection rate 15/60s for (smtp:192.0.2.1) at Nov 20 06:41:29"),
        new("anvil.count", EventKind.Statistics, "statistics: max {metric:connection count} {count} for ({ident}) at {when}",
            "The client with the most connections at one time since the last such line.", "statistics: max connection count 4 for (smtp:192.0.2.1) at Nov 20 06:41:29"),
        new("anvil.cache", EventKind.Statistics, "statistics: max {metric:cache size} {count} at {when}",
            "The most clients that were known at one time since the last such line.", "statistics: max cache size 4 at Nov 20 06:41:29"),
        new("anvil.request", EventKind.Diagnostic, "{level:warning}: {topic:unrecognized request}: \"{text}\", ignored",
            "A client of the service asks what it does not know.", "warning: unrecognized request: \"foo\", ignored"),
    ];

    public static readonly ProgramGrammar Grammar = PostfixProgram.New("anvil", Forms);
}
