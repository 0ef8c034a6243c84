namespace MailLog.Parsing;

/// <summary>scache(8): keeps SMTP connections open for the next mail.</summary>
internal static class Scache
{
    private static readonly LineForm[] Forms =
    [
        new("scache.start", EventKind.Statistics, "statistics: start interval {when}", "Since when the following lines count.", "statistics: start interval Nov 20 06:41:29"),
        new("scache.lookup", EventKind.Statistics, "statistics: {metric:domain lookup|address lookup} hits={hitCount} miss={missCount} success={percent}%",
            "How often a connection was found, by the domain or by the server's address.", "statistics: domain lookup hits=34 miss=12 success=73%"),
        new("scache.max", EventKind.Statistics, "statistics: max simultaneous domains={domains} addresses={addresses} connection={connections}",
            "The most that was held at one time.", "statistics: max simultaneous domains=1 addresses=2 connection=3"),
    ];

    public static readonly ProgramGrammar Grammar = PostfixProgram.New("scache", Forms);
}
