using MailLog.Correlation;
using MailLog.Parsing;

namespace MailLog.Cli;

/// <summary>Who made a decision, in a few words: the hook, or those that it can have been; else the plugin, else the kind of thing.</summary>
internal static class HookNames
{
    public static string Of(Verdict verdict)
    {
        if (verdict.Plugin is { } plugin)
            return plugin;
        if (verdict.Rule is { } rule)
            return Of(rule, verdict.By);
        return verdict.Hooks.Count > 0 ? string.Join(" or ", verdict.Hooks) : Of(verdict.By);
    }

    public static string Of(HookRule rule, VerdictSource by) => rule.Hooks.Length switch
    {
        0 => Of(by),
        <= 2 => string.Join(" or ", rule.Hooks.ToArray()),
        int n => rule.Hooks[0] + " or " + (n - 1) + " others",
    };

    private static string Of(VerdictSource by) => by switch
    {
        VerdictSource.Access => "smtpd itself",
        VerdictSource.Milter => "a milter",
        VerdictSource.Proxy => "the filter before the queue",
        VerdictSource.Content => "a check of the content",
        VerdictSource.Postscreen => "postscreen",
        VerdictSource.Smtpd => "the SMTP server",
        VerdictSource.ConnectionRules => "the rules for connections",
        VerdictSource.BlockList => "a block list (rblsmtpd)",
        _ => "a plugin",
    };
}
