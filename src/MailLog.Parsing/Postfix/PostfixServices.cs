namespace MailLog.Parsing;

/// <summary>The programs that write nothing of their own but warnings: the libraries' forms are all they have.</summary>
internal static class PostfixServices
{
    private static readonly LineForm[] Spawned =
    [
        new("spawn.command", EventKind.Daemon, "{level:warning}: command {command} {action:exit status} {exitStatus}", "A service's command ended with an error.", "warning: command /usr/bin/policy exit status 1"),
        new("spawn.command-signal", EventKind.Daemon, "{level:warning}: command {command} {action:killed by signal} {signal}", "A service's command died.", "warning: command /usr/bin/policy killed by signal 9"),
    ];

    private static readonly LineForm[] Rewriting =
    [
        new("rewrite.both", EventKind.Diagnostic, "{level:warning}: {topic:do not list domain} {domain} in BOTH {setting} and {value}",
            "A domain cannot be in two address classes.", "warning: do not list domain example.org in BOTH mydestination and virtual_alias_domains"),
    ];

    public static readonly ProgramGrammar Spawn = PostfixProgram.New("spawn", Spawned);
    public static readonly ProgramGrammar TrivialRewrite = PostfixProgram.New("trivial-rewrite", Rewriting);
    public static readonly ProgramGrammar Verify = PostfixProgram.New("verify");

    public static readonly ProgramGrammar[] Others =
    [
        .. new[] { "flush", "postalias", "postcat", "postconf", "postkick", "postlock", "postmap", "proxymap", "proxywrite", "showq" }.Select(name => PostfixProgram.New(name)),
    ];
}
