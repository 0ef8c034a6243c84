namespace MailLog.Parsing;

/// <summary>From the words in the lines to the vocabulary that all systems share.</summary>
internal static class VerdictWords
{
    public static VerdictAction Action(ReadOnlySpan<byte> word)
    {
        if (word.StartsWith("milter-header-"u8))
            word = word.Slice(14);
        else if (word.StartsWith("milter-"u8))
            word = word.Slice(7);
        foreach ((string name, VerdictAction action) in Words)
            if (Utf8.EqualsAscii(word, name))
                return action;
        return VerdictAction.Info;
    }

    public static VerdictSource Source(string form, ReadOnlySpan<byte> word)
    {
        if (word.StartsWith("milter-"u8))
            return VerdictSource.Milter;
        return form switch
        {
            "verdict.content" or "verdict.delivery" => VerdictSource.Content,
            "verdict.proxy" => VerdictSource.Proxy,
            "verdict.postscreen" or "verdict.postscreen.connect" or "verdict.postscreen.busy" => VerdictSource.Postscreen,
            _ => VerdictSource.Access,
        };
    }

    private static readonly (string Word, VerdictAction Action)[] Words =
    [
        ("reject", VerdictAction.Reject),
        ("abort", VerdictAction.Reject),
        ("reject_warning", VerdictAction.WarnReject),
        ("hold", VerdictAction.Hold),
        ("discard", VerdictAction.Discard),
        ("redirect", VerdictAction.Redirect),
        ("filter", VerdictAction.Filter),
        ("bcc", VerdictAction.Bcc),
        ("prepend", VerdictAction.Prepend),
        ("replace", VerdictAction.Replace),
        ("strip", VerdictAction.Strip),
        ("delay", VerdictAction.Delay),
        ("info", VerdictAction.Info),
        ("pass", VerdictAction.Accept),
        ("permit", VerdictAction.Accept),
        ("accept", VerdictAction.Accept),
        ("warn", VerdictAction.Warn),
        ("warning", VerdictAction.Warn),
        ("hangup", VerdictAction.Hangup),
        ("Accept", VerdictAction.Accept),
        ("Reject", VerdictAction.Reject),
        ("Deferred", VerdictAction.Defer),
        ("Info", VerdictAction.Info),
        ("deny", VerdictAction.Reject),
        ("denysoft", VerdictAction.Defer),
    ];
}
