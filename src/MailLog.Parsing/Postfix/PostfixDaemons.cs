namespace MailLog.Parsing;

/// <summary>Postfix's other programs: known, so that their lines are not foreign, and typed as far as they carry a level.</summary>
internal static class PostfixDaemons
{
    public static readonly ProgramGrammar[] All =
    [
        .. new[]
        {
            "anvil", "dnsblog", "flush", "master", "postalias", "postdrop", "postfix-script", "postfix", "postlog", "postlogd", "postmap", "postqueue",
            "proxymap", "proxywrite", "qmqpd", "scache", "sendmail", "showq", "spawn", "tlsmgr", "tlsproxy", "trivial-rewrite", "verify",
        }.Select(name => new ProgramGrammar(MailSystem.Postfix, name, PostfixTls.Summary, PostfixDiagnostics.Levels)),
    ];
}
